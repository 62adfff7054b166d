import assert from 'node:assert/strict';
import fc from 'fast-check';
import { occurrences, rruleFaults } from '../../../api/domain/recurrence.ts';
import {
  formFaults,
  formOf,
  newForm,
  type RuleForm,
  ruleOfForm,
} from '../../../widget/admin/availability/rule-form.ts';
import { ruleWords } from '../../../widget/admin/availability/rule-words.ts';
import { words as ar } from '../../../widget/admin/availability/strings-ar.ts';
import { words as en } from '../../../widget/admin/availability/strings-en.ts';
import { words as fr } from '../../../widget/admin/availability/strings-fr.ts';
import { words as pt } from '../../../widget/admin/availability/strings-pt.ts';
import { words as sw } from '../../../widget/admin/availability/strings-sw.ts';

const dtstart = '2026-12-01';

/** Texts of rules that our API allows, most of them odd. */
const list = <T>(item: fc.Arbitrary<T>, maxLength = 3) => fc.array(item, { minLength: 1, maxLength });
const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const nth = fc.oneof(fc.constant(''), fc.integer({ min: -53, max: 53 }).map(String));
const rrules = fc
  .record(
    {
      FREQ: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      INTERVAL: fc.integer({ min: 1, max: 12 }).map(String),
      BYDAY: list(fc.tuple(nth, weekday).map(([n, day]) => n + day)).map(String),
      BYMONTHDAY: list(fc.integer({ min: -31, max: 31 })).map(String),
      BYMONTH: list(fc.integer({ min: 1, max: 12 })).map(String),
      BYSETPOS: list(fc.integer({ min: -5, max: 5 })).map(String),
      COUNT: fc.integer({ min: 1, max: 99 }).map(String),
      UNTIL: fc.constantFrom('20271231', '20270101T000000Z'),
      WKST: weekday,
    },
    { requiredKeys: ['FREQ'] },
  )
  .map((parts) =>
    Object.entries(parts)
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
  )
  .filter((text) => rruleFaults(text).length === 0);

