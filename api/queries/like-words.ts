/** Narrows to the rows where each word of `q` stands in one of the columns, which `searchable` in the database made. */
export function likeWords(
  found: { whereRaw(condition: string, values: string[]): unknown },
  q: string | undefined,
  columns: readonly string[],
): void {
  const condition = columns.map((column) => `${column} LIKE searchable(?)`).join(' OR ');
  for (const word of (q ?? '').split(/\s+/).filter(Boolean)) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    found.whereRaw(
      `(${condition})`,
      columns.map(() => pattern),
    );
  }
}
