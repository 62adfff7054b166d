import type { SlotList } from '../api/contract/slot.ts';
import type { Client, SlotQuery } from './client.ts';

/**
 * A list of slots as the student has it: starts that a session of hers bars are marked. Undefined where it is no other
 * than the public one, whose headers are given, and where nobody is signed in or no answer came.
 */
export async function readOwnSlots(
  client: Client,
  path: string,
  query: SlotQuery,
  { headers: known }: Response,
): Promise<SlotList | undefined> {
  // Mostly she has no session in that week: then the answer is 304, without a body.
  const headers = { 'If-None-Match': known.get('etag') ?? '' };
  return client.listSlots(path, query, { signed: true, headers }).then(
    ([, list]) => list,
    () => undefined,
  );
}
