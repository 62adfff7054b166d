import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type LinkPurpose, linkToken } from '../../api/secrets/person-link.ts';
import { type TestApi, tokenSecret } from './api.ts';

export interface Linked {
  /** `external_id` of the person whom the link is sent to. */
  readonly person: string;
  readonly mentorId?: number;
  readonly sessionId?: number;
  /** Epoch ms; a week from the API's clock unless told. */
  readonly expiresAt?: number | null;
}

/** The path of a link as a mail has it. */
export async function linkFor(api: TestApi, purpose: LinkPurpose, linked: Linked): Promise<string> {
  const { person, mentorId = 0, sessionId = 0, expiresAt = api.now + 7 * 24 * 60 * 60_000 } = linked;
  const { id } = await api.knex('app_user').where({ external_id: person }).first();
  return `/m/${linkToken(tokenSecret, { purpose, personId: id, mentorId, sessionId, expiresAt })}`;
}

export interface Page {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

/** Opens a link, and looks at what every such page must be. */
export async function open(api: TestApi, path: string, init: RequestInit = {}): Promise<Page> {
  const response = await fetch(`${api.url}${path}`, init);
  const page = { status: response.status, html: await response.text(), headers: response.headers };
  assertIsPage(page);
  return page;
}

/** Sends the page's form as a browser does, with the fields that it holds and these. */
export async function press(
  api: TestApi,
  path: string,
  fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[] = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const { html } = await open(api, path);
  return send(
    api,
    path,
    [['once', onceIn(html)], ...(Array.isArray(fields) ? fields : Object.entries(fields))],
    headers,
  );
}

/** Sends a form without opening its page first. */
export const send = (
  api: TestApi,
  path: string,
  fields: readonly (readonly [string, string])[] = [],
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> =>
  open(api, path, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
  });

export const onceIn = (html: string): string => /name="once" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** The heading of a page. */
export const headingOf = ({ html }: Page): string => /<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '';

/** What a page says of the last thing that was done. */
export const saidBy = ({ html }: Page): string =>
  /<p class="(?:done|fault)" role="\w+">(.*?)<\/p>/.exec(html)?.[1] ?? '';

function assertIsPage({ html, headers }: Page): void {
  assert.match(headers.get('content-type') ?? '', /^text\/html/, html);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.equal(headers.get('x-robots-tag'), 'noindex');
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /script-src|unsafe/);
  if (html === '') return;
  const sheet = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  assert.ok(policy.includes(createHash('sha256').update(sheet).digest('base64')), 'the sheet is let in');
  assert.doesNotMatch(html, /<script| style=| on\w+=/);
}
