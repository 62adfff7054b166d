import { css } from 'lit';

/** The look of the widget's list of free starts (`steps/choose-slot.ts`) on the pages of the admin. */
export const slotStyles = css`
  .durations { display: flex; flex-wrap: wrap; gap: 8px; min-block-size: 44px; }
  .chip { border-radius: 22px; font-weight: 400; font-size: 15px; }
  .chip[aria-pressed=true] { border-color: transparent; background: var(--primary); color: #fff; }
  .week { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-block-size: 66px; text-align: center; }
  .week button svg { fill: none; stroke: currentColor; stroke-width: 2; }
  .week small { display: block; }
  .icon:dir(rtl) svg { transform: scaleX(-1); }
  .slots h3 { margin-block: 16px 8px; }
  .slots h3::first-letter, .slot::first-letter { text-transform: uppercase; }
  .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(96px, 1fr)); gap: 8px; }
  .alternatives { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 8px; }
  .slot { font-variant-numeric: tabular-nums; }
  .slot small { display: block; font-weight: 400; }
  .slot.busy { border-style: dashed; color: var(--soft); cursor: not-allowed; }
  .slot.selected { border-color: var(--link); box-shadow: inset 0 0 0 2px var(--link); }
  .skeleton { min-block-size: 220px; }
  .skeleton i, .skeleton b { display: block; border-radius: var(--radius); background: var(--line); opacity: .6; }
  .skeleton i { inline-size: 180px; block-size: 20px; margin-block: 16px 10px; }
  .skeleton b { block-size: 44px; }
  .skeleton p { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  @media (prefers-color-scheme: dark) { .chip[aria-pressed=true] { background: #2f6b8f; } }
  @media (forced-colors: active) { .slot.selected { outline: 3px solid Highlight; } }
`;
