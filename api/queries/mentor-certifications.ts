import type { Knex } from 'knex';
import type {
  CertificationEvent,
  CertificationStanding,
  MentorCertifications,
} from '../contract/certification.ts';
import { expiries } from '../domain/certification-history.ts';
import { formatInstant } from '../domain/wall-time.ts';

/** How it stands with each certification of a partner and one of its mentors, and all that happened. */
export async function mentorCertifications(
  knex: Knex,
  { partnerId, mentorId }: { readonly partnerId: number; readonly mentorId: number },
  now: number,
): Promise<MentorCertifications> {
  const { rows } = await knex.raw(standings, { partnerId, mentorId });
  return {
    certifications: (rows as StandingRow[]).map((row) => presentStanding(row, now)),
    history: await historyOf(knex, mentorId, now),
  };
}

const standings = `
  SELECT c.id, c.name, c.description, g.granted_at, g.expires_at, g.evidence_url, g.note,
    a.applied_at, a.evidence_url AS asked_evidence_url, a.note AS asked_note
  FROM certification c
  LEFT JOIN mentor_certification g ON g.certification_id = c.id AND g.mentor_id = :mentorId
  LEFT JOIN certification_application a ON a.certification_id = c.id AND a.mentor_id = :mentorId
  WHERE c.partner_id = :partnerId ORDER BY searchable(c.name), c.id`;

interface StandingRow {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly granted_at: Date | null;
  readonly expires_at: Date | null;
  readonly evidence_url: string | null;
  readonly note: string | null;
  readonly applied_at: Date | null;
  readonly asked_evidence_url: string | null;
  readonly asked_note: string | null;
}

const instantOf = (date: Date | null): string | null => date && formatInstant(date.getTime(), 'UTC');

function presentStanding(row: StandingRow, now: number): CertificationStanding {
  const { id, name, description, evidence_url, note, applied_at } = row;
  return {
    id,
    name,
    description,
    state: stateAt(row, now),
    granted_at: instantOf(row.granted_at),
    expires_at: instantOf(row.expires_at),
    evidence_url,
    note,
    application: applied_at && {
      applied_at: instantOf(applied_at) as string,
      evidence_url: row.asked_evidence_url,
      note: row.asked_note,
    },
  };
}

function stateAt(
  { granted_at, expires_at }: Pick<StandingRow, 'granted_at' | 'expires_at'>,
  now: number,
): CertificationStanding['state'] {
  if (!granted_at) return 'none';
  if (granted_at.getTime() > now) return 'upcoming';
  return expires_at && expires_at.getTime() <= now ? 'expired' : 'valid';
}

async function historyOf(knex: Knex, mentorId: number, now: number): Promise<CertificationEvent[]> {
  const events = await knex('certification_event as e')
    .join('certification as c', 'c.id', 'e.certification_id')
    .join('app_user as u', 'u.id', 'e.actor_id')
    .where('e.mentor_id', mentorId)
    .orderBy('e.id')
    .select('e.*', 'c.name', 'u.name as actor');
  const names = new Map<number, string>(events.map(({ certification_id, name }) => [certification_id, name]));
  const written = events.map((event) => ({
    at: event.created_at.getTime() as number,
    event: {
      certification_id: event.certification_id,
      name: event.name,
      type: event.type,
      at: instantOf(event.created_at) as string,
      actor: event.actor,
      expires_at: instantOf(event.expires_at),
      evidence_url: event.evidence_url,
      note: event.note,
    },
  }));
  const dated = events.map(({ certification_id, type, created_at, expires_at }) => ({
    certificationId: certification_id,
    type,
    at: created_at.getTime(),
    expiresAt: expires_at?.getTime() ?? null,
  }));
  const expired = expiries(dated, now).map(({ certificationId, at }) => ({
    at,
    event: {
      certification_id: certificationId,
      name: names.get(certificationId) as string,
      type: 'expired' as const,
      at: formatInstant(at, 'UTC'),
      actor: null,
      expires_at: formatInstant(at, 'UTC'),
      evidence_url: null,
      note: null,
    },
  }));
  return [...expired, ...written]
    .sort((a, b) => a.at - b.at)
    .reverse()
    .map(({ event }) => event);
}
