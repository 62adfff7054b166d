import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { RulesInput, SavedRules } from '../../../api/contract/programme.ts';
import { call, type TestApi } from '../../support/api.ts';
import { adminToken } from './scene.ts';

/** Replaces the rules of the partner, and must succeed. */
export async function setRules(
  api: TestApi,
  body: Partial<RulesInput>,
): Promise<{ readonly body: SavedRules; readonly headers: Headers }> {
  const token = await adminToken();
  const { headers } = await call(api, operations.getRules, { token });
  const etag = headers.get('etag') as string;
  const saved = await call(api, operations.replaceRules, { token, body, headers: { 'If-Match': etag } });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  return saved;
}
