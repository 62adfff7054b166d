import assert from 'node:assert/strict';
import { wordReasons } from '../../../api/domain/reason-words.ts';
import { type MentorFacts, recommend } from '../../../api/domain/recommendation.ts';

const weights = {
  subject: 30,
  goal: 40,
  rating: 8,
  availability: 8,
  language: 8,
  zone: 3,
  certifications: 3,
};
const asked = { weights, locale: 'fr', meanRating: 4 };
const plain: MentorFacts = {
  subject: null,
  goal: null,
  ratingSum: 0,
  ratingCount: 0,
  freeInDays: 3,
  languages: ['fr'],
  hoursApart: 0,
  isCertified: false,
};
const score = (facts: Partial<MentorFacts>, more: Partial<typeof asked> = {}): number =>
  recommend({ ...plain, ...facts }, { ...asked, ...more }).score;

describe('recommending mentors', () => {
  it('lies between 0 and 1, and reaches both', () => {
    const best = { subject: 1, goal: 1, ratingSum: 5e6, ratingCount: 1e6, freeInDays: 0, isCertified: true };
    assert.equal(score(best), 1);
    const worst = { subject: 0, goal: 0, ratingSum: 1e6, ratingCount: 1e6, freeInDays: null };
    assert.equal(score({ ...worst, languages: ['sw'], hoursApart: -12 }), 0);
  });

  const better: readonly [string, Partial<MentorFacts>, Partial<MentorFacts>][] = [
    ['is nearer to the subject', { subject: 0.9 }, { subject: 0.5 }],
    ['is nearer to the goal', { goal: 0.6 }, { goal: 0.4 }],
    ['is free sooner', { freeInDays: 1 }, { freeInDays: 5 }],
    ['is free at all', { freeInDays: 13 }, { freeInDays: null }],
    ['speaks the language, of whatever country', { languages: ['wo', 'fr-SN'] }, { languages: ['en'] }],
    ['may speak it', { languages: [] }, { languages: ['en'] }],
    ['is awake at the same hours', { hoursApart: -1 }, { hoursApart: 7 }],
    ['is certified', { isCertified: true }, { isCertified: false }],
    [
      'has many good ratings, before one with a single best',
      { ratingSum: 192, ratingCount: 40 },
      { ratingSum: 5, ratingCount: 1 },
    ],
    ['has no rating, before one with a bad one', {}, { ratingSum: 1, ratingCount: 1 }],
  ];
  for (const [what, one, other] of better) {
    it(`puts first who ${what}`, () => assert.ok(score(one) > score(other)));
  }

  it('leaves out what nobody asked for, and what has no weight', () => {
    assert.equal(score({}), score({}, { weights: { ...weights, subject: 0, goal: 0 } }));
    const onlyZone = {
      ...weights,
      subject: 0,
      goal: 0,
      rating: 0,
      availability: 0,
      language: 0,
      certifications: 0,
    };
    assert.equal(score({ hoursApart: 6 }, { weights: onlyZone }), 0.5);
  });

  it('says why in words, what counts most first', () => {
    const facts = { ...plain, subject: 1, goal: 0.5, ratingSum: 24, ratingCount: 5, isCertified: true };
    const { reasons } = recommend(facts, asked);
    assert.deepEqual(reasons, [
      'subject',
      'goal',
      'language',
      'rating',
      'free_soon',
      'near_zone',
      'certified',
    ]);
    const said = {
      subject: 'Droit',
      ratingAverage: 4.8,
      ratingCount: 5,
      freeInDays: 1,
      language: 'fr-SN',
      hoursApart: 1.5,
      certification: 'Tutrice',
    };
    for (const [locale, texts] of Object.entries({
      fr: ['Accompagne en : Droit', 'Note de 4,8 sur 5 (5 avis)', 'Parle : français (Sénégal)'],
      en: ['Helps with Droit', 'Rated 4.8 out of 5 (5 reviews)', 'Speaks French (Senegal)'],
    })) {
      const found = wordReasons(['subject', 'rating', 'language'], said, locale);
      assert.deepEqual(
        found.map(({ text }) => text),
        texts,
      );
    }
    for (const locale of ['fr', 'en', 'pt', 'ar', 'sw']) {
      const found = wordReasons(reasons, said, locale);
      assert.ok(found.every(({ text }) => text.length > 3 && !/undefined|NaN/.test(text)));
    }
  });
});
