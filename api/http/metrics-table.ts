import type { Metrics } from '../contract/metrics.ts';
import { csv, type Separator } from './csv.ts';

interface Line {
  readonly section: string;
  readonly name: string | number;
  readonly value: number | null;
  readonly previous?: number | null;
}

/** Metrics as a table of one figure a line, beside that of the period before where there is one. */
export function metricsTable({ conversion, use, quality, previous }: Metrics, separator: Separator): string {
  const { sessions_by_period, most_requested_mentors, ...used } = use;
  const { ratings, ...rates } = quality;
  const lines: Line[] = [
    ...beside('conversion', conversion, previous.conversion),
    ...beside('use', used, previous.use),
    ...beside('quality', rates, previous.quality),
    ...ratings.map((value, index) => ({
      section: 'ratings',
      name: index + 1,
      value,
      previous: previous.quality.ratings[index] ?? null,
    })),
    ...sessions_by_period.map(({ period, sessions }) => ({
      section: 'sessions_by_period',
      name: period,
      value: sessions,
    })),
    ...most_requested_mentors.map(({ name, sessions }) => ({
      section: 'most_requested_mentors',
      name,
      value: sessions,
    })),
  ];
  return csv(['section', 'name', 'value', 'previous'], lines, separator);
}

function beside<Figures extends object>(section: string, now: Figures, before: Figures): Line[] {
  const names = Object.keys(now) as (keyof Figures & string)[];
  return names.map((name) => ({
    section,
    name,
    value: now[name] as number | null,
    previous: before[name] as number | null,
  }));
}
