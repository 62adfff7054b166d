/** The UID of a session in every calendar that it is written to; of one of a series, that of the series. */
export const sessionUid = (sessionId: number, partnerSlug: string): string =>
  `session-${sessionId}@${partnerSlug}.mentor-booking`;

/** The UID of a series in every calendar that one of its sessions is written to. */
export const seriesUid = (seriesId: number, partnerSlug: string): string =>
  `series-${seriesId}@${partnerSlug}.mentor-booking`;

/** Whether an event is one of our sessions, whoever's. */
export const isSessionUid = (uid: string): boolean =>
  /^(?:session|series)-\d+@[\w-]+\.mentor-booking$/i.test(uid);
