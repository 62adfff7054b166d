import { get } from 'node:http';
import type { Knex } from 'knex';
import type { BenchServer } from './bench-server.ts';
import type { DataSize } from './load-data.ts';

export const directorySize: DataSize = { mentors: 1_000, sessions: 20_000 };

/** Percentiles of how long a first screen took, ms, and its bytes as sent. */
export interface DirectoryFigures {
  /** Nothing is kept: every calendar is read and every first free start is looked for. */
  readonly coldP95: number;
  /** One of the thousand mentors was booked since. */
  readonly changedP95: number;
  /** Nothing has changed: the kept answer. */
  readonly keptP95: number;
  readonly bytes: number;
}

const path = '/api/directory?partner=bench&free_within_days=7&timezone=Africa/Dakar&locale=fr';

/** Asks for the first screen of a directory of 1,000 mentors who are free this week. */
export async function measureDirectory(knex: Knex, server: BenchServer): Promise<DirectoryFigures> {
  await vary(knex);
  const ask = () => firstScreen(server.url + path);
  for (let n = 0; n < 5; n++) await ask();
  const renew = (where: string) =>
    knex.raw(`UPDATE mentor SET calendar_version = nextval('calendar_version') ${where}`);
  const cold: number[] = [];
  const changed: number[] = [];
  const kept: number[] = [];
  let bytes = 0;
  for (let n = 0; n < 60; n++) {
    await renew('');
    cold.push((await ask()).ms);
    for (let more = 0; more < 5; more++) {
      await renew(`WHERE id = ${1 + ((n * 17 + more) % 1_000)}`);
      changed.push((await ask()).ms);
      const again = await ask();
      kept.push(again.ms);
      bytes = again.bytes;
    }
    // What it leaves behind would be cleared up beside what is measured.
    if (n % 10 === 9) await knex.raw('VACUUM mentor');
  }
  return { coldP95: p95(cold), changedP95: p95(changed), keptP95: p95(kept), bytes };
}

/** Makes a thousand who differ: names, subjects, languages, bios and notices. */
async function vary(knex: Knex): Promise<void> {
  await knex.raw(`
    UPDATE mentor SET
      name = (ARRAY['Awa','Kofi','Wanjiru','Youssef','Luísa','Thabo','Amina','Chinedu','Salma','João'])[1 + id % 10]
        || ' ' || (ARRAY['Diop','Mensah','Kamau','Alaoui','Neto','Nkosi','Bello'])[1 + id / 10 % 7] || ' ' || id,
      subjects = ARRAY[(ARRAY['Statistics','Droit','Agronomy','Orientation','Fintech','Médecine'])[1 + id % 6],
        (ARRAY['Thesis','Stage','Career'])[1 + id % 3]],
      languages = CASE id % 4 WHEN 0 THEN '{fr}' WHEN 1 THEN '{en}' WHEN 2 THEN '{fr,wo}' ELSE '{pt}' END::text[],
      bio = md5(id::text) || ' accompagne les étudiantes et étudiants ' || md5((id * 7)::text)
        || ' depuis des années ' || md5((id * 13)::text) || ' et relit les travaux avec soin.',
      min_notice_minutes = id % 5 * 60
  `);
  await knex.raw('VACUUM ANALYZE mentor');
}

function firstScreen(url: string): Promise<{ ms: number; bytes: number }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => (bytes += chunk.length));
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ ms: performance.now() - began, bytes });
        else reject(new Error(`${url}: ${response.statusCode}`));
      });
    }).on('error', reject);
  });
}

const p95 = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] as number;
