import type { Knex } from 'knex';
import type { BenchServer } from './bench-server.ts';
import { measureReads, sample } from './reads.ts';

export interface AnyMentorFound {
  /** Median of the list of one mentor and of the list of all, ms. */
  readonly one: number;
  readonly any: number;
}

const rounds = 60;

/** The list of any mentor beside the list of one: asked again, and after one calendar has changed. */
export async function measureAnyMentor({
  server,
  knex,
  weekStart,
  mentors,
}: {
  server: BenchServer;
  knex: Knex;
  weekStart: string;
  mentors: number;
}): Promise<{ again: AnyMentorFound; changed: AnyMentorFound }> {
  const rest = `from=${weekStart}&timezone=Africa/Dakar`;
  const ofOne = (id: number) => `/api/mentors/${id}/available-slots?${rest}`;
  const ofAny = () => `/api/available-slots?mentor_subject=Orientation&${rest}`;
  const mentorIds = sample(mentors, 1_000);
  const targets = { one: { server, path: ofOne, mentorIds }, any: { server, path: ofAny, mentorIds } };
  const { one, any } = await measureReads(targets, 1);

  const times: Record<'one' | 'any', number[]> = { one: [], any: [] };
  for (const id of mentorIds.slice(0, rounds)) {
    // As every booking does.
    await knex.raw(`UPDATE mentor SET calendar_version = nextval('calendar_version') WHERE id = ?`, [id]);
    for (const name of ['any', 'one'] as const) {
      const began = performance.now();
      const response = await fetch(server.url + targets[name].path(id));
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      times[name].push(performance.now() - began);
    }
  }
  return {
    again: { one: one.p50, any: any.p50 },
    changed: { one: medianOf(times.one), any: medianOf(times.any) },
  };
}

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
