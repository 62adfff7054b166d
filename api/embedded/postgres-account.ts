import { type ChildProcess, spawn } from 'node:child_process';
import { chown, lchown, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Starts a program of PostgreSQL as the account that the data folder belongs to. */
export type SpawnPostgres = (program: string, args: readonly string[], logFd: number) => ChildProcess;

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Finds the account PostgreSQL runs as, and how.
 *
 * PostgreSQL refuses to run as root. An ordinary user runs it as herself. Root runs it as the owner of an
 * existing data folder, else as the system's `postgres`, else as `nobody`.
 *
 * @param programs absolute path of the folder with `postgres` and `initdb`
 * @param dataDir absolute path of the folder that holds, or will hold, the folder `postgres`
 * @returns `spawnAs` and `own`, which gives a file or a folder with all that is in it to that account
 * @throws {Error} with one line when that account could not reach the data or the programs
 */
export async function postgresAccount(
  programs: string,
  dataDir: string,
): Promise<{ spawnAs: SpawnPostgres; own: (path: string) => Promise<void> }> {
  const owner = await stat(join(dataDir, 'postgres')).catch(() => undefined);
  const self = process.getuid?.();
  if (self !== 0) {
    if (self !== undefined && owner && owner.uid !== self) {
      throw new Error(
        `${join(dataDir, 'postgres')} belongs to user ${owner.uid} and this is user ${self}; set another DATA_DIR`,
      );
    }
    return { spawnAs: (program, args, logFd) => launch(program, args, logFd), own: async () => {} };
  }
  const account = owner && owner.uid !== 0 ? owner : await systemAccount();
  const capability = await neededCapability(account, programs, dataDir);
  return {
    spawnAs: (program, args, logFd) =>
      capability
        ? launch('setpriv', [...withCapability(account, capability), program, ...args], logFd)
        : launch(program, args, logFd, account),
    own: (path) => giveTo(account, path),
  };
}

function launch(program: string, args: readonly string[], logFd: number, account?: Account): ChildProcess {
  return spawn(program, args, {
    // The terminal's Ctrl-C goes to its whole process group; this one stops only when we say so.
    detached: true,
    stdio: ['ignore', logFd, logFd],
    cwd: '/',
    windowsHide: true,
    // Nothing of the caller's PG*, LC_* or TZ settings gets in.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' },
    ...(account && { uid: account.uid, gid: account.gid }),
  });
}

async function systemAccount(): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'));
  const known = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  // macOS writes nobody's id as -2.
  const id = (text: string | undefined) => Number(text ?? 65_534) >>> 0;
  return { uid: id(known?.[2]), gid: id(known?.[3]) };
}

type Capability = 'dac_read_search' | 'dac_override';

/**
 * The capabilities that the account needs to reach its data and the programs: root often works below a folder of mode
 * 0700 (`/root`, `mktemp -d`), or installed with umask 077. Rather than open such folders to everybody, the process
 * is given the least capability that does: to pass through folders and read, or, for programs that only root may
 * execute and in containers without the former (Docker's default), to pass over permissions.
 */
async function neededCapability(
  account: Account,
  programs: string,
  dataDir: string,
): Promise<Capability | undefined> {
  const executable = await allows(account, join(programs, 'postgres'), 1);
  const readable = await allows(account, join(programs, '../share/postgresql/postgres.bki'), 4);
  const programsUsable = executable && readable && (await passable(account, programs));
  if (programsUsable && (await passable(account, dataDir))) return undefined;
  const held = await heldCapabilities();
  const capability = executable && held.has('dac_read_search') ? 'dac_read_search' : 'dac_override';
  if (held.has(capability) && (await hasSetpriv())) return capability;
  throw new Error(
    `PostgreSQL does not run as root, and user ${account.uid} cannot reach ${programsUsable ? dataDir : programs} ` +
      '(setpriv of util-linux would help); put the project and DATA_DIR where every user may look, or set DATABASE_URL',
  );
}

/**
 * `no_setuid_fixup` because initdb asks access(2) whether it can run postgres, and for a user other than root
 * the kernel answers that without regard to capabilities, unless this bit is set.
 */
function withCapability({ uid, gid }: Account, capability: Capability): readonly string[] {
  return [
    ...[`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'],
    ...[
      `--inh-caps=-all,+${capability}`,
      `--ambient-caps=-all,+${capability}`,
      `--bounding-set=-all,+${capability}`,
    ],
  ];
}

/** Whether the mode of a file gives the account a right: 4 read, 1 execute or pass through. ACLs are not seen. */
async function allows({ uid, gid }: Account, path: string, right: 1 | 4): Promise<boolean> {
  const { uid: owner, gid: group, mode } = await stat(path);
  const shift = owner === uid ? 6 : group === gid ? 3 : 0;
  return ((mode >> shift) & right) === right;
}

async function passable(account: Account, folder: string): Promise<boolean> {
  let at = await realpath(folder);
  while (await allows(account, at, 1)) {
    if (at === dirname(at)) return true;
    at = dirname(at);
  }
  return false;
}

/** Of the two capabilities, those that this process can hand on (capabilities(7): bits 1 and 2). */
async function heldCapabilities(): Promise<ReadonlySet<Capability>> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const bits = Number(BigInt(`0x${/^CapPrm:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`) & 0b110n);
  return new Set([
    ...(bits & 4 ? ['dac_read_search' as const] : []),
    ...(bits & 2 ? ['dac_override' as const] : []),
  ]);
}

function hasSetpriv(): Promise<boolean> {
  return new Promise((resolve) => {
    // BusyBox has a setpriv of the same name without --reuid.
    spawn('sh', ['-c', 'setpriv --help | grep -q -e --securebits'], { stdio: 'ignore' })
      .on('error', () => resolve(false))
      .on('exit', (code) => resolve(code === 0));
  });
}

async function giveTo({ uid, gid }: Account, path: string): Promise<void> {
  const { uid: owner } = await stat(path);
  if (owner === uid) return;
  const isFolder = (await stat(path)).isDirectory();
  for (const inside of isFolder ? await readdir(path, { recursive: true }) : []) {
    await lchown(join(path, inside), uid, gid);
  }
  // Last, so that a change that was interrupted starts over.
  await chown(path, uid, gid);
}
