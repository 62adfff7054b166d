/** The dialog's look. Logical properties only; every size in px; all of it inside the host's shadow root. */
export const modalStyles = `
dialog {
  all: initial;
  --_background: var(--mentor-booking-background, #F5F5F5);
  --_success: var(--mentor-booking-success, #10B981);
  --_line: #d3dbe2;
  --_ink: #14222e;
  --_soft: #4b5c6b;
  --_paper: #fff;
  --_error: #b42318;
  --_link: var(--_primary);
  display: none;
  position: fixed;
  inset: 0;
  margin: auto;
  box-sizing: border-box;
  flex-direction: column;
  inline-size: min(880px, 100vw - 32px);
  block-size: min(720px, 100dvh - 32px);
  overflow: hidden;
  border-radius: calc(var(--_radius) * 1.6);
  background: var(--_paper);
  color: var(--_ink);
  font: 16px/1.5 var(--_font);
  box-shadow: 0 24px 64px #0f1e2e59;
  container-type: inline-size;
  overscroll-behavior: contain;
}
dialog[open] { display: flex; animation: rise 200ms ease-out; }
dialog::backdrop { background: #0f1e2e8c; }
@keyframes rise { from { opacity: 0; transform: translateY(16px); } }
@keyframes turn { to { transform: rotate(1turn); } }
@keyframes pulse { 50% { opacity: .5; } }
*, ::before { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, h3, p { margin: 0; }
h2 { font-size: 18px; line-height: 1.3; outline: 0; }
h3 { margin-block: 20px 10px; font-size: 15px; }
h3::first-letter, strong::first-letter, .slot::first-letter { text-transform: uppercase; }
small { font-size: 14px; color: var(--_soft); }
strong { display: block; font-size: 17px; line-height: 1.35; }
svg { inline-size: 24px; block-size: 24px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
[dir=rtl] .icon svg { transform: scaleX(-1); }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 0 10px; padding: 12px 20px; border-block-end: 1px solid var(--_line); }
header > div { flex: 1; min-inline-size: 0; }
header p { min-block-size: 21px; font-size: 14px; color: var(--_soft); }
.face { display: grid; place-items: center; inline-size: 44px; block-size: 44px; border-radius: 50%; background: var(--_primary); color: #fff; font-weight: 600; }
header .progress { display: flex; align-items: center; gap: 6px; inline-size: 100%; margin-block-start: 10px; font-size: 13px; }
.progress span { margin-inline-end: 6px; }
.progress i { flex: 1; block-size: 4px; border-radius: 2px; background: var(--_line); }
.progress .done { background: var(--_accent); }
.body { flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 16px 20px 20px; background: var(--_background); }
footer { display: flex; flex-wrap: wrap; align-items: center; justify-content: end; gap: 8px 20px; padding: 12px 20px; padding-block-end: max(12px, env(safe-area-inset-bottom)); border-block-start: 1px solid var(--_line); }

button { font: inherit; color: inherit; cursor: pointer; touch-action: manipulation; transition: 200ms; }
button:disabled { opacity: .5; cursor: not-allowed; }
:focus-visible:not(h2) { outline: 3px solid var(--_accent); outline-offset: 1px; box-shadow: 0 0 0 2px var(--_primary); }
.icon { display: grid; place-items: center; inline-size: 44px; block-size: 44px; padding: 0; border: 0; border-radius: 50%; background: none; color: var(--_soft); }
.primary { display: inline-flex; align-items: center; justify-content: center; gap: 10px; min-block-size: 48px; padding: 8px 24px; border: 0; border-radius: var(--_radius); background: var(--_primary); color: #fff; font-weight: 600; }
footer .primary { flex: 1 0 100%; }
.quiet { padding-block: 0 env(safe-area-inset-bottom); }
footer p { flex: 1; font-size: 15px; }
footer p:empty, .fault:empty { display: none; }
.link, a { min-block-size: 44px; padding: 10px 0; border: 0; background: none; color: var(--_link); font-weight: 600; font-size: 15px; text-decoration: underline; text-underline-offset: 3px; }

.durations { display: flex; flex-wrap: wrap; gap: 8px; min-block-size: 44px; }
.chip { min-block-size: 44px; padding: 0 12px; border: 1px solid var(--_line); border-radius: 22px; background: var(--_paper); font-size: 15px; }
.chip[aria-pressed=true] { border-color: var(--_primary); background: var(--_primary); color: #fff; }
.week { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-block-size: 66px; margin-block-start: 8px; text-align: center; }
.week small { display: block; }
.grid { display: grid; grid-template-columns: repeat(2, 1fr); gap: 8px; }
.slot { min-block-size: 48px; padding: 6px; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_paper); color: var(--_link); font-weight: 600; font-variant-numeric: tabular-nums; }
.slot small { display: block; font-weight: 400; font-size: 13px; line-height: 1.3; }
.slot.busy { border-style: dashed; background: none; color: var(--_soft); cursor: not-allowed; }
.slot.selected { border-color: var(--_link); box-shadow: inset 0 0 0 2px var(--_link); }
.empty { display: grid; justify-items: center; align-content: center; gap: 16px; min-block-size: 280px; text-align: center; color: var(--_soft); }
.skeleton { min-block-size: 280px; animation: pulse 1.4s infinite; }
.skeleton i, .skeleton b { display: block; border-radius: var(--_radius); background: var(--_line); }
.skeleton i { inline-size: 180px; block-size: 20px; margin-block: 22px 12px; }
.skeleton b { block-size: 48px; }
.skeleton p { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }

form { display: grid; gap: 16px; }
label { display: grid; gap: 6px; font-weight: 600; font-size: 15px; }
label i { color: var(--_error); }
input, textarea, select { inline-size: 100%; min-block-size: 48px; padding: 10px 14px; border: 1px solid #8496a5; border-radius: var(--_radius); background: var(--_paper); color: inherit; font: 16px/1.5 var(--_font); }
textarea { resize: vertical; min-block-size: 112px; }
:placeholder-shown { direction: inherit; }
::placeholder { color: var(--_soft); opacity: .9; }
[aria-invalid=true] { border-color: var(--_error); box-shadow: inset 0 0 0 1px var(--_error); }
.fault { margin-block-start: -10px; font-size: 14px; color: var(--_error); }
.message { padding: 12px 16px; border-inline-start: 4px solid var(--_accent); border-radius: var(--_radius); background: var(--_paper); }
.message.error { border-color: var(--_error); }
.step1 .message { margin-block-end: 12px; }
.summary { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 16px; padding: 12px 16px; border: 1px solid var(--_line); border-inline-start: 4px solid var(--_primary); border-radius: var(--_radius); background: var(--_paper); text-align: start; }
.summary small { display: block; }
.alternatives { display: grid; gap: 8px; inline-size: 100%; margin-block-start: 4px; }
.summary p { inline-size: 100%; font-size: 14px; }
.summary p bdi { padding: 1px 8px; border-radius: 99px; background: var(--_accent); color: #14222e; font-weight: 600; font-variant-numeric: tabular-nums; }
.spinner { inline-size: 18px; block-size: 18px; border: 3px solid #fff6; border-block-start-color: #fff; border-radius: 50%; animation: turn 800ms linear infinite; }
.success { display: grid; justify-items: center; gap: 12px; padding-block: 32px 16px; text-align: center; }
.success svg { inline-size: 72px; block-size: 72px; padding: 16px; border-radius: 50%; background: var(--_success); color: #fff; animation: rise 300ms ease-out; }
.big { font-size: 24px; font-weight: 700; }
.success .summary { inline-size: min(100%, 420px); margin-block: 8px; }

@container (min-width: 480px) { .grid { grid-template-columns: repeat(3, 1fr); } .alternatives { grid-template-columns: repeat(3, 1fr); } }
@container (min-width: 840px) { .grid { grid-template-columns: repeat(4, 1fr); } footer .primary { flex: none; min-inline-size: 280px; } }
@media (max-width: 600px) {
  dialog { inline-size: 100vw; max-inline-size: none; block-size: 100dvh; border-radius: 0; }
}
@media (hover: hover) {
  .icon:hover:enabled { background: var(--_line); color: var(--_link); }
  .primary:hover:enabled { filter: brightness(1.15); }
  .chip:hover { border-color: var(--_primary); }
  .slot:not(.busy):hover { border-color: var(--_primary); background: var(--_primary); color: #fff; }
}
@media (prefers-color-scheme: dark) {
  dialog {
    color-scheme: dark;
    --_line: #3a4b5a;
    --_ink: #e9eff4;
    --_soft: #a9b8c5;
    --_paper: #1b2833;
    --_error: #ff9c8f;
    --_link: color-mix(in hsl, var(--_primary), hsl(none none 100%) 70%);
    --_background: var(--mentor-booking-dark-background, #121c25);
  }
}
@media (prefers-reduced-motion: reduce) { *, dialog { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .slot.selected, .chip[aria-pressed=true] { outline: 3px solid Highlight; } .progress .done { background: Highlight; } }
`;
