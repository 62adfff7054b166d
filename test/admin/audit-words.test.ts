import assert from 'node:assert/strict';
import { auditSubjects } from '../../api/contract/audit.ts';
import { type Operation, operations } from '../../api/contract/operations.ts';
import { words as ar } from '../../widget/admin/audit/strings-ar.ts';
import { words as en } from '../../widget/admin/audit/strings-en.ts';
import { words as fr } from '../../widget/admin/audit/strings-fr.ts';
import { words as pt } from '../../widget/admin/audit/strings-pt.ts';
import { words as sw } from '../../widget/admin/audit/strings-sw.ts';
import { unaudited } from '../api/audit/writes.ts';

/** What the waiting list does by itself; all else that the system does has the name of an operation. */
const bySystem = ['expireWaitingListEntries', 'offerFreedTime', 'passOffersOn'];

const audited = (Object.values(operations) as Operation[])
  .filter(({ method, id }) => method !== 'get' && !(id in unaudited))
  .map(({ id }) => id)
  .concat(bySystem)
  .sort();

describe('the words of the audit', () => {
  for (const [language, words] of Object.entries({ fr, en, pt, ar, sw })) {
    it(`name every action and kind of thing in ${language}, and no other`, () => {
      assert.deepEqual(Object.keys(words.actions).sort(), audited);
      assert.deepEqual(Object.keys(words.subjects).sort(), [...auditSubjects].sort());
      assert.deepEqual(Object.keys(words.fields), Object.keys(en.fields));
      assert.equal(new Set(Object.values(words.actions)).size, audited.length, 'each in words of its own');
    });
  }
});
