/** `npm run token -- --sub s1`: prints a token of the demo partner, to try the API with. */
import { parseArgs } from 'node:util';
import { SignJWT } from 'jose';
import { isTimeZone } from '../api/domain/wall-time.ts';
import { readEnvironment } from '../api/env.ts';
import { demoPartner } from './seed-people.ts';

const roles = ['student', 'mentor', 'partner_admin'] as const;

/** Who a demo token is for. */
export interface DemoTokenClaims {
  /** The person's id at the partner, such as s1, m1 or a1. */
  readonly sub: string;
  readonly role?: (typeof roles)[number] | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** BCP 47. */
  readonly locale?: string | undefined;
  /** IANA zone. */
  readonly timezone?: string | undefined;
}

export interface DemoTokenOptions {
  readonly secret: string;
  /** Epoch ms. */
  readonly now: number;
  /** 1 to 86,400: the API refuses more than a day. */
  readonly ttlSeconds?: number;
}

/** Signs a token as the demo partner's own back end would (HS256, RFC 7519). */
export function demoToken(claims: DemoTokenClaims, options: DemoTokenOptions): Promise<string> {
  const { secret, now, ttlSeconds = 3600 } = options;
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(demoPartner)
    .setAudience('mentor-booking')
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ttlSeconds)
    .sign(new TextEncoder().encode(secret));
}

const usage = `Prints a token of the partner "${demoPartner}", signed with DEMO_PARTNER_SECRET.

  node demo/token.ts --sub s1 [--role student] [--name NAME] [--email ADDRESS]
                     [--locale fr] [--timezone Africa/Dakar] [--ttl 3600]

  --sub       the person: s1 to s6 are students, m1 to m14 mentors, a1 an admin (with --role
              partner_admin); any other id is a new person
  --role      ${roles.join(', ')} (default: student)
  --ttl       seconds until it expires, 1 to 86400 (default: 3600)
  --help      this text
`;

/** A mistake in the command line. The message is one line for a person. */
class UsageError extends Error {}

function readArguments(args: readonly string[]): { claims: DemoTokenClaims; ttlSeconds: number } | 'help' {
  const { values } = parsed(args);
  const { help, ttl = '3600', sub = '', role = 'student', ...person } = values;
  if (help) return 'help';
  if (!sub.trim() || sub.length > 255) {
    throw new UsageError('--sub is missing: give the person, such as --sub s1');
  }
  const known = roles.find((each) => each === role);
  if (!known) throw new UsageError(`--role ${role} is not one of ${roles.join(', ')}`);
  if (!/^\d{1,5}$/.test(ttl) || Number(ttl) < 1 || Number(ttl) > 86_400) {
    throw new UsageError(`--ttl ${ttl} is not a number of seconds from 1 to 86400`);
  }
  if (person.timezone !== undefined && !isTimeZone(person.timezone)) {
    throw new UsageError(`--timezone ${person.timezone} is not an IANA time zone`);
  }
  return { claims: { sub, role: known, ...person }, ttlSeconds: Number(ttl) };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        sub: text,
        role: text,
        name: text,
        email: text,
        locale: text,
        timezone: text,
        ttl: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function main(): Promise<void> {
  try {
    const wanted = readArguments(process.argv.slice(2));
    if (wanted === 'help') {
      process.stdout.write(usage);
      return;
    }
    const { demoPartnerSecret: secret } = readEnvironment(process.env);
    const { claims, ttlSeconds } = wanted;
    process.stdout.write(`${await demoToken(claims, { secret, now: Date.now(), ttlSeconds })}\n`);
  } catch (error) {
    // One line: what Node says about an argument may have several.
    process.stderr.write(`token: ${(error as Error).message.replaceAll(/\s+/g, ' ')} (see --help)\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === import.meta.filename) await main();
