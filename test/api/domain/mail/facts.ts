import type { SessionMailFacts } from '../../../../api/domain/mail/session-mail.ts';

export const events = [
  'session_booked',
  'session_cancelled',
  'session_rescheduled',
  'session_reminder',
  'review_requested',
  'request_received',
  'zone_data_changed',
  'waiting_list_offer',
] as const;
export const languages = ['fr', 'en', 'pt', 'ar', 'sw'] as const;
export const roles = ['student', 'mentor'] as const;
export const actors = ['reader', 'other', 'somebody'] as const;

type Changes = {
  readonly [key in keyof SessionMailFacts]?: SessionMailFacts[key] extends object
    ? Partial<SessionMailFacts[key]>
    : SessionMailFacts[key];
};

/** A session of 90 minutes that was moved by two days, with everything that can be told of one. */
export function mailFacts({
  reader,
  other,
  session,
  partner,
  links,
  ...rest
}: Changes = {}): SessionMailFacts {
  return {
    event: 'session_booked',
    actor: 'other',
    answerBy: new Date('2026-11-24T08:15:00Z'),
    ...rest,
    reader: { name: 'Awa Diop', locale: 'fr', timeZone: 'Africa/Dakar', role: 'student', ...reader },
    other: { name: 'Kofi Mensah', timeZone: 'Europe/Paris', ...other },
    session: {
      startsAt: new Date('2026-11-27T09:00:00Z'),
      endsAt: new Date('2026-11-27T10:30:00Z'),
      formerStart: new Date('2026-11-25T14:00:00Z'),
      subject: 'Préparer mon entretien',
      description: 'Le CV\nLa lettre',
      cancelReason: 'Empêchement',
      ...session,
    },
    partner: { name: 'Université de Thiès', color: '#7A1F5C', ...partner },
    links: {
      join: 'https://booking.example/join/1',
      move: 'https://booking.example/m/2',
      cancel: 'https://booking.example/m/3',
      answer: 'https://booking.example/m/4',
      refuse: 'https://booking.example/m/10',
      review: 'https://booking.example/m/5',
      preferences: 'https://booking.example/m/6',
      accept: 'https://booking.example/m/7',
      decline: 'https://booking.example/m/8',
      leave: 'https://booking.example/m/9',
      ...links,
    },
  };
}
