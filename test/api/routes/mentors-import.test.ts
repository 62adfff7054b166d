import assert from 'node:assert/strict';
import type { MentorImportReport } from '../../../api/contract/mentor-import.ts';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, assertMatches, call, refused, token, useApi } from '../../support/api.ts';
import { cpuOf } from '../../support/cpu.ts';
import { addMentor } from '../../support/people.ts';
import { adminToken, pointers } from './scene.ts';

const { importMentors, listMentors } = operations;

const header = 'external_id,name,email,timezone';
const line = (id: string, rest = '') => `${id},Name ${id},${id}@example.edu,Africa/Dakar${rest}`;

describe('importing mentors', () => {
  const api = useApi();
  let admin: string;

  before(async () => {
    await addPartner(api.knex, 'other');
    admin = await adminToken();
  });

  /** Sends the file as it is, as the admin page does. */
  async function upload(file: string | Uint8Array, query = '', as = admin) {
    const response = await fetch(`${api.url}/api/mentors/import${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/csv', Authorization: `Bearer ${as}` },
      body: file as BodyInit,
    });
    const body = (await response.json()) as MentorImportReport;
    if (response.status === 200) assertMatches(operations.importMentors.response as object, body);
    return { status: response.status, body };
  }
  const counts = ({ created, updated, unchanged, errors }: MentorImportReport) => [
    created,
    updated,
    unchanged,
    errors.length,
  ];
  const mentorOf = async (externalId: string) => {
    const { body } = await call(api, listMentors, {
      token: admin,
      query: { view: 'admin', status: 'all', limit: 100 },
    });
    return body.mentors.find(({ external_id }) => external_id === externalId);
  };

  it('takes no inherited name for a yes', async () => {
    const file = [`${header},is_available`, line('q', ',constructor'), line('r', ',__proto__')].join('\n');
    const { body } = await call(api, importMentors, { token: admin, body: { csv: file } });
    assert.deepEqual(counts(body), [0, 0, 0, 2]);
  });

  it('creates, changes and leaves alone, by external_id', async () => {
    const file = [`${header},subjects`, line('a', ',Droit;Éthique'), line('b', ',')].join('\n');
    const first = await call(api, importMentors, { token: admin, body: { csv: file } });
    assert.deepEqual(counts(first.body), [2, 0, 0, 0]);
    assert.equal(first.body.written, true);
    assert.deepEqual((await mentorOf('a'))?.subjects, ['Droit', 'Éthique']);
    const second = await upload(`${file.replace('Name b', 'Bintou')}\n${line('c', ',')}`);
    assert.deepEqual(counts(second.body), [1, 1, 1, 0]);
    assert.equal((await mentorOf('b'))?.name, 'Bintou');
    const entries = await api.knex('audit_entry').where({ action: 'importMentors' });
    assert.equal(entries.length, 4);
  });

  it('leaves what a file does not say, or says nothing of', async () => {
    await addMentor(api, { external_id: 'keep', bio: 'Kept', durations: [45], buffer_minutes: 10 });
    const { body } = await upload('external_id;bio;durations\nkeep;;"30;60"');
    assert.deepEqual(counts(body), [0, 1, 0, 0]);
    const { bio, durations, buffer_minutes } = (await mentorOf('keep')) ?? {};
    assert.deepEqual([bio, durations, buffer_minutes], ['Kept', [30, 60], 10]);
  });

  it('reads columns in any order, and what spreadsheets write', async () => {
    const files: Record<string, string | Uint8Array> = {
      bom: `\ufeff${header}\r\n${line('f1')}\r\n`,
      semicolons: `email;External ID;TIMEZONE;name\r\nf2@example.edu;f2;Africa/Dakar;"Fall; Awa"\r\n`,
      tabs: `${header.replaceAll(',', '\t')}\nf3\tN\tf3@example.edu\tUTC`,
      windows: new Uint8Array(
        Buffer.from(`external_id;name;email;timezone\r\nf4;Ndèye Fall;f4@example.edu;UTC`, 'latin1'),
      ),
      quotes: `${header},bio\n"f5","A ""B"" C",f5@example.edu,UTC,"one\ntwo"`,
      separator: `sep=;\r\nexternal_id;name;email;timezone\r\nf7;"Fall, Awa";f7@example.edu;UTC\r\n`,
      'separator in quotes': `"sep=,"\n${header}\n${line('f8')}`,
      'separator after a mark': `\ufeffsep=\t\n${header.replaceAll(',', '\t')}\nf9\tN\tf9@example.edu\tUTC`,
      'separator and UTF-16': new Uint8Array(
        Buffer.from(
          `\ufeffsep=;\r\nexternal_id;name;email;timezone\r\nf10;Ngọc;f10@example.edu;UTC\r\n`,
          'utf16le',
        ),
      ),
      'UTF-16, big end first': new Uint8Array(
        Buffer.from(
          `\ufeff${header.replaceAll(',', '\t')}\r\nf11\tNgọc\tf11@example.edu\tUTC\r\n`,
          'utf16le',
        ).swap16(),
      ),
      boolean: `${header},is_available,min_notice_minutes\nf6,N,f6@example.edu,UTC,FAUX,90`,
    };
    for (const [name, file] of Object.entries(files)) {
      const { status, body } = await upload(file);
      assert.deepEqual([status, ...counts(body)], [200, 1, 0, 0, 0], `${name}: ${JSON.stringify(body)}`);
    }
    assert.equal((await mentorOf('f2'))?.name, 'Fall; Awa');
    assert.equal((await mentorOf('f4'))?.name, 'Ndèye Fall');
    assert.equal((await mentorOf('f7'))?.name, 'Fall, Awa');
    assert.equal((await mentorOf('f10'))?.name, 'Ngọc');
    assert.equal((await mentorOf('f11'))?.name, 'Ngọc');
    const quoted = await mentorOf('f5');
    assert.deepEqual([quoted?.name, quoted?.bio], ['A "B" C', 'one\ntwo']);
    const settings = await mentorOf('f6');
    assert.deepEqual([settings?.is_available, settings?.min_notice_minutes], [false, 90]);
  });

  it('counts the lines of a file with the line that tells what parts its cells', async () => {
    const { body } = await upload(`sep=;\n${header.replaceAll(',', ';')}\nh1;N;nobody;UTC`);
    assert.deepEqual(
      body.errors.map(({ line, column }) => [line, column]),
      [[3, 'email']],
    );
  });

  const bad = [
    `${header},durations,nickname`,
    line('g1', ',30,Gigi'),
    line('g2', ',30;4;x,'),
    '',
    'g3,,nobody,Mars/Olympus,,',
    `g4,"Two\nlines",g4@example.edu,UTC,,`,
    'g5,Short',
    line('g1', ',30,'),
    ',No id,x@example.edu,UTC,,',
    'g6,,,,,',
  ].join('\n');
  const faults = [
    [3, 'durations'],
    [3, 'durations'],
    [5, 'email'],
    [5, 'timezone'],
    [8, null],
    [9, 'external_id'],
    [10, 'external_id'],
    [11, 'name'],
    [11, 'email'],
    [11, 'timezone'],
  ];

  it('names the line and column of every fault, and writes the good lines', async () => {
    const { body } = await upload(bad);
    assert.deepEqual(
      body.errors.map(({ line, column }) => [line, column]),
      faults,
      JSON.stringify(body.errors),
    );
    const kinds = body.errors.map(({ code }) => code);
    assert.deepEqual([kinds[0], ...kinds.slice(4, 6), kinds[7]], ['invalid', 'cells', 'repeated', 'needed']);
    assert.deepEqual(counts(body), [2, 0, 0, faults.length]);
    assert.deepEqual(body.ignored_columns, ['nickname']);
    assert.equal((await mentorOf('g4'))?.name, 'Two\nlines');
    assert.equal(await mentorOf('g2'), undefined);
  });

  it('writes nothing in a dry run, nor with all_or_nothing when a line is bad', async () => {
    const dry = await upload([header, line('h1')].join('\n'), '?dry_run=true');
    assert.deepEqual([dry.body.written, ...counts(dry.body)], [false, 1, 0, 0, 0]);
    const file = [header, line('h1'), line('h2').replace('@', '')].join('\n');
    const strict = await upload(file, '?all_or_nothing=true');
    assert.deepEqual([strict.body.written, ...counts(strict.body)], [false, 1, 0, 0, 1]);
    assert.equal(await mentorOf('h1'), undefined);
    const good = await upload([header, line('h1')].join('\n'), '?all_or_nothing=true');
    assert.equal(good.body.written, true);
    assert.ok(await mentorOf('h1'));
  });

  it('invites the new ones when asked to, and nobody in a dry run', async () => {
    await upload([header, line('known')].join('\n'));
    const file = [header, line('known'), line('v1'), line('v2')].join('\n');
    const invited = async (): Promise<string[]> => {
      const rows = await api.knex('mentor').whereNotNull('invited_at').orderBy('id').select('name');
      return rows.map(({ name }) => name);
    };
    await upload(file, '?invite=true&dry_run=true');
    assert.deepEqual(await invited(), []);
    await upload(file, '?invite=true');
    assert.deepEqual(await invited(), ['Name v1', 'Name v2']);
  });

  it('says why a file cannot be read at all', async () => {
    const files = {
      'no id': 'name,email\nA,a@example.edu',
      'not CSV': `${header}\na,"never closed`,
      'a column twice': `${header},name\n${line('x', ',y')}`,
      'too long': [header, ...Array.from({ length: 5_001 }, (_, index) => line(`n${index}`))].join('\n'),
      'too long, of nothing': header + '\n,,,'.repeat(400_000),
      blank: ' \n ',
    };
    for (const [name, csv] of Object.entries(files)) {
      const reply = await upload(csv);
      const problem = reply.body as unknown as { code: string; errors: { pointer: string }[] };
      assert.deepEqual([reply.status, problem.errors[0]?.pointer], [422, '/csv'], name);
    }
    const missing = await refused(api, importMentors, { token: admin, body: {} }, 422, 'invalid_request');
    assert.deepEqual(pointers(missing), ['/csv']);
    const huge = await upload(`${header}\n${'x'.repeat(2_000_001)}`);
    assert.equal(huge.status, 413);
  });

  it('takes 2,000 lines within seconds of work', async function () {
    this.timeout(600_000);
    const lines = Array.from({ length: 2_000 }, (_, index) => line(`bulk${index}`));
    const cpu = await cpuOf(async () => {
      const { body } = await upload([header, ...lines].join('\n'));
      assert.deepEqual(counts(body), [2_000, 0, 0, 0]);
    });
    assert.ok(cpu < 15_000, `${cpu} ms`);
  });

  it('is for admins, and reaches no other partner', async () => {
    const body = { csv: [header, line('a')].join('\n') };
    await refused(api, importMentors, { body }, 401, 'unauthenticated');
    await refused(api, importMentors, { token: await token(), body }, 403, 'forbidden');
    const elsewhere = await call(api, importMentors, { token: await adminToken('other'), body });
    assert.deepEqual(counts(elsewhere.body), [1, 0, 0, 0]);
    assert.deepEqual((await mentorOf('a'))?.subjects, ['Droit', 'Éthique']);
  });
});
