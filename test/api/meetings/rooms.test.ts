import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { Session } from '../../../api/contract/session.ts';
import { token, useFreshApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { book } from '../routes/scene.ts';
import { type BigBlueButtonServer, startBigBlueButton } from './bigbluebutton.ts';
import { enter, meetAt, read, roomOf } from './scene.ts';

describe('the room of a session', () => {
  const api = useFreshApi({ meetingTimeoutMs: 300 });
  let mentor: TestMentor;
  let student: string;
  let session: Session;

  beforeEach(async () => {
    mentor = await addMentor(api, { name: 'Wanjirũ & “Ñ”, Dr' });
    student = await token({ name: 'Ana <b>=&#, ç' });
    session = await book(api, mentor, student, '16:00', { subject: 'A' });
    api.now = Date.parse(session.session_date);
  });

  const linkOf = async (token: string) => (await read(api, token, session)).meeting_link;

  describe('on a BigBlueButton server', () => {
    let server: BigBlueButtonServer;
    afterEach(() => server.stop());

    for (const checksum of ['sha1', 'sha256', 'sha384', 'sha512']) {
      it(`is made before each comes, signed by ${checksum} over the query as it is sent`, async () => {
        server = await startBigBlueButton(checksum);
        const { url, secret } = server;
        await meetAt(api, { kind: 'bigbluebutton', url, secret, ...(checksum !== 'sha256' && { checksum }) });
        const hers = await roomOf(await linkOf(mentor.token));
        server.forget();
        const his = await roomOf(await linkOf(student));
        assert.deepEqual(
          server.calls.map(({ name, isSigned }) => [name, isSigned]),
          [
            ['create', true],
            ['create', true],
          ],
        );
        const joins = [hers, his].map(({ searchParams }) => searchParams);
        assert.deepEqual(
          joins.map((each) => [each.get('fullName'), each.get('role')]),
          [
            ['Wanjirũ & “Ñ”, Dr', 'MODERATOR'],
            ['Ana <b>=&#, ç', 'VIEWER'],
          ],
        );
        assert.equal(joins[0]?.get('meetingID'), joins[1]?.get('meetingID'));
        for (const address of [hers, his])
          assert.match(await (await fetch(address)).text(), /^<response>in</);
      });
    }

    it('is the same for both, and another for each session', async () => {
      server = await startBigBlueButton();
      await meetAt(api, { kind: 'bigbluebutton', url: server.url, secret: server.secret });
      await roomOf(await linkOf(mentor.token));
      await roomOf(await linkOf(student));
      const keys = server.calls.map(({ parameters }) => parameters.get('meetingID'));
      assert.equal(new Set(keys).size, 1);
      const other = await book(api, mentor, await token({ sub: 's2' }), '16:30');
      api.now += 15 * 60_000;
      await roomOf((await read(api, mentor.token, other)).meeting_link);
      assert.notEqual(server.calls.at(-1)?.parameters.get('meetingID'), keys[0]);
    });

    const failures: Readonly<Record<string, (server: BigBlueButtonServer) => void>> = {
      'has another secret': () => undefined,
      'does not answer': (each) => {
        each.misbehave = () => {};
      },
      'closes the connection': (each) => {
        each.misbehave = (response) => response.destroy();
      },
      'answers 500': (each) => {
        each.misbehave = (response) => response.writeHead(500).end('<html>');
      },
      'answers with something else': (each) => {
        each.misbehave = (response) => response.writeHead(200).end('<html>SUCCESS</html>');
      },
      'leads elsewhere': (each) => {
        each.misbehave = (response) => response.writeHead(302, { Location: 'https://example.edu' }).end();
      },
    };
    for (const [name, arrange] of Object.entries(failures)) {
      it(`is told not to answer where the server ${name}, and nobody has come`, async () => {
        server = await startBigBlueButton();
        const secret = name === 'has another secret' ? 'another' : server.secret;
        await meetAt(api, { kind: 'bigbluebutton', url: server.url, secret });
        arrange(server);
        const link = await linkOf(student);
        const response = await enter(link);
        const page = await response.text();
        assert.equal(response.status, 503);
        assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
        assert.match(page, /La salle ne répond pas/);
        assert.match(page, /<button>Réessayer</);
        assert.doesNotMatch(page, new RegExp(`${server.secret}|127\\.0\\.0\\.1`));
        assert.equal((await read(api, mentor.token, session)).attendance?.student_joined_at, null);
        if (name === 'has another secret') return;
        server.misbehave = undefined;
        await roomOf(link);
        assert.ok((await read(api, mentor.token, session)).attendance?.student_joined_at);
      });
    }

    it('is told not to answer where nobody listens', async () => {
      server = await startBigBlueButton();
      await meetAt(api, { kind: 'bigbluebutton', url: server.url, secret: server.secret });
      server.stop();
      await sleep(0);
      assert.equal((await enter(await linkOf(student))).status, 503);
    });
  });

  describe('on a Jitsi server', () => {
    it('cannot be guessed, and suggests her name where nothing is signed', async () => {
      await meetAt(api, { kind: 'jitsi', base_url: 'https://meet.example.edu/' });
      const [hers, his] = [await roomOf(await linkOf(mentor.token)), await roomOf(await linkOf(student))];
      assert.equal(hers.origin, 'https://meet.example.edu');
      assert.match(hers.pathname, /^\/[0-9a-f]{32}$/);
      assert.equal(his.pathname, hers.pathname);
      assert.equal(hers.search, '');
      const [name, value = ''] = decodeURIComponent(his.hash.slice(1)).split(/=(.*)/s);
      assert.deepEqual([name, JSON.parse(value)], ['userInfo.displayName', 'Ana <b>=&#, ç']);
    });

    it('is entered with a token that says who she is, for this room and time', async () => {
      const secret = 'jitsi-secret';
      const app = { app_id: 'mentors', secret };
      await meetAt(api, { kind: 'jitsi', base_url: 'https://meet.example.edu', ...app });
      const claimsOf = async (token: string) => {
        const address = await roomOf(await linkOf(token));
        const jwt = address.searchParams.get('jwt') ?? '';
        const options = {
          algorithms: ['HS256'],
          audience: 'jitsi',
          issuer: 'mentors',
          currentDate: new Date(api.now),
        };
        const { payload } = await jwtVerify(jwt, new TextEncoder().encode(secret), options);
        assert.equal(`/${payload.room}`, address.pathname);
        return payload as typeof payload & { context: { user: Record<string, string> } };
      };
      const [hers, his] = [await claimsOf(mentor.token), await claimsOf(student)];
      assert.equal(hers.sub, 'meet.example.edu');
      assert.equal(hers.nbf, api.now / 1000 - 15 * 60);
      assert.equal(hers.exp, api.now / 1000 + 60 * 60);
      const { id, ...user } = hers.context.user;
      assert.deepEqual(user, { name: 'Wanjirũ & “Ñ”, Dr', moderator: 'true', affiliation: 'owner' });
      assert.equal(typeof id, 'string');
      assert.notEqual(id, his.context.user.id);
      assert.deepEqual([his.context.user.moderator, his.context.user.affiliation], ['false', 'member']);
    });

    it('of 8x8.vc is signed by the private key', async () => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const secret = privateKey.export({ type: 'pkcs1', format: 'pem' });
      const app = { app_id: 'vpaas-magic-cookie-1', key_id: '4f4910', secret };
      await meetAt(api, { kind: 'jitsi', base_url: 'https://8x8.vc', ...app });
      const address = await roomOf(await linkOf(mentor.token));
      const jwt = address.searchParams.get('jwt') ?? '';
      const { payload } = await jwtVerify(jwt, publicKey, { currentDate: new Date(api.now), issuer: 'chat' });
      assert.equal(decodeProtectedHeader(jwt).kid, 'vpaas-magic-cookie-1/4f4910');
      assert.deepEqual([payload.aud, payload.sub], ['jitsi', 'vpaas-magic-cookie-1']);
      assert.equal(address.pathname, `/vpaas-magic-cookie-1/${payload.room}`);
    });
  });

  it('is the fixed one, and the mentor’s own before the partner’s', async () => {
    await meetAt(api, { kind: 'fixed', url: 'https://meet.example.edu/all#pwd' });
    const link = await linkOf(student);
    assert.equal((await roomOf(link)).href, 'https://meet.example.edu/all#pwd');
    await api
      .knex('mentor')
      .where({ id: mentor.id })
      .update({ meeting: JSON.stringify({ kind: 'fixed', url: 'https://zoom.example/j/1' }) });
    assert.equal((await roomOf(link)).href, 'https://zoom.example/j/1');
  });
});
