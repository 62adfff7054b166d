import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { phoneCode } from '../../../api/secrets/sign-in-code.ts';
import { call, token, tokenSecret, useFreshApi } from '../../support/api.ts';
import { linkFor, open, type Page, press, saidBy, send } from '../../support/links.ts';
import { addMentor } from '../../support/people.ts';
import { adminToken, book } from './scene.ts';

const { getPhone, replaceMessaging } = operations;
const number = '+221771234567';

describe('the link to what a person is told, of her number', () => {
  const api = useFreshApi();
  let student: string;
  let path: string;

  beforeEach(async () => {
    student = await token();
    await book(api, await addMentor(api), student, '16:00');
    path = await linkFor(api, 'preferences', { person: 's1' });
    await setGateway({ provider: 'twilio', account_sid: 'AC1', auth_token: 't', from: '+15005550006' });
  });

  async function setGateway(sms: object | null): Promise<void> {
    const body = { reminder_minutes: [60], gateway: { sms } } as never;
    assert.equal((await call(api, replaceMessaging, { token: await adminToken(), body })).status, 200);
  }
  const phone = async () => (await call(api, getPhone, { token: student })).body;
  const give = (phone_number: string): Promise<Page> => press(api, path, { do: 'phone', phone_number });
  const codeOf = async (): Promise<string> => {
    const { user_id: userId, seed, phone_number } = await api.knex('phone_code').first();
    return phoneCode(tokenSecret, { userId, phoneNumber: phone_number, seed });
  };

  it('takes one, confirms it by its code, and takes it away, each by a button alone', async () => {
    assert.doesNotMatch((await open(api, path)).html, /name="(sms|code)"|value="remove_phone"/);
    const asked = await give('+221 77 123-45-67');
    assert.match(asked.html, /part par SMS au \+221…67.*name="code"/s);
    assert.equal((await phone()).phone_number, null);
    const code = await codeOf();
    const form = [
      ['once', 'a-name-of-a-try'],
      ['do', 'code'],
      ['code', ` ${code} `],
    ] as const;
    const confirmed = await send(api, path, form);
    assert.deepEqual([confirmed.status, saidBy(confirmed)], [200, 'Numéro confirmé.']);
    assert.equal(saidBy(await send(api, path, form)), 'Numéro confirmé.', 'a double click');
    assert.deepEqual([(await phone()).phone_number, (await phone()).source], [number, 'person']);
    assert.equal(confirmed.html.match(/name="sms"[^>]+checked/g)?.length, 6);
    assert.doesNotMatch(confirmed.html, /1234567/, 'whoever finds the link learns no number');

    const removed = await press(api, path, { do: 'remove_phone' });
    assert.deepEqual([saidBy(removed), (await phone()).phone_number], ['Numéro retiré.', null]);
    const actions = await api.knex('audit_entry').whereLike('action', '%Phone').orderBy('id').pluck('action');
    assert.deepEqual(actions, ['setPhone', 'confirmPhone', 'removePhone']);
  });

  it('says what is wrong with a number or a code, and keeps what was typed', async () => {
    const refused = await give('77 <1>');
    assert.deepEqual([refused.status, /pas un numéro valable/.test(saidBy(refused))], [422, true]);
    assert.match(refused.html, /name="phone_number"[^>]* value="77 &lt;1&gt;"/);
    for (const code of ['', '12', '1'.repeat(300)]) {
      const page = await press(api, path, { do: 'code', code });
      assert.deepEqual([page.status, saidBy(page)], [422, 'Ce code est faux ou périmé.']);
    }
    assert.equal((await press(api, path, { do: 'erase' })).status, 404);
  });

  it('asks for as few codes as the API does', async () => {
    for (let codes = 0; codes < 5; codes++) assert.equal((await give(number)).status, 200);
    const page = await give(number);
    assert.deepEqual([page.status, /Trop de codes/.test(saidBy(page))], [429, true]);
  });

  it('is silent where her partner sends no SMS, but for a number that she may take away', async () => {
    await setGateway(null);
    assert.doesNotMatch((await open(api, path)).html, /id="phone"/);
    assert.equal((await give(number)).status, 409);
    student = await token({ phone_number: number });
    await phone();
    const { html } = await open(api, path);
    assert.match(html, /value="remove_phone"/);
    assert.doesNotMatch(html, /name="phone_number"/);
  });
});
