import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { ProgrammeInput, SavedProgramme } from '../../../api/contract/programme.ts';
import { call, type TestApi } from '../../support/api.ts';
import { adminToken } from './scene.ts';

/** Replaces the rules of the partner, and must succeed. */
export async function setProgramme(
  api: TestApi,
  body: Partial<ProgrammeInput>,
): Promise<{ readonly body: SavedProgramme; readonly headers: Headers }> {
  const token = await adminToken();
  const { headers } = await call(api, operations.getProgramme, { token });
  const etag = headers.get('etag') as string;
  const saved = await call(api, operations.replaceProgramme, { token, body, headers: { 'If-Match': etag } });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  return saved;
}
