/** The UID of a session in every calendar that it is written to. */
export const sessionUid = (sessionId: number, partnerSlug: string): string =>
  `session-${sessionId}@${partnerSlug}.mentor-booking`;

/** Whether an event is one of our sessions, whoever's. */
export const isSessionUid = (uid: string): boolean => /^session-\d+@[\w-]+\.mentor-booking$/i.test(uid);
