import { css } from 'lit';

/** The page of availability: its parts, what students see beside them, and the bar of changes. */
export const pageStyles = css`
  .layout { display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px; align-items: start; }
  .bar { position: sticky; inset-block-end: 12px; z-index: 3; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; padding: 10px 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); box-shadow: 0 8px 28px #0f1e2e33; }
  .bar strong { display: flex; align-items: center; gap: 10px; }
  .bar strong::before { content: ""; inline-size: 10px; block-size: 10px; border-radius: 50%; background: #e0a100; }
  @media (min-width: 1180px) {
    .layout { grid-template-columns: minmax(0, 1fr) 330px; }
    availability-preview { position: sticky; inset-block-start: 80px; }
  }
  @media (max-width: 600px) { .bar { inset-block-end: 0; margin-inline: -16px; border-inline: 0; border-radius: 0; } .bar .row { inline-size: 100%; } .bar .primary { flex: 1 0 auto; } }
`;
