import assert from 'node:assert/strict';
import { addPartner, useApi } from '../../support/api.ts';
import { addMentor } from '../../support/people.ts';

const origins = ['https://campus.example.edu', 'https://lms.example.edu:8443'];

describe('GET /embed/:partner/:mentor', () => {
  const api = useApi();
  let mentorId: number;

  const get = (path: string, options: RequestInit = {}) => fetch(`${api.url}/embed/${path}`, options);
  const directives = (response: Response): Map<string, string> =>
    new Map(
      (response.headers.get('content-security-policy') ?? '').split(/;\s*/).map((directive) => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values.join(' ')];
      }),
    );

  before(async () => {
    mentorId = (await addMentor(api)).id;
    await api
      .knex('partner')
      .where({ slug: 'demo' })
      .update({ origins: [...origins, 'https://bad.example; script-src *', 'null'] });
    await addPartner(api.knex, 'other', ['https://other.example']);
    await addPartner(api.knex, 'unregistered');
  });

  it('lets only the registered origins of that partner frame it', async () => {
    const response = await get(`demo/${mentorId}`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    assert.equal(directives(response).get('frame-ancestors'), origins.join(' '));
    assert.equal(response.headers.get('x-frame-options'), null);
    assert.equal(response.headers.get('cache-control'), 'no-cache');
  });

  it('lets nobody frame it while no origin is registered', async () => {
    await api.knex('partner').where({ slug: 'demo' }).update({ origins: [] });
    const response = await get(`demo/${mentorId}`);
    await api.knex('partner').where({ slug: 'demo' }).update({ origins });
    assert.equal(directives(response).get('frame-ancestors'), "'none'");
  });

  it('runs scripts and styles of its own origin only, none of them inline', async () => {
    const response = await get(`demo/${mentorId}`);
    const rules = directives(response);
    assert.deepEqual(
      ['default-src', 'script-src', 'style-src', 'connect-src', 'require-trusted-types-for'].map((name) =>
        rules.get(name),
      ),
      ["'none'", "'self'", "'self'", "'self'", "'script'"],
    );
    const html = await response.text();
    assert.doesNotMatch(html, /<script(?![^>]* src="\/)|<style|\son\w+=|\sstyle=/);
    for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      const file = await fetch(`${api.url}${path}`);
      assert.equal(file.status, 200, path);
      assert.match(file.headers.get('content-type') ?? '', /^text\/(javascript|css)/);
    }
  });

  it('says 304 for its files while they are the same', async () => {
    const etag = (await get('frame.js')).headers.get('etag') ?? '';
    assert.match(etag, /^"[\w-]+"$/);
    assert.equal((await get('frame.js', { headers: { 'If-None-Match': etag } })).status, 304);
  });

  it('has the element in the language and zone that were asked for, and words without JavaScript', async () => {
    const html = await (await get(`demo/${mentorId}?locale=ar&timezone=Africa/Dakar`)).text();
    assert.match(html, /<html lang="ar" dir="rtl"/);
    assert.match(
      html,
      new RegExp(`partner="demo" mentor-id="${mentorId}" locale="ar" timezone="Africa/Dakar"`),
    );
    assert.match(html, /<noscript><p>[^<]*JavaScript[^<]* <a href="https:\/\/campus\.example\.edu"/);
    const plain = await (await get(`demo/${mentorId}`)).text();
    assert.match(plain, /<html lang="fr" dir="ltr"/);
    assert.doesNotMatch(plain, / timezone=/);
  });

  it('writes names as text', async () => {
    await api.knex('mentor').where({ id: mentorId }).update({ name: '<script>"&\'</script>' });
    const html = await (await get(`demo/${mentorId}`)).text();
    assert.match(html, /<h1>&lt;script&gt;&quot;&amp;&#39;&lt;\/script&gt;<\/h1>/);
    assert.doesNotMatch(html, /<script>"/);
  });

  for (const path of ['nobody/1', 'demo/999999', 'demo/0', 'demo/x', 'demo/99999999999999999999', 'DEMO/1']) {
    it(`answers 404 to /embed/${path}`, async () => {
      assert.equal((await get(path)).status, 404);
    });
  }

  it('answers 404 to a mentor of another partner', async () => {
    assert.equal((await get(`other/${mentorId}`)).status, 404);
  });

  it('answers 404 to what is no name of a partner', async () => {
    for (const slug of ['a%00b', 'a%20b', 'A'.repeat(300), '%F0%9F%98%80'])
      for (const path of [`${slug}/${mentorId}`, `${slug}/theme.css`])
        assert.equal((await get(path)).status, 404, path);
  });

  for (const query of ['locale="><x>', 'locale=a&locale=b', 'timezone=Mars/Base', 'timezone=a&timezone=b']) {
    it(`answers 422 to ?${query}`, async () => {
      const response = await get(`demo/${mentorId}?${query}`);
      assert.equal(response.status, 422);
      assert.equal((await response.json()).code, 'invalid_request');
    });
  }

  it('answers HEAD, and 405 to POST', async () => {
    assert.equal((await get(`demo/${mentorId}`, { method: 'HEAD' })).status, 200);
    assert.equal((await get(`demo/${mentorId}`, { method: 'POST' })).status, 405);
  });
});
