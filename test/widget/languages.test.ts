import { addDays, city, clock, dayName, dayRange, duration, place } from '../../widget/format.ts';
import { languageOf, loadStrings } from '../../widget/strings/languages.ts';
import { equal, ok } from './support/assert.ts';
import { Student } from './support/student.ts';

const languages = ['fr', 'en', 'pt', 'ar', 'sw'];

describe('the languages', () => {
  for (const language of languages) {
    it(`says everything in ${language}`, async () => {
      const [french, words] = await Promise.all([loadStrings('fr'), loadStrings(language)]);
      const shape = (strings: object): unknown =>
        Object.entries(strings).map(([name, value]) =>
          typeof value === 'object' ? [name, shape(value)] : name,
        );
      equal(shape(words), shape(french));
      ok(!JSON.stringify(words).includes('""'), 'no empty string');
      ok(language === 'fr' || words.title !== french.title, 'a title of its own');
    });

    it(`is accessible in ${language} and ${language === 'ar' ? 'runs from right to left' : 'from left to right'}`, async () => {
      const student = new Student({ locale: language });
      await student.open();
      equal(
        [student.dialog.lang, getComputedStyle(student.dialog).direction],
        [language, language === 'ar' ? 'rtl' : 'ltr'],
      );
      await student.button(/09:00/);
      await student.assertAccessible();
      await student.press(/09:30/);
      await student.field(/./);
      await student.assertAccessible();
      student.leave();
    });
  }

  it('knows the language of a region, and speaks French where there is none', () => {
    equal(['en-GB', 'PT_AO', 'xx', '', undefined].map(languageOf), ['en', 'pt', 'fr', 'fr', 'fr']);
    equal(['constructor', 'toString', '__proto__'].map(languageOf), ['fr', 'fr', 'fr']);
  });
});

describe('dates and durations', () => {
  it('tells them in the language, whatever the zone of the browser', () => {
    equal(dayName('2026-11-23', 'fr'), 'lundi 23 novembre');
    equal(dayRange('2026-11-23', '2026-11-29', 'en'), 'Nov 23 – 29, 2026');
    equal(
      [30, 60, 90].map((minutes) => duration(minutes, 'fr').replace(/\s/g, ' ')),
      ['30 min', '1 h', '1 h 30 min'],
    );
    equal(addDays('2026-12-28', 7), '2027-01-04');
    equal(addDays('2024-02-28', 1), '2024-02-29');
    equal(
      ['+03:00', '+05:30', '-03:30', '+00:00', 'Z', ''].map((offset) => place('Africa/Nairobi', [offset])),
      ['UTC+3', 'UTC+5:30', 'UTC-3:30', 'UTC+0', 'UTC'].map((told) => `Nairobi (${told})`).concat('Nairobi'),
    );
    equal(place('Europe/Paris', ['+01:00', '+01:00', '+02:00']), 'Paris (UTC+1, UTC+2)');
    equal(city('America/Argentina/Buenos_Aires'), 'Buenos Aires');
    equal([272, 60, 9].map(clock), ['4:32', '1:00', '0:09']);
  });
});
