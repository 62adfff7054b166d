import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Knex } from 'knex';
import type { Context } from 'koa';
import type { Claims } from '../contract/claims.ts';
import { language } from '../contract/primitives.ts';
import { prepared } from '../database/prepared.ts';
import type { Actor } from '../domain/permissions.ts';
import { readPhoneNumber } from '../domain/phone-number.ts';
import { isTimeZone } from '../domain/wall-time.ts';
import type { FetchProvider } from '../feeds/fetch-provider.ts';
import { ApiKey } from '../models/api-key.ts';
import { User } from '../models/user.ts';
import { Problem, unauthenticated } from '../problems.ts';
import { hashOf } from '../secrets/hash.ts';
import { ownIssuer } from '../secrets/own-token.ts';
import { placeOf, type SecretBox } from '../secrets/secret-box.ts';
import { isLanguage } from './validate.ts';
import { type TokenRules, verifyByJwks, verifyBySecret } from './verify-token.ts';

export interface AuthenticateOptions {
  readonly knex: Knex;
  /** HS256 secret of the tokens that this API issues itself. */
  readonly tokenSecret: string;
  readonly secretBox: SecretBox;
  /** Asks partners' addresses for their keys. */
  readonly fetchProvider: FetchProvider;
}

/**
 * The person, or the partner's program, behind a request, by the token or API key in its Authorization header; null
 * when it carries none.
 *
 * The claimed issuer only chooses whose keys are tried; nothing else of a token is believed before its signature.
 * First sight of a `sub` creates the user; later sights refresh name and email.
 *
 * @throws Problem `unauthenticated` for a token that is bad in any way. Source: RFC 7519, RFC 8725.
 */
export async function authenticate(
  ctx: Context,
  { knex, tokenSecret, secretBox, fetchProvider }: AuthenticateOptions,
  now: number,
): Promise<Actor | null> {
  const header = ctx.get('authorization');
  if (!header) return null;
  const apiKey = /^Bearer (mbk_[\w-]{43})$/i.exec(header)?.[1];
  if (apiKey) return await programActor(knex, apiKey, now);
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1];
  if (!token) throw unauthenticated('The Authorization header must be `Bearer` and a JWT.');

  const { issuer, subject, algorithm } = claimed(token);
  const isOwn = issuer === ownIssuer;
  const known = isOwn ? await findOwn(knex, subject) : await findByPartner(knex, issuer, subject);
  if (!known) throw unauthenticated('The issuer of the token is not known.');
  if (algorithm !== (isOwn ? 'HS256' : known.algorithm)) {
    throw unauthenticated(`A token of this issuer is not signed by ${algorithm.slice(0, 20)}.`);
  }
  const rules: TokenRules = { issuer, now };
  const secrets = () =>
    known.shared_secrets.map((secret) => secretBox.open(secret, placeOf.sharedSecret(known.slug)));
  const claims =
    algorithm === 'HS256'
      ? await verifyBySecret(ctx, isOwn ? [tokenSecret] : secrets(), rules)
      : await verifyByJwks(
          token,
          { url: known.jwks_url, jwks: known.jwks, algorithm, fetch: fetchProvider },
          rules,
        );
  return isOwn ? ownActor(known, claims) : partnerActor(knex, known, claims, { subject, now });
}

function claimed(token: string): { issuer: string; subject: string; algorithm: string } {
  try {
    const { iss, sub } = decodeJwt(token);
    const { alg, crit } = decodeProtectedHeader(token);
    // We know no extension, and the library beneath koa-jwt does not look (RFC 7515 §4.1.11).
    if (crit !== undefined) throw unauthenticated('The token must not have `crit`.');
    // A NUL byte in a query parameter would be PostgreSQL's error, not the caller's; and all half characters
    // (lone surrogates) become the same one on the way there.
    const isText = (value: unknown): value is string =>
      typeof value === 'string' &&
      value !== '' &&
      value.length <= 255 &&
      !value.includes('\0') &&
      value.isWellFormed();
    if (isText(iss) && isText(sub) && isText(alg)) return { issuer: iss, subject: sub, algorithm: alg };
  } catch (error) {
    throw error instanceof Problem ? error : unauthenticated('The token cannot be read.');
  }
  throw unauthenticated('The token must have `iss`, `sub` and `alg`.');
}

interface KnownPerson {
  partner_id: number;
  slug: string;
  algorithm: string;
  shared_secrets: string[];
  jwks: object | null;
  jwks_url: string | null;
  user_id: number | null;
  name: string | null;
  email: string | null;
  locale: string | null;
  timezone: string | null;
  phone_number: string | null;
  phone_source: 'token' | 'person' | null;
  is_admin: boolean | null;
  tokens_valid_from: Date | null;
  mentor_id: number | null;
}

const columns = `p.id AS partner_id, p.slug, p.algorithm, p.shared_secrets, p.jwks, p.jwks_url,
  u.id AS user_id, u.name, u.email, u.locale, u.timezone, u.phone_number,
  u.phone_source, u.is_admin, u.tokens_valid_from, m.id AS mentor_id`;

async function findByPartner(knex: Knex, slug: string, externalId: string): Promise<KnownPerson | undefined> {
  const { rows } = await prepared(
    knex,
    'find_person_by_partner',
    `SELECT ${columns} FROM partner p LEFT JOIN app_user u ON u.partner_id = p.id AND u.external_id = $2
      LEFT JOIN mentor m ON m.user_id = u.id WHERE p.slug = $1`,
    [slug, externalId],
  );
  return rows[0] as KnownPerson | undefined;
}

