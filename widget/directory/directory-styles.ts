/** Sizes are px, and every property is cut off from the page, as those of the trigger are. */
export const directoryStyles = `
:host {
  all: initial;
  color-scheme: light;
  display: block;
  --_primary: var(--mentor-booking-primary, #1B4965);
  --_accent: var(--mentor-booking-accent, #FFD166);
  --_radius: var(--mentor-booking-radius, 10px);
  color: #14222e;
  font: 16px/1.5 var(--mentor-booking-font, system-ui, sans-serif);
}
:host([hidden]) { display: none !important; }
* { box-sizing: border-box; }
form { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr)); gap: 12px; align-items: end; }
label { display: grid; gap: 4px; font-size: 14px; color: #3d4f5d; min-inline-size: 0; }
label.check { grid-auto-flow: column; justify-content: start; align-items: center; gap: 8px; min-block-size: 44px; font-size: 16px; color: inherit; }
input, select, button { font: inherit; color: inherit; }
input[type=search], select { inline-size: 100%; min-block-size: 44px; padding: 8px 12px; border: 1px solid #76848f; border-radius: var(--_radius); background: #fff; }
input[type=checkbox] { inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--_primary); }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; box-shadow: 0 0 0 2px var(--_primary); }
[role=status] { margin: 16px 0 8px; color: #3d4f5d; }
ul { list-style: none; margin: 0; padding: 0; }
.list { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr)); gap: 16px; }
.card { display: flex; flex-direction: column; gap: 10px; padding: 16px; border: 1px solid #d3dae0; border-radius: var(--_radius); background: #fff; overflow-wrap: anywhere; }
.head { display: flex; gap: 12px; align-items: center; }
.face { flex: none; inline-size: 48px; block-size: 48px; border-radius: 50%; background: var(--_primary); color: #fff; display: grid; place-items: center; font-weight: 600; object-fit: cover; }
h2 { margin: 0; font-size: 18px; line-height: 1.3; }
p { margin: 0; }
.small { font-size: 14px; color: #3d4f5d; }
.tags { display: flex; flex-wrap: wrap; gap: 6px; }
.tags li { padding: 2px 10px; border: 1px solid #d3dae0; border-radius: 99px; font-size: 14px; }
.tags .badge { border-color: var(--_primary); font-weight: 600; }
.foot { margin-block-start: auto; display: grid; gap: 10px; }
button { min-block-size: 44px; padding: 8px 20px; border: 1px solid var(--_primary); border-radius: var(--_radius); background: #fff; color: var(--_primary); font-weight: 600; cursor: pointer; }
button.book { background: var(--_primary); color: #fff; }
button:disabled { opacity: .5; cursor: not-allowed; }
.after { margin-block-start: 16px; text-align: center; }
mentor-booking::part(trigger) { display: none; }
`;
