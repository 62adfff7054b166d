import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gsmText, septetsOf } from '../../../../api/domain/sms/gsm.ts';
import { segmentsOf } from '../../../../api/domain/sms/segments.ts';

describe('SMS segments', () => {
  const cases: [text: string, encoding: string, units: number, segments: number][] = [
    ['', 'gsm7', 0, 1],
    ['a'.repeat(160), 'gsm7', 160, 1],
    ['a'.repeat(161), 'gsm7', 161, 2],
    ['a'.repeat(306), 'gsm7', 306, 2],
    ['a'.repeat(307), 'gsm7', 307, 3],
    ['€'.repeat(80), 'gsm7', 160, 1],
    // 76 pairs of septets fit into 153, and one septet of each stays empty.
    ['€'.repeat(152), 'gsm7', 304, 2],
    ['€'.repeat(153), 'gsm7', 306, 3],
    ['ق'.repeat(70), 'ucs2', 70, 1],
    ['ق'.repeat(71), 'ucs2', 71, 2],
    ['ق'.repeat(134), 'ucs2', 134, 2],
    ['ق'.repeat(135), 'ucs2', 135, 3],
    ['😀'.repeat(35), 'ucs2', 70, 1],
    ['😀'.repeat(66), 'ucs2', 132, 2],
    ['😀'.repeat(67), 'ucs2', 134, 3],
    [`${'a'.repeat(159)}ê`, 'ucs2', 160, 3],
  ];
  for (const [text, encoding, units, segments] of cases) {
    it(`counts ${units} units of ${JSON.stringify(text.slice(0, 2))}… as ${segments} in ${encoding}`, () => {
      assert.deepEqual(segmentsOf(text), { encoding, units, segments });
    });
  }

  it('knows all 127 characters of GSM and the ten that take two septets', () => {
    const all = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code));
    assert.equal(all.filter((character) => septetsOf(character) === 1).length, 127);
    assert.equal(all.filter((character) => septetsOf(character) === 2).length, 10);
  });

  it('never needs fewer with more text, and holds every text', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ maxLength: 400 }));
    fc.assert(
      fc.property(text, fc.string({ unit: 'grapheme', maxLength: 20 }), (one, more) => {
        const [short, long] = [segmentsOf(one), segmentsOf(one + more)];
        assert.ok(long.segments >= short.segments);
        const { units, segments, encoding } = short;
        const [alone, each] = encoding === 'gsm7' ? [160, 153] : [70, 67];
        assert.ok(segments === 1 ? units <= alone : units > alone && units <= segments * each);
      }),
    );
  });
});

describe('GSM text', () => {
  const cases: [text: string, sent: string][] = [
    ['L’été à Besançon…', "L'été à Besancon..."],
    ['São João « Conceição » – nº', 'São João « Conceição » – nº'],
    ['São João «Conceição» – 9:00\u202FAM', 'Sao Joao "Conceicao" - 9:00 AM'],
    ['Zoë Nuñez', 'Zoe Nuñez'],
    ['Łukasz', 'Łukasz'],
    ['ليلى', 'ليلى'],
    ['Zoë ليلى', 'Zoë ليلى'],
  ];
  for (const [text, sent] of cases) it(`sends ${text} as ${sent}`, () => assert.equal(gsmText(text), sent));

  it('is GSM or the text itself, and GSM stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const sent = gsmText(text);
        assert.ok(sent === text || Array.from(sent).every((character) => septetsOf(character) !== null));
        assert.equal(gsmText(sent), sent);
      }),
    );
  });
});
