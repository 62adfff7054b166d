import { css } from 'lit';

/** The looks of the list and of the week. */
export const sessionsStyles = css`
  .tools { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr)); gap: 12px; align-items: end; }
  .dates { gap: 24px; }
  .dates :is(h2, h3) { display: flex; align-items: center; gap: 10px; margin-block-end: 10px; font-size: 17px; }
  .dates :is(h2, h3) > span:last-child::first-letter, .day h2 span::first-letter { text-transform: uppercase; }
  .sessions { display: grid; gap: 8px; }
  .session { display: grid; grid-template-columns: 116px minmax(0, 1fr) auto; align-items: center; gap: 4px 16px; min-block-size: 64px; padding: 10px 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); color: inherit; text-decoration: none; }
  .times { font-weight: 600; font-variant-numeric: tabular-nums; }
  .about { display: grid; overflow-wrap: anywhere; }
  .badge.due, .block.due { background: color-mix(in srgb, var(--accent), var(--paper) 70%); color: var(--ink); }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
  .bar p { flex: 1; min-inline-size: 180px; }
  .bar p b, .bar p small { display: block; }

  .week { display: grid; grid-template-columns: 52px minmax(0, 1fr); --hour: 88px; }
  .hours { padding-block-start: 56px; }
  .hours span { display: block; block-size: var(--hour); padding-inline-end: 8px; color: var(--soft); font-size: 13px; line-height: 1; text-align: end; }
  .days { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); border-inline-end: 1px solid var(--line); }
  .day { display: grid; grid-template-rows: 56px auto; min-inline-size: 0; border-inline-start: 1px solid var(--line); }
  .day h2 { display: flex; align-items: center; justify-content: center; gap: 6px; font-size: 14px; font-weight: 400; color: var(--soft); }
  .day h2 b { display: grid; place-items: center; min-inline-size: 32px; block-size: 32px; color: var(--ink); font-size: 16px; }
  .today h2 b { border-radius: 50%; background: var(--primary); color: #fff; }
  .day .month { display: none; }
  .day > .soft { display: none; }
  .blocks { display: grid; align-content: start; gap: 6px; margin: 0; padding: 0; list-style: none; }
  .block { display: flex; flex-direction: column; align-items: start; block-size: 100%; min-block-size: 44px; padding: 4px 8px; overflow: hidden; border-inline-start: 4px solid var(--link); border-radius: 6px; background: var(--tint); color: var(--ink); font-size: 13px; line-height: 1.35; text-decoration: none; overflow-wrap: anywhere; }
  .block:focus-visible { position: relative; z-index: 1; }
  .block.good { border-color: var(--success); }
  .block.bad { border-color: var(--danger); }
  .block.due { border-color: var(--accent); }
  .state { color: var(--soft); }
  .block.due .state { color: inherit; }

  @media (min-width: 901px) {
    .days { background: var(--paper); }
    .week:not(.stacked) .day { background: repeating-linear-gradient(var(--line) 0 1px, transparent 1px var(--hour)) 0 56px no-repeat; }
    .week:not(.stacked) .blocks { position: relative; display: block; block-size: calc(var(--hours) * var(--hour)); }
    .week:not(.stacked) .blocks li {
      position: absolute; overflow: hidden; padding: 1px 2px;
      inset-block-start: calc((var(--start) - var(--first)) / 60 * var(--hour));
      block-size: calc(var(--minutes) / 60 * var(--hour));
      inset-inline-start: calc(var(--lane) / var(--lanes) * 100%);
      inline-size: calc(100% / var(--lanes));
    }
    .week:not(.stacked) .blocks li:focus-within { overflow: visible; z-index: 1; }
    .week:not(.stacked) .short:not(:focus) :is(.subject, .state) { display: none; }
    .stacked { grid-template-columns: minmax(0, 1fr); }
    .stacked .hours { display: none; }
    .stacked .blocks { padding: 0 4px 8px; }
    .stacked .days { border-block: 1px solid var(--line); }
    .day.free { min-block-size: calc(56px + var(--hours) * var(--hour)); }
    .stacked .day.free { min-block-size: 120px; }
  }
  @media (max-width: 900px) {
    .week { grid-template-columns: minmax(0, 1fr); }
    .hours { display: none; }
    .days { grid-template-columns: minmax(0, 1fr); gap: 16px; border: 0; }
    .day { display: block; border: 0; }
    .day.free:not(.today) { display: none; }
    .day h2 { justify-content: start; margin-block-end: 8px; font-size: 16px; color: var(--ink); }
    .day .month { display: inline; }
    .day > .soft { display: block; }
    .block { padding: 10px 14px; font-size: 15px; }
  }
  @media (max-width: 600px) {
    .session { grid-template-columns: minmax(0, 1fr) auto; padding: 12px 14px; }
    .about { grid-column: 1 / -1; grid-row: 2; }
  }
  @media (hover: hover) { .session:hover, .block:hover { border-color: var(--primary); background: var(--tint); } }
`;
