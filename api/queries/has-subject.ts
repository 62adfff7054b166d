/**
 * SQL: whether a mentor has a subject, whatever its accents and case.
 *
 * @param mentor name of her row
 * @param subject an SQL expression
 */
export const hasSubject = (mentor: string, subject: string): string =>
  `${mentor}.subject_keys @> ARRAY[searchable(${subject})]`;
