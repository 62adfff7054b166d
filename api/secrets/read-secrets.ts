import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The secrets that a server generates into its data folder when none are given. */
export interface Secrets {
  /** The password of the embedded database: 43 characters, safe inside a URL. */
  readonly databasePassword: string;
  /** Signs this server's own tokens: 43 characters (256 bits). */
  readonly tokenSecret: string;
}

/**
 * The secrets of a data folder, from `secrets.json` (mode 0600), which the first call generates.
 * Calls at the same time, even of several processes, all get the same secrets.
 *
 * @throws {Error} with one line that names the file when it cannot be read or written.
 */
export async function readSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  try {
    const known = await stored(file);
    if (known) return known;
    await mkdir(dataDir, { recursive: true });
    await create(file);
    const created = await stored(file);
    if (!created) throw new Error('it vanished while it was being made');
    return created;
  } catch (error) {
    throw new Error(`The secrets in ${file} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

async function stored(file: string): Promise<Secrets | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const secrets = parsed(text);
  if (!secrets) throw new Error('expected JSON with databasePassword and tokenSecret');
  return secrets;
}

/** JSON.parse quotes the text in its errors, and this text is secret. */
function parsed(text: string): Secrets | undefined {
  try {
    const { databasePassword, tokenSecret } = JSON.parse(text) as Record<string, unknown>;
    if (typeof databasePassword !== 'string' || !databasePassword) return undefined;
    if (typeof tokenSecret !== 'string' || tokenSecret.length < 32) return undefined;
    return { databasePassword, tokenSecret };
  } catch {
    return undefined;
  }
}

/** Writes the file whole or not at all, and never over one that another process has just made. */
async function create(file: string): Promise<void> {
  const secret = () => randomBytes(32).toString('base64url');
  const secrets: Secrets = { databasePassword: secret(), tokenSecret: secret() };
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') return;
    // A file system without hard links.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error;
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
