import autocannon from 'autocannon';
import type { Knex } from 'knex';
import pg from 'pg';
import { bookSession } from '../../api/commands/sessions/book-session.ts';
import { connectDatabase, connectionSettings } from '../../api/database/connect.ts';
import { addDays } from '../../api/domain/wall-time.ts';
import type { BenchServer } from './bench-server.ts';
import { studentToken } from './people.ts';

export interface BookingMeasured {
  readonly connections: number;
  /** Bookings a second through the API. */
  readonly api: number;
  /** The same statements a second, sent by pg alone. */
  readonly bare: number;
}

const bookings = 1_500;

interface Booking {
  readonly mentorId: number;
  readonly student: number;
  readonly startsAt: string;
}

/** Books through the API, then sends the very statements of those bookings by bare pg, at the same concurrency. */
export async function measureBooking(options: {
  url: string;
  api: BenchServer;
  weekStart: string;
}): Promise<BookingMeasured[]> {
  const { url, api, weekStart } = options;
  const plan = planBookings(weekStart);
  const knex = connectDatabase({ url });
  try {
    const recorded = await record(knex, url, plan);
    const result: BookingMeasured[] = [];
    for (const connections of [1, 32]) {
      const rates = { api: [] as number[], bare: [] as number[] };
      for (let round = 0; round < 3; round++) {
        await forget(knex);
        rates.api.push(await throughApi(api, plan, connections));
        await forget(knex);
        rates.bare.push(await throughPg(url, recorded, connections));
      }
      result.push({ connections, api: middle(rates.api), bare: middle(rates.bare) });
    }
    return result;
  } finally {
    await knex.destroy();
  }
}

/** No two overlap: 100 mentors, 15 free starts each, every booking by another student. */
function planBookings(weekStart: string): Booking[] {
  return Array.from({ length: bookings }, (_, n) => {
    const k = Math.floor(n / 100);
    const date = addDays(weekStart, 7 + (k % 5));
    return {
      mentorId: 1 + (n % 100),
      student: 1 + n,
      startsAt: `${date}T${10 + Math.floor(k / 5)}:00:00+03:00`,
    };
  });
}

interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

/** What one booking sent. Messages refer to the session, which gets another id each time. */
interface Recorded {
  readonly sessionId: number;
  readonly statements: readonly Statement[];
}

/** Books each once and keeps what the driver was told to send, a list for each booking. */
async function record(knex: Knex, url: string, plan: readonly Booking[]): Promise<Recorded[]> {
  const all: Recorded[] = [];
  let current: Statement[] = [];
  const recorder = connectDatabase({ url, poolSize: 1 });
  const connection = await recorder.client.acquireConnection();
  const send = connection.query.bind(connection);
  connection.query = (config: string | Statement, ...rest: unknown[]) => {
    const { text, values = [], name } = typeof config === 'string' ? { text: config } : (config as Statement);
    current.push({ text, values, ...(name && { name }) });
    return send(config, ...rest);
  };
  await recorder.client.releaseConnection(connection);
  await forget(knex);
  for (const { mentorId, student, startsAt } of plan) {
    current = [];
    const user = await knex('app_user')
      .where({ external_id: `s${student}` })
      .first();
    const actor = {
      userId: user.id,
      partnerId: 1,
      partnerSlug: 'bench',
      name: user.name,
      role: 'student' as const,
      mentorId: null,
      locale: null,
      timezone: null,
      scopes: null,
      tokenEndsAt: null,
    };
    const made = { tokenSecret: '', publicUrl: '' };
    const context = { knex: recorder, actor, operation: 'bookSession', now: Date.now(), ...made };
    const input = { session_date: startsAt, duration_minutes: 30, subject: 'Bench' };
    const { id } = await bookSession(context, mentorId, input);
    all.push({ sessionId: id, statements: current });
  }
  await recorder.destroy();
  return all;
}

async function throughApi(api: BenchServer, plan: readonly Booking[], connections: number): Promise<number> {
  const tokens = await Promise.all(plan.map(({ student }) => studentToken(`s${student}`)));
  let next = 0;
  const began = performance.now();
  const run = await autocannon({
    url: api.url,
    connections,
    amount: plan.length,
    requests: [
      {
        setupRequest: (request) => {
          const booking = plan[next % plan.length] as Booking;
          const token = tokens[next++ % plan.length];
          return {
            ...request,
            method: 'POST',
            path: `/api/mentors/${booking.mentorId}/book`,
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
            body: JSON.stringify({ session_date: booking.startsAt, duration_minutes: 30, subject: 'Bench' }),
          };
        },
      },
    ],
  });
  const seconds = (performance.now() - began) / 1000;
  const booked = run['2xx'];
  if (booked < plan.length * 0.95) throw new Error(`only ${booked} of ${plan.length} bookings went through`);
  return booked / seconds;
}

async function throughPg(url: string, recorded: readonly Recorded[], connections: number): Promise<number> {
  const pool = new pg.Pool({ ...connectionSettings(url), max: Math.min(connections, 20) });
  const queue = [...recorded];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let booking = queue.shift(); booking; booking = queue.shift()) {
        const client = await pool.connect();
        let id: unknown;
        for (const { text, values = [], name } of booking.statements) {
          const given = values.map((value) => (value === booking?.sessionId ? id : value));
          const { rows } = await client.query({ text, values: given, ...(name && { name }) });
          if (name === 'insert_session') id = rows[0].id;
        }
        client.release();
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await pool.end();
  return recorded.length / seconds;
}

/** Removes the benchmark's bookings: they are those of its own students, whose ids follow the 100 mentors'. */
async function forget(knex: Knex): Promise<void> {
  // Before the sessions: what cascades to a table that was empty when it was planned reads all of it each time.
  await knex('message').delete();
  await knex('mentor_session').where('student_id', '<=', 2_100).delete();
  await knex('notification').delete();
  await knex('mentor').update({ total_sessions: 0 });
  await knex.raw('VACUUM ANALYZE');
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;