describe('rules in words', () => {
  for (const [rrule, ...sentences] of [
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE',
      'Toutes les 2 semaines, le lundi et le mercredi, à partir du 1er décembre 2026',
      'Every 2 weeks, on Monday and on Wednesday, from 1 December 2026',
      'De 2 em 2 semanas, à segunda-feira e à quarta-feira, a partir de 1 de dezembro de 2026',
      'كل أسبوعين، يوم الاثنين ويوم الأربعاء، ابتداءً من 1 ديسمبر 2026',
      'Kila wiki 2, Jumatatu na Jumatano, kuanzia 1 Desemba 2026',
    ],
    [
      'FREQ=MONTHLY;BYDAY=1MO',
      'Chaque mois, le premier lundi, à partir du 1er décembre 2026',
      'Every month, on the first Monday, from 1 December 2026',
      'Todos os meses, na primeira segunda-feira, a partir de 1 de dezembro de 2026',
      'كل شهر، يوم الاثنين الأول، ابتداءً من 1 ديسمبر 2026',
      'Kila mwezi, Jumatatu ya kwanza, kuanzia 1 Desemba 2026',
    ],
    [
      'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270630',
      'Chaque mois, le dernier vendredi, à partir du 1er décembre 2026, jusqu’au 30 juin 2027',
      'Every month, on the last Friday, from 1 December 2026, until 30 June 2027',
      'Todos os meses, na última sexta-feira, a partir de 1 de dezembro de 2026, até 30 de junho de 2027',
      'كل شهر، يوم الجمعة الأخير، ابتداءً من 1 ديسمبر 2026، حتى 30 يونيو 2027',
      'Kila mwezi, Ijumaa ya mwisho, kuanzia 1 Desemba 2026, hadi 30 Juni 2027',
    ],
    [
      'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15,-1',
      'Tous les 3 mois, le 15 et le dernier jour du mois, à partir du 1er décembre 2026',
      'Every 3 months, on the 15th and on the last day of the month, from 1 December 2026',
      'De 3 em 3 meses, no dia 15 e no último dia do mês, a partir de 1 de dezembro de 2026',
      'كل 3 أشهر، يوم 15 من الشهر واليوم الأخير من الشهر، ابتداءً من 1 ديسمبر 2026',
      'Kila miezi 3, tarehe 15 na siku ya mwisho ya mwezi, kuanzia 1 Desemba 2026',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=6',
      'Chaque mois, le lundi, le mardi, le mercredi, le jeudi et le vendredi, seulement le dernier de ces jours dans chaque mois, 6 fois, à partir du 1er décembre 2026',
      'Every month, on Monday, on Tuesday, on Wednesday, on Thursday and on Friday, only the last of these days in each month, 6 times, from 1 December 2026',
      'Todos os meses, à segunda-feira, à terça-feira, à quarta-feira, à quinta-feira e à sexta-feira, só o último destes dias em cada mês, 6 vezes, a partir de 1 de dezembro de 2026',
      'كل شهر، يوم الاثنين ويوم الثلاثاء ويوم الأربعاء ويوم الخميس ويوم الجمعة، فقط اليوم الأخير من هذه الأيام في كل شهر، 6 مرات، ابتداءً من 1 ديسمبر 2026',
      'Kila mwezi, Jumatatu, Jumanne, Jumatano, Alhamisi na Ijumaa, siku ya mwisho tu kati ya siku hizo katika kila mwezi, mara 6, kuanzia 1 Desemba 2026',
    ],
    [
      'FREQ=YEARLY',
      'Chaque année, le 1er, en décembre, à partir du 1er décembre 2026',
      'Every year, on the 1st, in December, from 1 December 2026',
      'Todos os anos, no dia 1, em dezembro, a partir de 1 de dezembro de 2026',
      'كل سنة، يوم 1 من الشهر، في ديسمبر، ابتداءً من 1 ديسمبر 2026',
      'Kila mwaka, tarehe 1, katika Desemba, kuanzia 1 Desemba 2026',
    ],
    [
      'FREQ=YEARLY;BYDAY=20MO',
      'Chaque année, le 20e lundi de l’année, à partir du 1er décembre 2026',
      'Every year, on the 20th Monday of the year, from 1 December 2026',
      'Todos os anos, na 20.ª segunda-feira do ano, a partir de 1 de dezembro de 2026',
      'كل سنة، يوم الاثنين رقم 20 من السنة، ابتداءً من 1 ديسمبر 2026',
      'Kila mwaka, Jumatatu ya 20 ya mwaka, kuanzia 1 Desemba 2026',
    ],
    [
      'FREQ=DAILY;BYDAY=SA;BYMONTH=1,7',
      'Chaque jour, seulement le samedi, en janvier et juillet, à partir du 1er décembre 2026',
      'Every day, only on Saturday, in January and July, from 1 December 2026',
      'Todos os dias, só ao sábado, em janeiro e julho, a partir de 1 de dezembro de 2026',
      'كل يوم، فقط يوم السبت، في يناير ويوليو، ابتداءً من 1 ديسمبر 2026',
      'Kila siku, Jumamosi tu, katika Januari na Julai, kuanzia 1 Desemba 2026',
    ],
  ] as const) {
    it(`says ${rrule} in five languages`, () => {
      const said = [fr, en, pt, ar, sw].map(({ rule }) => ruleWords({ rrule, dtstart }, rule));
      assert.deepEqual(said, sentences);
    });
  }

  it('takes the day from the first date where the rule names none', () => {
    const say = (rrule: string) => ruleWords({ rrule, dtstart: '2026-12-31' }, en.rule);
    assert.equal(say('FREQ=WEEKLY'), 'Every week, on Thursday, from 31 December 2026');
    assert.equal(say('FREQ=MONTHLY'), 'Every month, on the 31st, from 31 December 2026');
    assert.equal(say('FREQ=YEARLY;BYMONTH=3'), 'Every year, on the 31st, in March, from 31 December 2026');
    assert.equal(say('FREQ=DAILY;INTERVAL=3'), 'Every 3 days, from 31 December 2026');
  });

  it('says where weeks begin when that matters', () => {
    const rrule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU';
    assert.match(ruleWords({ rrule, dtstart }, en.rule), /, with weeks that begin on Sunday,/);
    assert.doesNotMatch(ruleWords({ rrule: 'FREQ=WEEKLY;BYDAY=SU;WKST=SU', dtstart }, en.rule), /begin/);
  });

  it('names exceptions and further dates, and counts those of a long list', () => {
    const dates = ['2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28', '2027-01-04'];
    const rule = { rrule: 'FREQ=WEEKLY;BYDAY=MO', dtstart, exdate: dates, rdate: ['2026-12-10'] };
    assert.equal(
      ruleWords(rule, en.rule),
      'Every week, on Monday, from 1 December 2026, and also on 10 December 2026, except on 7 December 2026, 14 December 2026, 21 December 2026 and 2 more',
    );
  });

  for (const { tag, rule: vocabulary } of [fr, en, pt, ar, sw]) {
    it(`has words in ${tag} for any rule that we allow`, () => {
      fc.assert(
        fc.property(rrules, (rrule) => {
          const sentence = ruleWords({ rrule, dtstart }, vocabulary);
          assert.doesNotMatch(sentence, /undefined|null|NaN|Invalid|,\s*,|،\s*،|\s{2}|^\s|\s$/, rrule);
          const numbers = /(?:INTERVAL|COUNT)=(\d{2})/.exec(rrule)?.[1];
          if (numbers) assert.ok(sentence.includes(numbers), `${sentence} (${rrule})`);
          if (rrule.includes('UNTIL=2027')) assert.match(sentence, /2027/, rrule);
        }),
        { numRuns: 500 },
      );
    });
  }

  it('never says two rules of different days the same way', () => {
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(rrules, (rrule) => {
        const sentence = ruleWords({ rrule, dtstart }, en.rule);
        const rule = { rrule: rrule.replace(/T\d{6}Z/, ''), dtstart };
        const dates = occurrences(rule, dtstart, '2029-12-31').join();
        const other = seen.get(sentence);
        if (other !== undefined) assert.equal(dates, other, `${sentence} (${rrule})`);
        seen.set(sentence, dates);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the form of a rule', () => {
  const sent = (rrule: string, rest: object = {}) => ({
    rrule,
    dtstart,
    start_time: '09:00',
    end_time: '10:00',
    ...rest,
  });

  for (const [rrule, expected] of [
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', { kind: 'weeks', every: 2, weekdays: [0, 3] }],
    ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630T235959Z', { kind: 'weeks', every: 1, until: '2027-06-30' }],
    ['FREQ=WEEKLY;INTERVAL=3', { kind: 'weeks', every: 3, weekdays: [1] }],
    ['FREQ=MONTHLY;BYDAY=1MO', { kind: 'month-weekday', nth: 1, weekday: 0 }],
    ['FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1', { kind: 'month-weekday', nth: -1, weekday: 4 }],
    ['FREQ=MONTHLY;BYMONTHDAY=15', { kind: 'month-day', monthDay: 15 }],
    ['FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1', { kind: 'month-day', every: 2, monthDay: -1 }],
    ['FREQ=MONTHLY', { kind: 'month-day', monthDay: 1 }],
  ] as const) {
    it(`shows ${rrule} and makes a rule of the same dates`, () => {
      const rule = sent(rrule, { exdate: ['2027-01-04'], rdate: ['2027-01-05'] });
      const form = formOf(rule) as RuleForm;
      assert.deepEqual({ ...form, ...expected }, form);
      const dates = (one: object) =>
        occurrences({ exdate: [], rdate: [], ...one } as never, dtstart, '2030-01-01');
      assert.deepEqual(dates(ruleOfForm(form)), dates(rule));
      assert.deepEqual(formOf(ruleOfForm(form)), form);
    });
  }

  for (const rrule of [
    'FREQ=DAILY',
    'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1',
    'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU',
    'FREQ=MONTHLY;BYDAY=1MO,3MO',
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1',
    'FREQ=MONTHLY;BYDAY=-2MO',
    'FREQ=MONTHLY;BYDAY=MO',
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    'FREQ=MONTHLY;BYMONTHDAY=1,15',
    'FREQ=MONTHLY;BYMONTHDAY=-3',
    'FREQ=MONTHLY;BYDAY=1MO;BYMONTH=6',
    'FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1',
  ]) {
    it(`leaves ${rrule} alone`, () => assert.equal(formOf(sent(rrule)), null));
  }

  it('shows no rule in other words than its own', () => {
    fc.assert(
      fc.property(rrules, (rrule) => {
        const form = formOf(sent(rrule));
        if (!form) return;
        const made = ruleOfForm(form);
        assert.deepEqual(rruleFaults(made.rrule as string), []);
        const range = [dtstart, '2030-01-01'] as const;
        assert.deepEqual(
          occurrences({ rrule: made.rrule as string, dtstart }, ...range),
          occurrences({ rrule, dtstart }, ...range),
          rrule,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('names its faults', () => {
    const form = newForm(dtstart);
    assert.deepEqual(formFaults(form), []);
    assert.deepEqual(formFaults({ ...form, every: 0, weekdays: [], endTime: '09:00', until: '2026-11-30' }), [
      'every',
      'weekdays',
      'endTime',
      'until',
    ]);
    assert.deepEqual(formFaults({ ...form, every: 1.5, dtstart: '' }), ['every', 'dtstart']);
  });
});
