import type { Knex } from 'knex';
import type { BookSeriesInput, Series, SeriesDryRun } from '../../contract/series.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { takeMentorsTurn, takeStudentsTurn } from '../../database/turns.ts';
import { DAY_MS } from '../../domain/calendar-date.ts';
import { seriesStarts } from '../../domain/series.ts';
import { presentSession, type WholeSession } from '../../models/mentor-session.ts';
import { Problem } from '../../problems.ts';
import { lastWritable, type MentorCalendar, windowAround } from '../../queries/calendar.ts';
import { type CommandContext, commit } from '../commit.ts';
import { requirePresent } from '../require-present.ts';
import { insertBooked, tellBooked } from './book-session.ts';
import { type Judged, judgeOccurrences, presentOccurrence, seriesConflict } from './judge-occurrences.ts';
import { requireMentor, wantedBy } from './require-bookable.ts';
import { studentBusy } from './student-busy.ts';

/**
 * Books the sessions of a series, in one transaction and as `bookSession` does each, but each person is told once.
 *
 * @throws Problem `series_conflict` with every date where one is not free (mode `all`) or none is; `quota_exceeded`
 *   where limits alone are in the way; `not_found`, `own_session`, `mentor_unavailable`, `invalid_duration`,
 *   `booking_suspended`, `too_far` for what no calendar has.
 */
export async function bookSeries(
  context: CommandContext,
  mentorId: number,
  input: BookSeriesInput,
): Promise<Series> {
  const { actor } = context;
  return commit(context, async (trx) => {
    await takeMentorsTurn(trx, mentorId);
    await takeStudentsTurn(trx, actor.userId);
    const { mentor, judged } = await judge(trx, context, mentorId, input);
    const timeZone = input.timezone ?? mentor.calendar.timeZone;
    if (!isBookable(judged, input)) throw seriesConflict(judged, timeZone);

    const { booked, outcome } = await insertSeries(trx, context, { mentor, judged, input });
    if (!isBookable(outcome, input)) throw seriesConflict(outcome, timeZone);
    const sessions = booked.map(({ session }) => session);
    await tellBooked(trx, context, mentor, sessions);
    return {
      series_id: booked[0]?.session.seriesId as number,
      sessions: booked.map((each) => presentSession(each, actor, context)),
      skipped: outcome.filter(({ code }) => code).map((each) => presentOccurrence(each, timeZone)),
      timezone: timeZone,
    };
  });
}

/** Tells how the dates of a series stand. Nothing is written. @throws Problem as `bookSeries` does for all but dates */
export async function previewSeries(
  context: CommandContext,
  mentorId: number,
  input: BookSeriesInput,
): Promise<SeriesDryRun> {
  return inTransaction(context.knex, async (trx) => {
    const { mentor, judged } = await judge(trx, context, mentorId, input);
    const timeZone = input.timezone ?? mentor.calendar.timeZone;
    return { occurrences: judged.map((each) => presentOccurrence(each, timeZone)), timezone: timeZone };
  });
}

function isBookable(judged: readonly Judged[], { mode }: BookSeriesInput): boolean {
  const isFree = ({ code }: Judged): boolean => !code;
  return mode === 'all' ? judged.every(isFree) : judged.some(isFree);
}

async function judge(
  trx: Knex.Transaction,
  context: CommandContext,
  mentorId: number,
  input: BookSeriesInput,
): Promise<{ mentor: MentorCalendar; judged: Judged[] }> {
  const first = wantedBy(context.actor, mentorId, input);
  const { every_weeks: everyWeeks, count } = input;
  const reach = everyWeeks * count * 7 * DAY_MS;
  if (first.startsAt > lastWritable - reach) throw new Problem('too_far', 'No calendar reaches that far.');
  const window = { start: windowAround(first.startsAt).start, end: windowAround(first.startsAt + reach).end };
  const mentor = await requireMentor(trx, context, first, window);
  const starts = seriesStarts(mentor.calendar.timeZone, first.startsAt, { everyWeeks, count });
  const wanted = starts.map((startsAt) => ({ ...first, startsAt }));
  return { mentor, judged: await judgeOccurrences(trx, context, mentor, wanted) };
}

interface Insertion {
  readonly mentor: MentorCalendar;
  readonly judged: readonly Judged[];
  readonly input: BookSeriesInput;
}

/** Inserts the series and the sessions that are free. `outcome`: how the dates stand after that. */
async function insertSeries(
  trx: Knex.Transaction,
  context: CommandContext,
  { mentor, judged, input }: Insertion,
): Promise<{ booked: WholeSession[]; outcome: Judged[] }> {
  const [row] = await trx('session_series')
    .insert({
      partner_id: mentor.partnerId,
      mentor_id: mentor.mentorId,
      student_id: context.actor.userId,
      timezone: mentor.calendar.timeZone,
      every_weeks: input.every_weeks,
      count: input.count,
      created_at: new Date(context.now),
    })
    .returning('id');
  const booked: WholeSession[] = [];
  const outcome: Judged[] = [];
  for (const [occurrence, each] of judged.entries()) {
    const { wanted } = each;
    const series = { id: row?.id as number, occurrence };
    const { slot, code } = each;
    const whole =
      code || !slot ? null : await insertBooked(trx, context, { wanted, mentor, slot, input, series });
    if (whole) booked.push(whole);
    outcome.push(whole || each.code ? each : { wanted, code: await whoIsBusy(trx, each) });
  }
  return { booked, outcome };
}

/**
 * Why the database refused a date that was free: she was booked by a request that takes no turn of hers.
 *
 * @throws Problem `unauthenticated` for a student who was erased since her token was read.
 */
async function whoIsBusy(trx: Knex.Transaction, { wanted }: Judged): Promise<'student_busy' | 'slot_taken'> {
  await requirePresent(trx, wanted.studentId);
  return (await studentBusy(trx, wanted)) ? 'student_busy' : 'slot_taken';
}
