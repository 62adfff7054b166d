/** The look of the waiting list, over that of the dialog. */
export const waitingStyles = `
.waiting, .waiting section { display: grid; gap: 12px; }
.waiting > [role=status]:empty { margin-block-start: -12px; }
.waiting h3 { margin-block: 4px 0; }
.entry { display: grid; gap: 2px; padding: 12px 16px; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_paper); overflow-wrap: anywhere; }
.offered { border-inline-start: 4px solid var(--_primary); }
.entry .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 20px; margin-block-start: 4px; }
.waiting form { display: grid; gap: 12px; justify-items: start; }
.wishes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr)); gap: 12px; inline-size: 100%; }
.wishes label { display: grid; gap: 4px; min-inline-size: 0; font-weight: 600; font-size: 15px; }
.wishes :is(input, select) { inline-size: 100%; min-inline-size: 0; min-block-size: 48px; padding: 8px 12px; border: 1px solid var(--_soft); border-radius: var(--_radius); background: var(--_paper); color: var(--_ink); font: inherit; font-weight: 400; }
`;