async function findOwn(knex: Knex, subject: string): Promise<KnownPerson | undefined> {
  if (!/^[1-9][0-9]{0,15}$/.test(subject)) return undefined;
  const { rows } = await prepared(
    knex,
    'find_person_by_id',
    `SELECT ${columns} FROM app_user u JOIN partner p ON p.id = u.partner_id
      LEFT JOIN mentor m ON m.user_id = u.id WHERE u.id = $1`,
    [subject],
  );
  return rows[0] as KnownPerson | undefined;
}

function ownActor(known: KnownPerson, claims: Claims): Actor {
  const validFrom = known.tokens_valid_from?.getTime() ?? 0;
  // Our own tokens tell when they were issued to the millisecond (RFC 7519 §2 allows fractions).
  if (Math.round((claims.iat ?? 0) * 1000) < validFrom) throw unauthenticated('This person has signed out.');
  const role = claims.role === 'partner_admin' && known.is_admin ? 'partner_admin' : 'mentor';
  return actorOf(known, known.user_id as number, role, claims);
}

async function partnerActor(
  knex: Knex,
  known: KnownPerson,
  claims: Claims,
  { subject, now }: { readonly subject: string; readonly now: number },
): Promise<Actor> {
  const role = claims.role ?? 'student';
  const seen = {
    name: textClaim(claims.name, 200) ?? known.name ?? subject,
    email: usable(claims.email, isAddress) ?? known.email,
    locale: usable(claims.locale?.replaceAll('_', '-'), isLanguageTag) ?? known.locale,
    timezone: usable(claims.timezone, isTimeZone) ?? known.timezone,
  };
  const phoneNumber = phoneOf(claims, known);
  const isSame =
    known.user_id !== null &&
    seen.name === known.name &&
    seen.email === known.email &&
    seen.locale === known.locale &&
    seen.timezone === known.timezone &&
    phoneNumber === known.phone_number;
  const person = { ...known, ...seen };
  if (isSame) return actorOf(person, known.user_id as number, role, claims);
  const times = { createdAt: new Date(now), updatedAt: new Date(now) };
  const phone = phoneNumber !== known.phone_number && {
    phoneNumber,
    phoneSource: 'token' as const,
    phoneConfirmedAt: new Date(now),
  };
  const { id } = await User.query(knex)
    .insert({ partnerId: known.partner_id, externalId: subject, ...seen, ...phone, ...times })
    .onConflict(['partner_id', 'external_id'])
    .merge([...Object.keys(seen), ...(phone ? phoneColumns : []), 'updated_at'])
    .returning('id');
  return actorOf(person, id, role, claims);
}

const phoneColumns = ['phone_number', 'phone_source', 'phone_confirmed_at'] as const;

/** Her number after this token: her own counts before the partner's, also when it is that she has none. */
function phoneOf(claims: Claims, { phone_number: known, phone_source: source }: KnownPerson): string | null {
  const said = textClaim(claims.phone_number, 32);
  if (!said || said === known || source === 'person' || claims.phone_number_verified === false) return known;
  const read = readPhoneNumber(said);
  return 'number' in read ? read.number : known;
}

/** A partner's program acts as its admin, within the scopes of its key. */
async function programActor(knex: Knex, apiKey: string, now: number): Promise<Actor> {
  const { rows } = await prepared(
    knex,
    'find_api_key',
    `SELECT k.id AS key_id, k.scopes, k.last_used_at, p.id AS partner_id, p.slug, u.id AS user_id, u.name
      FROM api_key k JOIN partner p ON p.id = k.partner_id JOIN app_user u ON u.id = k.user_id
      WHERE k.secret_hash = $1 AND k.revoked_at IS NULL`,
    [hashOf(apiKey)],
  );
  const key = rows[0];
  if (!key) throw unauthenticated('The API key is not known, or was revoked.');
  if (now - (key.last_used_at?.getTime() ?? 0) > 60_000) {
    await ApiKey.query(knex)
      .findById(key.key_id)
      .patch({ lastUsedAt: new Date(now) });
  }
  const person = { ...key, mentor_id: null, locale: null, timezone: null };
  return { ...actorOf(person, key.user_id, 'partner_admin', null), scopes: key.scopes };
}

function actorOf(person: KnownPerson, userId: number, role: Actor['role'], claims: Claims | null): Actor {
  return {
    userId,
    role,
    partnerId: person.partner_id,
    partnerSlug: person.slug,
    name: person.name ?? '',
    mentorId: person.mentor_id,
    locale: person.locale,
    timezone: person.timezone,
    scopes: null,
    tokenEndsAt: claims && claims.exp * 1000,
  };
}

function textClaim(value: string | null | undefined, maxLength: number): string | undefined {
  const text = value?.replaceAll('\0', '').trim().slice(0, maxLength).toWellFormed();
  return text === '' ? undefined : text;
}

/** What a claim says, where it can be used. */
function usable(value: string | null | undefined, isUsable: (text: string) => boolean): string | undefined {
  const text = textClaim(value, 320);
  return text !== undefined && isUsable(text) ? text : undefined;
}

const languageTag = new RegExp(language.pattern);

const isLanguageTag = (text: string): boolean => languageTag.test(text) && isLanguage(text);

/** One address, and nothing that a mail program would read as several or as more than that. */
const isAddress = (text: string): boolean =>
  /^[^\s@,;:<>()[\]"\\\p{C}]+@[^\s@,;:<>()[\]"\\\p{C}]+$/u.test(text);
