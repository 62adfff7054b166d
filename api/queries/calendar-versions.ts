import type { Knex } from 'knex';
import { prepared } from '../database/prepared.ts';

/** Asks for the number that changes with everything that decides when a mentor is free; null without such a mentor. */
export type CalendarVersions = (mentorId: number) => Promise<number | null>;

/**
 * Questions that come in the same turn of the event loop go in one statement: under load that is one round trip for
 * many requests, and what a lone request waits is a few microseconds. Every answer is read after its question came.
 */
export function calendarVersions(knex: Knex): CalendarVersions {
  const text = 'SELECT id, calendar_version FROM mentor WHERE id = ANY($1)';
  let waiting: number[] = [];
  let answer: Promise<Map<number, number>> | undefined;

  const ask = async (): Promise<Map<number, number>> => {
    await new Promise((resolve) => setImmediate(resolve));
    const mentorIds = waiting;
    waiting = [];
    answer = undefined;
    const { rows } = await prepared(knex, 'calendar_versions', text, [mentorIds]);
    return new Map(rows.map(({ id, calendar_version }) => [id, calendar_version]));
  };

  return async (mentorId) => {
    waiting.push(mentorId);
    answer ??= ask();
    return (await answer).get(mentorId) ?? null;
  };
}
