import type { Knex } from 'knex';
import type { Person, PersonQuery } from '../contract/person.ts';
import { formatInstant } from '../domain/wall-time.ts';
import type { WholeSession } from '../models/mentor-session.ts';
import { joined, selectSessions } from './find-session.ts';
import { likeWords } from './like-words.ts';

interface PersonRow extends Omit<Person, 'created_at' | 'erased_at' | 'mail_bounced_at'> {
  readonly mail_bounced_at: Date | null;
  readonly created_at: Date;
  readonly erased_at: Date | null;
}

export interface PeopleRequest {
  readonly partnerId: number;
  readonly query: Pick<PersonQuery, 'q' | 'role' | 'mail'>;
  readonly limit: number;
  /** Only people before the one with this id. */
  readonly before?: number | undefined;
}

/** The people of a partner, newest first. */
export async function findPeople(knex: Knex, request: PeopleRequest): Promise<Person[]> {
  const { partnerId, query, limit, before } = request;
  const found = selectPeople(knex, partnerId).orderBy('u.id', 'desc').limit(limit);
  if (before) found.where('u.id', '<', before);
  if (query.role === 'partner_admin') found.where('u.is_admin', true);
  if (query.role === 'mentor') found.whereNotNull('m.id');
  if (query.role === 'student') found.where('u.is_admin', false).whereNull('m.id');
  if (query.mail === 'bounced') found.whereNotNull('u.mail_bounced_at');
  likeWords(found, query.q, ['u.search_text']);
  return (await found).map(presentPerson);
}

/** A person of the partner; undefined when there is none with this id. */
export async function findPerson(knex: Knex, partnerId: number, id: number): Promise<Person | undefined> {
  const row = await selectPeople(knex, partnerId).where('u.id', id).first();
  return row && presentPerson(row);
}

/** The latest sessions of a person, as student or mentor. */
export async function latestSessionsOf(knex: Knex, person: Person, limit: number): Promise<WholeSession[]> {
  const found = selectSessions(knex)
    .where((own) => {
      own.where('s.student_id', person.id);
      if (person.mentor_id) own.orWhere('s.mentor_id', person.mentor_id);
    })
    .orderBy('s.starts_at', 'desc')
    .limit(limit);
  return (await found).map(joined);
}

/**
 * People (`u`) with the mentors that they are (`m`). A partner's programs have a row here too, but they are not
 * people.
 */
function selectPeople(knex: Knex, partnerId: number): Knex.QueryBuilder<object, PersonRow[]> {
  return knex
    .from('app_user AS u')
    .leftJoin('mentor AS m', 'm.user_id', 'u.id')
    .where('u.partner_id', partnerId)
    .whereRaw('NOT EXISTS (SELECT FROM api_key k WHERE k.user_id = u.id)')
    .select('u.id', 'u.external_id', 'u.name', 'u.email', 'u.is_admin', 'm.id AS mentor_id')
    .select('u.created_at', 'u.erased_at', 'u.mail_bounced_at', 'u.mail_bounce_reason')
    .select(
      knex.raw(`(SELECT count(*) FROM mentor_session s WHERE s.student_id = u.id)
        + (SELECT count(*) FROM mentor_session s WHERE s.mentor_id = m.id) AS sessions_count`),
    );
}

function presentPerson({ created_at, erased_at, mail_bounced_at, ...row }: PersonRow): Person {
  const utc = (instant: Date) => formatInstant(instant.getTime(), 'UTC');
  return {
    ...row,
    created_at: utc(created_at),
    erased_at: erased_at && utc(erased_at),
    mail_bounced_at: mail_bounced_at && utc(mail_bounced_at),
  };
}
