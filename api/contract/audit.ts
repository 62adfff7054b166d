/** What an audit entry can be about. */
export const auditSubjects = [
  'partner',
  'person',
  'mentor',
  'availability',
  'override',
  'hold',
  'session',
  'notification',
  'busy_feed',
  'api_key',
] as const;

export type AuditSubject = (typeof auditSubjects)[number];
