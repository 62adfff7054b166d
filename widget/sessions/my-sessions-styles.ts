/** The look of the student's list of sessions, over that of the dialog. */
export const sessionStyles = `
.mine { display: grid; gap: 12px; }
:is(.mine, .panel) > [role=status]:empty { margin-block-start: -12px; }
.mine > h3 { margin-block: 0; }
.past { margin-block-start: 12px; }
.card { display: grid; gap: 2px; padding: 12px 16px; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_paper); }
.coming .card { border-inline-start: 4px solid var(--_primary); }
.card p { overflow-wrap: anywhere; }
.badge { display: inline-block; margin-inline-end: 8px; padding: 0 10px; border: 1px solid var(--_line); border-radius: 99px; font-size: 13px; font-weight: 400; color: var(--_soft); }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 0 20px; margin-block-start: 4px; }
.panel { display: grid; gap: 12px; margin-block: 8px 4px; padding-block-start: 12px; border-block-start: 1px solid var(--_line); }
.panel .message { background: var(--_background); }
.panel .grid { grid-template-columns: repeat(auto-fill, minmax(96px, 1fr)); }
.panel .alternatives { grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); }
.stars { display: flex; border: 0; margin: 0; margin-inline-start: -8px; padding: 0; }
.stars legend { padding: 0; font-weight: 600; font-size: 15px; }
.stars label { position: relative; display: grid; place-items: center; inline-size: 48px; block-size: 48px; border-radius: 50%; color: var(--_soft); }
.stars input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; min-block-size: 0; margin: 0; padding: 0; opacity: 0; cursor: pointer; }
.stars label:focus-within { outline: 3px solid var(--_accent); box-shadow: 0 0 0 2px var(--_primary); }
.stars svg { inline-size: 32px; block-size: 32px; stroke-width: 1.5; stroke-linejoin: round; }
.given { display: flex; flex-wrap: wrap; align-items: center; column-gap: 2px; }
.given span { display: grid; }
.given span:last-of-type { margin-inline-end: 6px; }
.given svg { inline-size: 18px; block-size: 18px; stroke-width: 1.5; stroke-linejoin: round; }
.on svg { fill: var(--_accent); stroke: var(--_ink); }
@media (forced-colors: active) { .on svg { fill: Highlight; } }
`;
