import { css } from 'lit';

/** The look that all pages of the admin share: the widget's colours, logical properties, targets of 44 px. */
export const adminStyles = css`
  :host {
    display: block;
    --primary: #1b4965;
    --accent: #ffd166;
    --success: #0b7a55;
    --danger: #b42318;
    --ink: #14222e;
    --soft: #4b5c6b;
    --line: #d3dbe2;
    --field: #8496a5;
    --paper: #fff;
    --ground: #f5f5f5;
    --tint: #e8f0f5;
    --link: var(--primary);
    --radius: 10px;
    color: var(--ink);
    font: 16px/1.5 system-ui, Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif;
  }
  *, ::before, ::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  h1, h2, h3, p, ul, ol, dl, dd, fieldset { margin: 0; }
  h1 { font-size: 26px; line-height: 1.25; }
  h1:focus { outline: 0; }
  h2 { font-size: 19px; line-height: 1.3; }
  h3 { font-size: 16px; line-height: 1.4; }
  ul[class], ol[class] { padding: 0; list-style: none; }
  fieldset { min-inline-size: 0; padding: 0; border: 0; }
  legend { padding: 0; font-weight: 600; }
  a { color: var(--link); text-underline-offset: 3px; }
  small, .soft { color: var(--soft); font-size: 14px; }
  bdi, time, .number { font-variant-numeric: tabular-nums; }
  code, pre { font: 14px/1.5 ui-monospace, "Cascadia Mono", Menlo, monospace; direction: ltr; text-align: start; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; box-shadow: 0 0 0 2px var(--primary); }

  .page { display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px; }
  .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 12px 20px; }
  .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; }
  .split { justify-content: space-between; }
  .columns { display: grid; gap: 20px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); align-items: start; }
  .card { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; padding: 20px; border: 1px solid var(--line); border-radius: calc(var(--radius) * 1.4); background: var(--paper); }
  .empty { display: grid; justify-items: center; gap: 12px; padding: 40px 20px; text-align: center; color: var(--soft); }
  .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  button, .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 8px;
    min-block-size: 44px; min-inline-size: 44px; padding: 8px 16px;
    border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); color: var(--link);
    font: inherit; font-weight: 600; line-height: 1.25; text-decoration: none; cursor: pointer; touch-action: manipulation;
    transition: background-color 200ms, filter 200ms, border-color 200ms;
  }
  button.primary, .button.primary { border-color: transparent; background: var(--primary); color: #fff; }
  button.danger { border-color: transparent; background: #b42318; color: #fff; }
  button.plain { border-color: transparent; background: none; }
  button.plain.danger { color: var(--danger); }
  button.icon { padding: 8px; border-color: transparent; background: none; color: var(--soft); }
  button:disabled { opacity: .5; cursor: not-allowed; }
  button[aria-pressed=true], button[aria-selected=true], a[aria-current] { border-color: var(--primary); background: var(--tint); }
  @media (hover: hover) {
    button:hover:enabled, .button:hover { border-color: var(--primary); }
    button.primary:hover:enabled, button.danger:hover:enabled:not(.plain), .button.primary:hover { filter: brightness(1.15); }
    button.plain:hover:enabled, button.icon:hover:enabled { border-color: transparent; background: var(--tint); }
  }
  svg.icon, button svg { flex: none; inline-size: 22px; block-size: 22px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
  .turns:dir(rtl) { transform: scaleX(-1); }

  label, .label { display: grid; gap: 6px; font-weight: 600; font-size: 15px; }
  label.check { grid-template-columns: auto 1fr; align-items: center; gap: 10px; min-block-size: 44px; font-weight: 400; font-size: 16px; }
  label.check input { inline-size: 24px; block-size: 24px; min-block-size: 0; margin: 0; accent-color: var(--primary); }
  input, textarea, select {
    inline-size: 100%; min-block-size: 44px; padding: 8px 12px;
    border: 1px solid var(--field); border-radius: var(--radius); background: var(--paper); color: inherit;
    font: 16px/1.4 system-ui, Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif;
  }
  textarea { min-block-size: 96px; resize: vertical; }
  input[type=color] { inline-size: 64px; padding: 4px; }
  ::placeholder { color: var(--soft); opacity: .9; }
  [aria-invalid=true] { border-color: var(--danger); box-shadow: inset 0 0 0 1px var(--danger); }
  .fault { color: var(--danger); font-size: 14px; font-weight: 400; }
  .hint { color: var(--soft); font-size: 14px; font-weight: 400; }
  .message { padding: 12px 16px; border-inline-start: 4px solid var(--accent); border-radius: var(--radius); background: var(--paper); }
  .message.error { border-color: var(--danger); }
  .message.good { border-color: var(--success); }
  .badge { display: inline-flex; align-items: center; padding: 2px 10px; border-radius: 99px; background: var(--tint); color: var(--link); font-size: 14px; font-weight: 600; white-space: nowrap; }
  .badge.good { background: color-mix(in srgb, var(--success), var(--paper) 91%); color: var(--success); }
  .badge.bad { background: color-mix(in srgb, var(--danger), var(--paper) 88%); color: var(--danger); }
  .tabs { display: flex; flex-wrap: wrap; gap: 6px; }

  .scroll { overflow-x: auto; }
  table { inline-size: 100%; border-collapse: collapse; }
  th, td { padding: 10px 12px; border-block-end: 1px solid var(--line); text-align: start; vertical-align: middle; }
  th { color: var(--soft); font-size: 14px; font-weight: 600; }
  td.number, th.number { text-align: end; }

  dialog { inline-size: min(560px, 100vw - 32px); max-block-size: calc(100dvh - 32px); padding: 24px; border: 0; border-radius: calc(var(--radius) * 1.6); background: var(--paper); color: var(--ink); box-shadow: 0 24px 64px #0f1e2e59; }
  dialog::backdrop { background: #0f1e2e8c; }
  dialog form, dialog > .stack { display: grid; gap: 16px; }
  .actions { display: flex; flex-wrap: wrap; justify-content: end; gap: 10px; }

  @media (max-width: 600px) {
    h1 { font-size: 22px; }
    .card { padding: 16px; }
    .actions button { flex: 1; }
  }
  @media (prefers-color-scheme: dark) {
    :host {
      color-scheme: dark;
      --success: #6ee7b7; --danger: #ff9c8f;
      --ink: #e9eff4; --soft: #a9b8c5; --line: #3a4b5a; --field: #71859a;
      --paper: #1b2833; --ground: #121c25; --tint: #263a4a; --link: #a9cbe0;
    }
    button.primary, .button.primary { background: #2f6b8f; }
  }
  @media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
  @media (forced-colors: active) { button[aria-pressed=true], button[aria-selected=true], a[aria-current] { outline: 2px solid Highlight; } }
`;
