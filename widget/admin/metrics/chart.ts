import { css, LitElement, type PropertyValues, unsafeCSS } from 'lit';
import './known-language.ts';
import uPlot from 'uplot';
import uplotCss from 'uplot/dist/uPlot.min.css';

/** One bar of the chart. */
export interface Bar {
  readonly label: string;
  readonly value: number;
}

/**
 * Bars over time, drawn on a canvas. It is a picture of a table that stands beside it: programs read that one, so that
 * this needs a label alone.
 */
export class BarChart extends LitElement {
  static override properties = { bars: { attribute: false }, tag: {} };

  static override styles = [
    unsafeCSS(uplotCss),
    css`
      :host { display: block; min-block-size: 264px; direction: ltr; }
      p { min-block-size: 1.5em; margin: 0; text-align: center; font-variant-numeric: tabular-nums; }
    `,
  ];

  declare bars: readonly Bar[];
  /** BCP 47 tag of the numbers. */
  declare tag: string;

  #plot: uPlot | undefined;
  readonly #sizes = new ResizeObserver(() => this.#plot?.setSize(this.#size));
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  readonly #redraw = (): void => this.#draw();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
    this.#dark.addEventListener('change', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#dark.removeEventListener('change', this.#redraw);
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // What the pointer is on. The table says the same to those who do not see it.
    this.#told.ariaHidden = 'true';
    root.append(this.#place, this.#told);
    return root;
  }

  readonly #place = document.createElement('div');
  readonly #told = document.createElement('p');

  get #size(): { width: number; height: number } {
    return { width: Math.max(this.clientWidth, 200), height: 240 };
  }

  protected override updated(_changes: PropertyValues): void {
    this.#draw();
  }

  #draw(): void {
    const { bars } = this;
    const isRtl = this.closest('[dir]')?.getAttribute('dir') === 'rtl' || document.dir === 'rtl';
    const look = getComputedStyle(this);
    const colour = (name: string): string => look.getPropertyValue(name).trim();
    const numbers = new Intl.NumberFormat(this.tag);
    const axis = { stroke: colour('--soft'), font: '13px system-ui', ticks: { show: false } };
    const step = Math.ceil(bars.length / Math.max(2, Math.floor(this.#size.width / 80)));
    this.#plot?.destroy();
    this.#plot = new uPlot(
      {
        ...this.#size,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        // By place and not by time: the days are the partner's, and no zone of the browser has a say in them.
        scales: {
          x: { time: false, range: [-0.6, bars.length - 0.4], dir: isRtl ? -1 : 1 },
          y: { range: (_plot, _low, high) => [0, Math.max(4, Math.ceil(high * 1.1))] },
        },
        axes: [
          {
            ...axis,
            size: 32,
            grid: { show: false },
            splits: () => bars.map((_, index) => index).filter((index) => index % step === 0),
            values: (_plot, places) => places.map((index) => bars[index]?.label ?? ''),
          },
          {
            ...axis,
            side: isRtl ? 1 : 3,
            grid: { stroke: colour('--line'), width: 1 },
            incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
            values: (_plot, values) => values.map((value) => numbers.format(value)),
          },
        ],
        series: [
          {},
          {
            fill: colour('--link'),
            width: 0,
            paths: uPlot.paths.bars?.({ size: [0.7, 48], radius: 0.2 }) as uPlot.Series.PathBuilder,
            points: { show: false },
          },
        ],
        hooks: {
          setCursor: [
            ({ cursor: { idx } }) => {
              const bar = bars[idx ?? -1];
              this.#told.textContent = bar ? `${bar.label} — ${numbers.format(bar.value)}` : '';
            },
          ],
        },
      },
      [bars.map((_, index) => index), bars.map(({ value }) => value)],
      this.#place,
    );
  }
}

customElements.define('admin-bar-chart', BarChart);
