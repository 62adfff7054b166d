/** SQL that says of a session's status that it takes up time: of its mentor, its student and their limits. */
export const isLive = (status: string): string => `${status} IN ('requested', 'scheduled', 'completed')`;
