/** The SQLSTATE of an error (five characters); undefined when PostgreSQL did not raise it. */
export function sqlState(error: unknown): string | undefined {
  const { code } = native(error);
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** Name of the constraint that a statement broke; undefined when none was broken. */
export function brokenConstraint(error: unknown): string | undefined {
  return native(error).constraint;
}

/** PostgreSQL's own error; Objection wraps it, Knex does not. */
function native(error: unknown): { code?: string; constraint?: string } {
  return (error as { nativeError?: object } | null)?.nativeError ?? (error as object | null) ?? {};
}

/**
 * Whether the server or the way to it broke, or another server has taken over (a failover): what did not commit can be
 * run again on another connection.
 */
export function isDatabaseAway(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  return (
    isLostSession(sqlState(error)) ||
    /^(E(CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN)|ENOTFOUND)$/.test(code) ||
    // What pg says of a connection that broke has no code, and Knex puts the statement before it.
    /(Connection (terminated|ended)\b.*|connection error and is not queryable|read ECONNRESET|timeout expired|read timeout)$/.test(
      message,
    )
  );
}

/** Whether the database lives but had no room, no time, or too many at once for this one. */
export function isDatabaseBusy(error: unknown): boolean {
  return (
    // Out of memory, disk or connections; lock or statement timeout; deadlock; no order of transactions.
    /^(53...|55P03|57014|40P01|40001)$/.test(sqlState(error) ?? '') ||
    (error as { name?: string } | null)?.name === 'KnexTimeoutError'
  );
}

/**
 * Whether a session that met this SQLSTATE is of no more use: connection failures (08), an administrator, a crash or a
 * start (57P01 to 57P05), a transaction that stood idle too long (25P03), or a server that only reads now (25006).
 */
export function isLostSession(state: string | undefined): boolean {
  return /^(08...|57P0[1-5]|25P03|25006)$/.test(state ?? '');
}
