import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MailEvent, MailRole } from '../../../../api/domain/mail/words.ts';
import { erasedName } from '../../../../api/domain/messages.ts';
import { segmentsOf } from '../../../../api/domain/sms/segments.ts';
import {
  codeText,
  type SessionTextFacts,
  sessionText,
  sessionTextParts,
} from '../../../../api/domain/sms/session-text.ts';

const events: readonly MailEvent[] = [
  ...(['session_booked', 'session_cancelled', 'session_rescheduled'] as const),
  ...(['session_reminder', 'review_requested', 'request_received', 'zone_data_changed'] as const),
  'waiting_list_offer',
];
const link = 'https://book.example.edu/m/m1a2b3.4c5.6d7.kzq8w0.AbCdEfGhIjKlMnOp';

interface Variation {
  readonly event?: MailEvent;
  readonly locale?: string;
  readonly role?: MailRole;
  readonly other?: string;
  readonly partner?: string;
  readonly startsAt?: string;
  readonly join?: string | null;
}

const factsOf = (v: Variation = {}): SessionTextFacts => ({
  event: v.event ?? 'session_reminder',
  reader: {
    name: 'Ana',
    locale: v.locale ?? 'fr',
    timeZone: 'Africa/Ouagadougou',
    role: v.role ?? 'student',
  },
  other: { name: v.other ?? 'Fatou Diop', timeZone: 'Africa/Nairobi' },
  session: { startsAt: new Date(v.startsAt ?? '2026-11-27T09:00:00Z') },
  partner: { name: v.partner ?? 'UCAD' },
  links: { join: v.join ?? null, move: link, answer: link, review: link },
});

describe('texts about sessions', () => {
  const said: [variation: Variation, text: string][] = [
    [
      { locale: 'fr' },
      `UCAD: Rappel : session avec Fatou Diop, ven. 27 nov., 09:00 (Ouagadougou). Modifier : ${link}`,
    ],
    [
      { locale: 'en', event: 'session_rescheduled' },
      `UCAD: Session with Fatou Diop moved to Fri, Nov 27, 9:00 AM (Ouagadougou). Change: ${link}`,
    ],
    [
      { locale: 'pt', event: 'session_cancelled', other: 'João Conceição' },
      'UCAD: Mentoria cancelada com Joao Conceicao, sexta, 27/11, 09:00 (Ouagadougou).',
    ],
    [
      { locale: 'sw', event: 'request_received', role: 'mentor' },
      `UCAD: Fatou Diop anaomba kikao, Ijumaa, 27 Nov, 09:00 (Ouagadougou). Jibu: ${link}`,
    ],
    [
      { locale: 'fr', join: 'https://book.example.edu/join/x' },
      'UCAD: Rappel : session avec Fatou Diop, ven. 27 nov., 09:00 (Ouagadougou). Rejoindre : https://book.example.edu/join/x',
    ],
    [
      { locale: 'en', other: 'Maria Fernanda Gonçalves de Souza e Albuquerque', partner: 'Universidade' },
      `Universidade: Reminder: session with Maria A., Fri, Nov 27, 9:00 AM (Ouagadougou). Change: ${link}`,
    ],
    [
      { locale: 'fr', other: erasedName, event: 'session_cancelled' },
      'UCAD: Session annulée avec une personne effacée, ven. 27 nov., 09:00 (Ouagadougou).',
    ],
  ];
  for (const [variation, text] of said) it(text, () => assert.equal(sessionText(factsOf(variation)), text));

  const letters = 'aeinorstlàéçãõñ ABCDEFÉÇ-';
  const name = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 90 });
  const variation = fc.record({
    event: fc.constantFrom(...events),
    role: fc.constantFrom<MailRole>('student', 'mentor'),
    other: name,
    partner: name,
    startsAt: fc
      .date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
  });

  it('are one SMS in fr, en, pt and sw, whatever the names in Latin letters', () => {
    fc.assert(
      fc.property(variation, fc.constantFrom('fr', 'en', 'pt', 'sw'), (v, locale) => {
        const text = sessionText(factsOf({ ...v, locale }));
        assert.deepEqual([segmentsOf(text).encoding, segmentsOf(text).segments], ['gsm7', 1], text);
      }),
    );
  });

  it('are two SMS at the most in Arabic, and one where there is no link', () => {
    fc.assert(
      fc.property(variation, (v) => {
        const text = sessionText(factsOf({ ...v, locale: 'ar' }));
        const { encoding, segments } = segmentsOf(text);
        assert.ok(encoding === 'ucs2' && segments <= (text.includes('https') ? 2 : 1), text);
      }),
    );
  });

  it('hold the whole link and no line break, whatever people are called', () => {
    const any = fc.string({ unit: 'grapheme', maxLength: 120 });
    fc.assert(
      fc.property(any, any, fc.constantFrom('fr', 'en', 'pt', 'ar', 'sw'), (other, partner, locale) => {
        const text = sessionText(factsOf({ other, partner, locale }));
        assert.ok(text.endsWith(` ${link}`) && !/[\r\n\u2028\u2029\0]/.test(text), JSON.stringify(text));
      }),
    );
  });

  it('come apart for providers with forms of their own', () => {
    assert.deepEqual(sessionTextParts(factsOf({ locale: 'en', other: 'Zoë' })), {
      other: 'Zoë',
      when: 'Fri, Nov 27, 9:00 AM (Ouagadougou)',
      link,
    });
  });

  it('tell a code in one SMS', () => {
    for (const locale of ['fr', 'en', 'pt', 'ar', 'sw']) {
      const text = codeText('123456', locale, 'Université Cheikh-Anta-Diop de Dakar');
      assert.ok(text.includes('123456'));
      const isShort = locale === 'ar' ? 2 : 1;
      assert.ok(segmentsOf(text).segments <= isShort, text);
    }
  });
});
