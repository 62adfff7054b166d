import type { Knex } from 'knex';
import { type CreateMentor, defaultSettings, type UpdateMentor } from '../../contract/mentor.ts';
import type {
  ImportFault,
  ImportRow,
  MentorImportQuery,
  MentorImportReport,
} from '../../contract/mentor-import.ts';
import { absenceOf, limitsOf, Mentor, settingsOf } from '../../models/mentor.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { insertMentor } from './create-mentor.ts';
import { queueInvitation } from './queue-invitation.ts';
import { changeMentor } from './update-mentor.ts';

export interface MentorFile {
  readonly lines: readonly { readonly line: number; readonly row: ImportRow }[];
  readonly faults: readonly ImportFault[];
  readonly ignored: readonly string[];
}

/**
 * Creates and changes the mentors of a file: its good lines in one transaction, or none when `all_or_nothing` is asked
 * for and one is bad. A dry run writes nothing.
 */
export async function importMentors(
  context: CommandContext,
  { lines, faults, ignored }: MentorFile,
  { dry_run = false, all_or_nothing = false, invite = false }: MentorImportQuery,
): Promise<MentorImportReport> {
  return commit(context, async (trx) => {
    // One import of a partner after the other: two that create the same mentors would wait for each other in a circle,
    // or the second would find them there already though its file only changes them.
    await lockPartner(trx, context.actor.partnerId);
    const known = await findMentors(trx, context.actor.partnerId, lines);
    const plan = lines.map((line) => planOf(line, known.get(line.row.external_id)));
    const errors = [...faults, ...plan.flatMap(({ missing }) => missing)].sort((a, b) => a.line - b.line);
    const creates = plan.flatMap(({ create }) => create ?? []);
    const updates = plan.flatMap(({ update }) => update ?? []);
    const written = !dry_run && !(all_or_nothing && errors.length > 0);
    if (written) {
      // In one order, for those who create or change a single mentor meanwhile.
      for (const input of creates.toSorted(byExternalId)) {
        const { id } = await insertMentor(trx, context, input);
        if (invite) await queueInvitation(trx, context, id);
      }
      for (const { id, input } of updates.toSorted((a, b) => a.id - b.id)) {
        const { changes } = await changeMentor(trx, context, id, input);
        await audit(trx, context, { subject: 'mentor', id, changes });
      }
    }
    const unchanged = plan.filter(
      ({ create, update, missing }) => !create && !update && !missing.length,
    ).length;
    const counts = { created: creates.length, updated: updates.length, unchanged };
    return { written, ...counts, ignored_columns: [...ignored], errors };
  });
}

const byExternalId = (one: CreateMentor, other: CreateMentor): number =>
  one.external_id < other.external_id ? -1 : 1;

async function findMentors(
  trx: Knex.Transaction,
  partnerId: number,
  lines: MentorFile['lines'],
): Promise<ReadonlyMap<string, Mentor>> {
  const mentors = await Mentor.query(trx)
    .withGraphJoined('user')
    .where('user.partner_id', partnerId)
    .whereRaw('"user".external_id = ANY(?)', [lines.map(({ row }) => row.external_id)]);
  return new Map(mentors.map((mentor) => [mentor.user?.externalId ?? '', mentor]));
}

/** What has to be done for one line; undefined when nothing has. */
interface Plan {
  readonly create?: CreateMentor;
  readonly update?: { readonly id: number; readonly input: UpdateMentor };
  readonly missing: readonly ImportFault[];
}

const needed = ['name', 'email', 'timezone'] as const;

function planOf({ line, row }: MentorFile['lines'][number], mentor: Mentor | undefined): Plan {
  if (!mentor) {
    const missing = needed
      .filter((column) => row[column] === undefined)
      .map((column) => ({ line, column, code: 'needed' as const, detail: 'is needed for a new mentor' }));
    return missing.length > 0
      ? { missing }
      : { create: { ...defaultSettings, ...row } as CreateMentor, missing };
  }
  const { external_id: _, ...input } = row;
  const now = currentOf(mentor);
  const differs = Object.entries(input).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(now[name as keyof typeof now]),
  );
  if (differs.length === 0) return { missing: [] };
  return { update: { id: mentor.id, input: Object.fromEntries(differs) }, missing: [] };
}

function currentOf(mentor: Mentor): UpdateMentor {
  return {
    email: mentor.user?.email ?? '',
    locale: mentor.user?.locale ?? '',
    name: mentor.name,
    bio: mentor.bio,
    subjects: mentor.subjects,
    languages: mentor.languages,
    timezone: mentor.timezone,
    avatar_url: mentor.avatarUrl,
    is_available: mentor.isAvailable,
    meeting: mentor.meeting,
    ...settingsOf(mentor),
    ...limitsOf(mentor),
    ...absenceOf(mentor),
    requires_confirmation: mentor.requiresConfirmation,
    confirmation_hours: mentor.confirmationHours,
    // In the order in which they were sent: the same row again is no change.
    durations: mentor.durations,
  };
}
