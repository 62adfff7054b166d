/** The five characters by which PostgreSQL names an error, if it is one of its errors. */
export function sqlState(error: unknown): string | undefined {
  const { code } = native(error);
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The constraint that a statement broke, if one did. */
export function brokenConstraint(error: unknown): string | undefined {
  return native(error).constraint;
}

/** PostgreSQL's own error; Objection wraps it, Knex does not. */
function native(error: unknown): { code?: string; constraint?: string } {
  return (error as { nativeError?: object } | null)?.nativeError ?? (error as object | null) ?? {};
}
