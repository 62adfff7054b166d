import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Mail } from '../../../api/jobs/post.ts';
import { tellWebhookDisabled } from '../../../api/jobs/tell-webhook-disabled.ts';
import { addPartner, call, useFreshApi } from '../../support/api.ts';
import { addWebhook, adminNow } from './scene.ts';

describe('the mail about a webhook that was disabled', () => {
  const api = useFreshApi();

  async function mails(webhook_id: number): Promise<Mail[]> {
    const sent: Mail[] = [];
    const post = async (mail: Mail): Promise<void> => void sent.push(mail);
    await tellWebhookDisabled({ knex: api.knex, post, publicUrl: 'https://mentor.example' }, { webhook_id });
    return sent;
  }

  const disable = (id: number, disabled_reason: string) =>
    api.knex('webhook').where({ id }).update({ state: 'disabled', disabled_reason });

  it('goes to the admins of the partner and to who made it, each in her language', async () => {
    const other = await addPartner(api.knex, 'other');
    for (const [n, locale] of ['fr', 'en', 'pt-AO', 'ar', 'sw', null].entries()) {
      await api.knex('app_user').insert({
        partner_id: n === 5 ? other : api.partnerId,
        external_id: `admin-${n}`,
        name: 'A',
        email: `admin-${n}@example.edu`,
        locale,
        is_admin: true,
      });
    }
    const { id } = await addWebhook(api, 'https://hooks.example.edu/secret-path');
    await disable(id, 'gone');
    const sent = await mails(id);
    assert.deepEqual(
      sent.map(({ to }) => to),
      ['a1@example.edu', ...[0, 1, 2, 3, 4].map((n) => `admin-${n}@example.edu`)].sort((a, b) =>
        a === 'a1@example.edu' ? 1 : b === 'a1@example.edu' ? -1 : a.localeCompare(b),
      ),
    );
    const english = sent.find(({ to }) => to === 'admin-1@example.edu');
    assert.equal(english?.subject, 'demo: the webhook to hooks.example.edu is disabled');
    assert.match(english?.text ?? '', /gone \(410\)[\s\S]*https:\/\/mentor\.example\/admin\/webhooks/);
    assert.equal(new Set(sent.map(({ text }) => text)).size, 5, 'five languages, the sixth reader in French');
    for (const { subject, text } of sent) {
      assert.doesNotMatch(`${subject} ${text}`, /[{}]|secret-path/);
      assert.match(text, /410/);
    }
    await disable(id, 'failing');
    for (const { text } of await mails(id)) assert.doesNotMatch(text, /410|[{}]/);
  });

  it('is not sent about one that an admin disabled, that is active again, or that is gone', async () => {
    const { id } = await addWebhook(api, 'https://hooks.example.edu/');
    assert.deepEqual(await mails(id), []);
    await disable(id, 'admin');
    assert.deepEqual(await mails(id), []);
    await call(api, operations.deleteWebhook, { token: await adminNow(api), id });
    assert.deepEqual(await mails(id), []);
  });
});
