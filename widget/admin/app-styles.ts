import { css } from 'lit';

/** The shell's own look: bar, navigation, toasts. */
export const appStyles = css`
  :host { min-block-size: 100dvh; background: var(--ground); }
  .skip { position: fixed; inset-block-start: -100px; inset-inline-start: 8px; z-index: 3; padding: 12px 16px; border-radius: var(--radius); background: var(--paper); }
  .skip:focus { inset-block-start: 8px; }
  header { position: sticky; inset-block-start: 0; z-index: 2; display: flex; align-items: center; gap: 8px; min-block-size: 60px; padding: 8px 16px; border-block-end: 1px solid var(--line); background: var(--paper); }
  .brand { display: flex; flex: 1; align-items: center; gap: 10px; min-block-size: 44px; min-inline-size: 0; color: var(--link); font-weight: 700; text-decoration: none; }
  .brand span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .bell { position: relative; padding: 8px; border-color: transparent; background: none; color: var(--soft); }
  .bell[aria-current] { background: var(--tint); }
  .count { position: absolute; inset-block-start: 1px; inset-inline-end: 1px; min-inline-size: 20px; padding-inline: 5px; border-radius: 99px; background: #b42318; color: #fff; font-size: 12px; line-height: 20px; text-align: center; }
  .language select { inline-size: auto; border-color: transparent; background: none; }
  .frame { display: grid; grid-template-columns: 240px minmax(0, 1fr); gap: 0 8px; max-inline-size: 1440px; margin-inline: auto; }
  .frame.alone { grid-template-columns: minmax(0, 1fr); }
  nav { position: sticky; inset-block-start: 60px; align-self: start; display: flex; flex-direction: column; gap: 6px; block-size: calc(100dvh - 60px); overflow-y: auto; padding: 20px 12px; }
  nav h2 { margin-block: 12px 2px; padding-inline: 12px; font-size: 14px; font-weight: 600; }
  .links { display: grid; gap: 2px; }
  .links a { display: flex; align-items: center; gap: 12px; min-block-size: 44px; padding: 8px 12px; border: 1px solid transparent; border-radius: var(--radius); color: var(--ink); text-decoration: none; }
  .links a[aria-current] { border-color: transparent; background: var(--tint); color: var(--link); font-weight: 600; }
  .who { display: grid; gap: 6px; margin-block-start: auto; padding: 16px 12px 0; border-block-start: 1px solid var(--line); }
  .who a { display: inline-flex; align-items: center; min-block-size: 44px; overflow-wrap: anywhere; background: none; }
  .who small { display: block; }
  .who button { justify-self: start; padding-inline: 0; }
  main { min-inline-size: 0; padding: 28px 24px 80px; }
  main:focus { outline: 0; box-shadow: none; }
  .toasts { position: fixed; inset-block-start: 2px; inset-inline: 16px; z-index: 4; display: grid; justify-items: center; pointer-events: none; }
  .toast { display: flex; align-items: center; gap: 8px; max-inline-size: 640px; padding: 6px; padding-inline: 18px 8px; border-radius: var(--radius); background: var(--ink); color: var(--paper); box-shadow: 0 8px 24px #0f1e2e59; pointer-events: auto; }
  .toast button, .toast a { border-color: transparent; background: none; color: inherit; }
  .toast button:hover:enabled { background: color-mix(in srgb, var(--paper), transparent 80%); }
  .toast.bad { border-inline-start: 6px solid #f97066; }
  @media (min-width: 901px) { .menu { display: none; } }
  @media (max-width: 900px) {
    .frame { grid-template-columns: minmax(0, 1fr); }
    nav { display: none; position: static; block-size: auto; padding: 8px 12px 16px; border-block-end: 1px solid var(--line); background: var(--paper); }
    nav.open { display: flex; }
    main { padding: 20px 16px 80px; }
  }
  @media (max-width: 480px) { .brand span { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); } }
  @media (hover: hover) { .links a:hover { background: var(--tint); } }
`;
