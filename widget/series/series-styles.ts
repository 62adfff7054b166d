/** The look of the choice, over that of the dialog. */
export const seriesStyles = `
.series { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr)); gap: 16px; align-items: start; }
.series > :not(label) { grid-column: 1 / -1; justify-self: start; }
.series ol { display: grid; gap: 1px; inline-size: 100%; margin: 0; padding: 0; list-style: none; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_line); overflow: hidden; }
.series li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 16px; padding: 10px 16px; background: var(--_paper); }
.series li span::first-letter { text-transform: uppercase; }
.series .barred span { color: var(--_soft); text-decoration: line-through; }
.series .barred small { color: var(--_error); }
`;
