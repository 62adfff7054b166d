import type { Knex } from 'knex';
import { DAY_MS } from '../api/domain/calendar-date.ts';

/** What the demo university certifies of its mentors. */
const certifications = [
  {
    name: 'Tutrice ou tuteur de méthodologie',
    description: 'Deux journées de formation à l’accompagnement des mémoires et une séance observée.',
  },
  {
    name: 'Certified career mentor',
    description: 'A course of twelve hours on guidance, and ten sessions with good reviews.',
  },
];

/** Who holds which, how long ago it was granted and in how many days it expires, or expired. */
const grants = [
  { mentor: 'm1', certification: 0, daysAgo: 60, expiresIn: 300 },
  { mentor: 'm3', certification: 0, daysAgo: 45, expiresIn: null },
  { mentor: 'm4', certification: 1, daysAgo: 50, expiresIn: 120 },
  { mentor: 'm6', certification: 1, daysAgo: 70, expiresIn: null },
  { mentor: 'm9', certification: 0, daysAgo: 74, expiresIn: -10 },
] as const;

/** Who asks for which, and what she says for it. */
const application = {
  mentor: 'm7',
  certification: 0,
  note: 'Acompanho trabalhos de fim de curso há seis anos; junto o programa da formação que concluí em Luanda.',
  evidence_url: 'https://example.edu/formacao-metodologia.pdf',
} as const;

export interface CertifiedPeople {
  readonly partnerId: number;
  readonly adminId: number;
  /** By their external ids. */
  readonly mentorIds: ReadonlyMap<string, number>;
  readonly now: number;
}

/** Certifications that hold, one that has expired, and one that a mentor waits for, with their history. */
export async function insertCertifications(
  trx: Knex.Transaction,
  { partnerId, adminId, mentorIds, now }: CertifiedPeople,
): Promise<void> {
  const made = await trx('certification')
    .insert(
      certifications.map((each) => ({
        ...each,
        partner_id: partnerId,
        created_at: new Date(now - 75 * DAY_MS),
      })),
    )
    .onConflict(trx.raw('(partner_id, searchable(name))'))
    .merge(['description'])
    .returning('id');
  const key = ({ mentor, certification }: { mentor: string; certification: number }) => ({
    mentor_id: mentorIds.get(mentor) as number,
    certification_id: made[certification]?.id as number,
  });
  const held = grants.map((grant) => ({
    ...key(grant),
    granted_at: new Date(now - grant.daysAgo * DAY_MS),
    expires_at: grant.expiresIn === null ? null : new Date(now + grant.expiresIn * DAY_MS),
    evidence_url: null,
    note: null,
  }));
  await trx('mentor_certification').insert(held);
  await trx('certification_event').insert(
    held.map((grant) => ({
      ...grant,
      type: 'granted' as const,
      actor_id: adminId,
      created_at: grant.granted_at,
    })),
  );
  const asked = { ...key(application), note: application.note, evidence_url: application.evidence_url };
  const askedAt = new Date(now - 2 * DAY_MS);
  await trx('certification_application').insert({ ...asked, applied_at: askedAt });
  const { user_id } = await trx('mentor').where({ id: asked.mentor_id }).first('user_id');
  await trx('certification_event').insert({
    ...asked,
    type: 'applied',
    actor_id: user_id,
    created_at: askedAt,
  });
}
