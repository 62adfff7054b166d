import { css } from 'lit';

/** The look of the week's grid. */
export const gridStyles = css`
  :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; --hour: 52px; }
  .scroller { position: relative; max-block-size: min(680px, 72vh); overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); overscroll-behavior: contain; }
  [role=grid] { min-inline-size: 520px; }
  .heads, .line { display: grid; grid-template-columns: 56px repeat(7, minmax(0, 1fr)); }
  .heads { position: sticky; inset-block-start: 0; z-index: 3; border-block-end: 1px solid var(--line); background: var(--paper); }
  [role=columnheader] { display: flex; flex-direction: column; align-items: center; min-inline-size: 0; padding-block-start: 6px; font-size: 14px; font-weight: 600; }
  [role=columnheader] span::first-letter { text-transform: uppercase; }
  [role=columnheader] svg { inline-size: 18px; block-size: 18px; }
  .body { position: relative; user-select: none; }
  .line { block-size: calc(var(--hour) / var(--lines)); }
  [role=rowheader], .corner { position: sticky; inset-inline-start: 0; z-index: 1; background: var(--paper); }
  [role=rowheader] { color: var(--soft); font-size: 13px; font-variant-numeric: tabular-nums; text-align: end; padding-inline-end: 8px; }
  .hour [role=rowheader] span:not(.unseen) { position: relative; inset-block-start: -.7em; }
  .line:first-child [role=rowheader] span:not(.unseen) { inset-block-start: 0; }
  [role=gridcell] { border-inline-start: 1px solid var(--line); border-block-start: 1px solid transparent; cursor: cell; }
  .hour [role=gridcell] { border-block-start-color: var(--line); }
  .line:not(.hour) [role=gridcell] { border-block-start: 1px dotted color-mix(in srgb, var(--line), transparent 30%); }
  [role=gridcell]:focus-visible { position: relative; z-index: 2; outline: 3px solid var(--link); outline-offset: -3px; box-shadow: inset 0 0 0 4px var(--accent); pointer-events: none; }
  .layer { position: absolute; z-index: 0; inset: 0; inset-inline-start: 56px; display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); pointer-events: none; }
  .layer > div { position: relative; }
  .block { position: absolute; inset-inline: 3px 4px; min-block-size: 12px; padding: 3px 6px; overflow: visible; border: 1px solid var(--block-edge, #1b4965); border-inline-start-width: 4px; border-radius: 6px; background: color-mix(in srgb, #2f7fa8, var(--paper) 72%); color: var(--ink); font-size: 13px; line-height: 1.3; pointer-events: auto; cursor: grab; }
  .block b { display: flex; flex-wrap: wrap; column-gap: 2px; overflow: hidden; max-block-size: 100%; font-weight: 600; font-variant-numeric: tabular-nums; direction: ltr; text-align: start; white-space: nowrap; pointer-events: none; }
  .block:dir(rtl) b { justify-content: end; }
  .block.drawn { cursor: grabbing; box-shadow: 0 8px 20px #0f1e2e40; }
  .block.selected { z-index: 1; border-color: var(--ink); box-shadow: 0 0 0 2px var(--accent); touch-action: none; }
  .block i { position: absolute; inset-inline: 0; block-size: 10px; cursor: ns-resize; }
  .block [data-edge=start] { inset-block-start: -4px; }
  .block [data-edge=end] { inset-block-end: -4px; }
  .selected i { touch-action: none; }
  .selected i::after { content: ""; position: absolute; inset-block: 1px; inset-inline-start: calc(50% - 14px); inline-size: 28px; border: 2px solid var(--paper); border-radius: 5px; background: var(--ink); }
  @media (pointer: coarse) { .selected i { block-size: 32px; } .selected [data-edge=start] { inset-block-start: -22px; } .selected [data-edge=end] { inset-block-end: -22px; } .selected i::after { inset-block: 10px; } }
  .chosen { min-block-size: 46px; align-items: center; }
  p.chosen { display: flex; }
  .range { display: inline-flex; align-items: center; gap: 8px; }
  .range select { inline-size: auto; font-variant-numeric: tabular-nums; }
  @media (max-width: 620px) { .block { padding-inline: 3px 1px; font-size: 12px; } }
  @media (prefers-color-scheme: dark) { .block { --block-edge: #7db3d1; background: color-mix(in srgb, #2f7fa8, var(--paper) 50%); } .block.selected { border-color: #fff; } }
  @media (forced-colors: active) { .block { border: 2px solid Highlight; } .block.selected { outline: 3px solid Highlight; } [role=gridcell]:focus-visible { outline-color: Highlight; } }
`;
