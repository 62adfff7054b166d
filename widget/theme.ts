/**
 * Custom properties and the trigger's own look. Sizes are px, so that a host's `html { font-size: 62.5% }`
 * changes nothing; `all: initial` cuts every inherited property except direction and custom properties.
 */
export const triggerStyles = `
:host {
  all: initial;
  color-scheme: inherit;
  display: inline-block;
  --_primary: var(--mentor-booking-primary, #1B4965);
  --_accent: var(--mentor-booking-accent, #FFD166);
  --_radius: var(--mentor-booking-radius, 10px);
  --_font: var(--mentor-booking-font, system-ui, sans-serif);
}
:host([hidden]) { display: none !important; }
.trigger {
  all: initial;
  box-sizing: border-box;
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: 8px;
  inline-size: 100%;
  min-inline-size: 44px;
  min-block-size: 44px;
  padding: 8px 20px;
  border: 1px solid transparent;
  border-radius: var(--_radius);
  background: var(--_primary);
  color: #fff;
  font: 600 16px/1.25 var(--_font);
  text-align: center;
  cursor: pointer;
}
.trigger:hover:enabled { filter: brightness(1.15); }
.trigger:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; box-shadow: 0 0 0 2px var(--_primary); }
.trigger:disabled { opacity: .5; cursor: not-allowed; }
::slotted(a) { color: inherit !important; text-decoration: none !important; }
.failure { font: 14px/1.4 var(--_font); color: #b42318; }
`;
