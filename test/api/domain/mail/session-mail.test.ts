import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { contrast } from '../../../../api/domain/contrast.ts';
import { type SessionMailFacts, sessionMail } from '../../../../api/domain/mail/session-mail.ts';
import { erasedName } from '../../../../api/domain/messages.ts';
import { examples } from '../../../support/examples.ts';
import { actors, events, languages, mailFacts, roles } from './facts.ts';

type Node = DefaultTreeAdapterTypes.Node;

const children = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);

/** What a reader sees of an HTML mail, blanks made one. */
function shownText(html: string): string {
  const walk = (node: Node): string => {
    if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
    if (['style', 'title', '#comment'].includes(node.nodeName)) return '';
    return children(node).map(walk).join('');
  };
  return walk(parse(html)).replace(/\s+/g, ' ');
}

/** The elements of an HTML mail with their attributes, but for those that hold typed text apart or break its lines. */
function structure(html: string): string[] {
  const walk = (node: Node): string[] => {
    const inner = children(node).flatMap(walk);
    if (!('tagName' in node) || node.tagName === 'bdi' || node.tagName === 'br') return inner;
    return [`${node.tagName} ${node.attrs.map(({ name, value }) => `${name}=${value}`).join(' ')}`, ...inner];
  };
  return walk(parse(html));
}

const withoutMarks = (text: string): string => text.replace(/[\u2068\u2069]/g, '');

/** The lines that stand below a label of the table, the first one first. */
function linesBelow(label: string, text: string): string[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(label));
  assert.ok(at >= 0, `${label}: ${text}`);
  const end = lines.findIndex((line, index) => index > at && !line.startsWith('    '));
  return lines.slice(at, end).map((line) => line.replace(label, '').trim());
}

describe('sessionMail', () => {
  for (const locale of languages)
    for (const event of events)
      it(`has every word of ${event} in ${locale}, for both people and whoever did it`, () => {
        for (const role of roles)
          for (const actor of actors)
            for (const name of ['Kofi Mensah', erasedName, '\u0000']) {
              const mail = sessionMail(
                mailFacts({ event, actor, reader: { role, locale }, other: { name } }),
              );
              for (const text of [mail.subject, mail.text, shownText(mail.html)]) {
                assert.doesNotMatch(text, /undefined|null|NaN|\[object|Invalid|[{}<>]|\$\{/);
                assert.doesNotMatch(text, /\( *\)|^\s*:| [.,،]|:\s*\n(?!https:)/m);
              }
              const shown = shownText(mail.html);
              for (const line of mail.text.split('\n').filter((each) => !/^https:/.test(each))) {
                const [first = '', ...rest] = withoutMarks(line)
                  .trim()
                  .split(/\u00A0?: /);
                // A label and what it labels are two cells of the table.
                for (const part of line.startsWith(' ')
                  ? [withoutMarks(line).trim()]
                  : [first, rest.join(': ')])
                  assert.ok(
                    shown.includes(part.replace(/\u00A0?:$/, '').replace(/\s+/g, ' ')),
                    `${part} is not in ${shown}`,
                  );
              }
            }
      });

  it('says each thing in five ways: no language borrows the words of another', () => {
    for (const event of events)
      for (const role of roles)
        for (const actor of actors) {
          const mails = languages.map((locale) =>
            sessionMail(mailFacts({ event, actor, reader: { role, locale } })),
          );
          const firstLines = mails.map(({ text }) => text.split('\n\n')[1]);
          assert.equal(new Set(firstLines).size, languages.length, firstLines.join('\n'));
          assert.equal(
            new Set(mails.map(({ subject }) => subject.split(/\u00A0?: /)[0])).size,
            languages.length,
          );
        }
  });

  it('says who did it', () => {
    const of = (
      actor: (typeof actors)[number],
      changes: Parameters<typeof mailFacts>[0] = {},
    ): string | undefined =>
      sessionMail(mailFacts({ event: 'session_cancelled', actor, ...changes })).text.split('\n\n')[1];
    assert.equal(of('reader'), 'Vous avez annulé votre session avec Kofi Mensah.');
    assert.equal(of('other'), 'Kofi Mensah a annulé votre session.');
    assert.equal(of('somebody'), 'Votre session avec Kofi Mensah a été annulée.');
    const other = { name: erasedName };
    assert.doesNotMatch(sessionMail(mailFacts({ other })).text, /Paris/, 'an erased person is nowhere');
    assert.equal(of('other', { other }), 'Votre session avec une personne effacée a été annulée.');
    assert.equal(
      of('other', { event: 'request_received', other, reader: { role: 'mentor' } }),
      'Une personne effacée souhaite une session avec vous et attend votre réponse.',
    );
  });

  it('reads French in a language that we do not write', () => {
    assert.match(sessionMail(mailFacts({ reader: { locale: 'wo' } })).html, /<html lang="fr" dir="ltr">/);
    assert.match(sessionMail(mailFacts({ reader: { locale: null } })).text, /^Bonjour Awa Diop,\n/);
    assert.match(
      sessionMail(mailFacts({ reader: { locale: 'pt-BR' } })).html,
      /<html lang="pt-PT" dir="ltr">/,
    );
  });

  it('tells the reason of what was cancelled, and where it was moved from, and only there', () => {
    for (const event of events) {
      const { text } = sessionMail(mailFacts({ event }));
      assert.equal(text.includes('Empêchement'), event === 'session_cancelled', event);
      const tellsFormer = event === 'session_rescheduled' || event === 'zone_data_changed';
      assert.equal(text.includes('mercredi 25 novembre'), tellsFormer, event);
    }
  });

  it('says how a session is held and where, as long as it is to come', () => {
    const session = { mode: 'in_person', place: ' Salle B12\nبناية ' } as const;
    for (const event of events) {
      const { text } = sessionMail(mailFacts({ event, session }));
      const isToCome = event !== 'session_cancelled' && event !== 'review_requested';
      assert.equal(withoutMarks(text).includes('Lieu\u00A0: Sur place · Salle B12 بناية\n'), isToCome, event);
    }
    const said = languages.map((locale) =>
      (['online', 'in_person', 'phone'] as const).map((mode) => {
        const mail = sessionMail(mailFacts({ reader: { locale }, session: { mode, place: '+221 33 000' } }));
        assert.ok(shownText(mail.html).includes('+221 33 000'));
        return withoutMarks(mail.text)
          .split('\n')
          .find((line) => line.endsWith(' · +221 33 000'));
      }),
    );
    assert.equal(new Set(said.flat()).size, 15, String(said));
    assert.match(sessionMail(mailFacts()).text, /^Lieu\u00A0: Visioconférence$/m);
  });

  for (const [event, expected] of [
    ['session_booked', ['join/1', 'm/2', 'm/3', 'm/6']],
    ['session_cancelled', ['m/6']],
    ['session_rescheduled', ['join/1', 'm/2', 'm/3', 'm/6']],
    ['session_reminder', ['join/1', 'm/2', 'm/3', 'm/6']],
    ['zone_data_changed', ['join/1', 'm/2', 'm/3', 'm/6']],
    ['review_requested', ['m/5', 'm/6']],
    ['waiting_list_offer', ['m/7', 'm/8', 'm/9', 'm/6']],
    ['request_received', ['m/2', 'm/3', 'm/6']],
  ] as const)
    it(`has the links of ${event}, in both forms the same, and none that it was not given`, () => {
      const { text, html } = sessionMail(mailFacts({ event }));
      const addresses = expected.map((path) => `https://booking.example/${path}`);
      assert.deepEqual(text.match(/https:.*/g), addresses);
      assert.deepEqual(
        [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href),
        addresses,
      );

      const none = {
        join: null,
        move: '',
        cancel: 'javascript:alert(1)',
        answer: '/m/4',
        review: 'm/5',
        preferences: 'https://',
        accept: null,
        decline: 'm/8',
        leave: '',
      };
      const bare = sessionMail(mailFacts({ event, links: none }));
      assert.doesNotMatch(bare.html, /<a\b|href/);
      assert.doesNotMatch(bare.text, /javascript|http|Visioconférence/);
    });

  it('loads nothing and runs nothing', () => {
    for (const locale of languages) {
      const { html } = sessionMail(mailFacts({ reader: { locale } }));
      assert.doesNotMatch(
        html,
        /<(?:img|link|script|iframe|object|form|svg|video)\b|\bsrc=|url\(|@import|@font-face/i,
      );
    }
  });

  it('takes the partner’s colour only where it is one', () => {
    const colourOf = (color: string | null | undefined): string | undefined =>
      /border-top:4px solid ([^;]+);/.exec(sessionMail(mailFacts({ partner: { color } })).html)?.[1];
    assert.equal(colourOf('#ffd166'), '#ffd166');
    for (const wrong of [null, undefined, '', 'red', '#fff', '#12345g', '#123456;color:red', '#123456\n'])
      assert.equal(colourOf(wrong), '#1B4965', String(wrong));
  });

  it('can be read whatever that colour is', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(channel, channel, channel), (channels) => {
        const color = `#${channels.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
        const { html } = sessionMail(mailFacts({ partner: { color } }));
        const button = /font-weight:700;color:(#\w+);text-decoration:none/.exec(html)?.[1] ?? '';
        const link = /class="link" [^>]*style="color:(#\w+);/.exec(html)?.[1] ?? '';
        assert.ok(contrast(button, color) >= 4.5, `${button} on ${color}`);
        assert.ok(contrast(link, '#FFFFFF') >= 4.5, link);
      }),
    );
  });

  it('is written from the right in Arabic, with names of other scripts kept apart', () => {
    const { html, text, subject } = sessionMail(mailFacts({ reader: { locale: 'ar-MA', name: 'ليلى' } }));
    assert.match(html, /<html lang="ar" dir="rtl">/);
    assert.match(html, /<table [^>]*class="page" lang="ar" dir="rtl"/);
    assert.match(html, /قام <bdi>Kofi Mensah<\/bdi> بحجز جلسة معك\./);
    assert.match(html, /مرحبًا ليلى،/);
    assert.doesNotMatch(html, /align="left"/);
    assert.match(text, /قام \u2068Kofi Mensah\u2069 بحجز/);
    assert.doesNotMatch(subject, /\p{Cf}/u);
    assert.match(
      sessionMail(mailFacts({ other: { name: 'ليلى' } })).html,
      /<bdi>ليلى<\/bdi> a réservé une session/,
    );
  });
});

describe('the times in a mail', () => {
  const timesOf = (iso: string, zone: string, other: string | null, locale = 'en'): string[] => {
    const startsAt = new Date(iso);
    const session = { startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) };
    const facts = mailFacts({ session, reader: { timeZone: zone, locale }, other: { timeZone: other } });
    const label = { en: 'Date and time:', fr: 'Date et heure\u00A0:' }[locale] ?? '';
    return linesBelow(label, sessionMail(facts).text).map((line) => line.replaceAll('\u202F', ' '));
  };

  it('are the reader’s, with her zone in words and by its city, and the other’s where they differ', () => {
    assert.deepEqual(timesOf('2026-11-27T09:00:00Z', 'Africa/Dakar', 'Europe/Paris', 'fr'), [
      'vendredi 27 novembre 2026 à 09:00',
      'Heure moyenne de Greenwich (Dakar)',
      'Pour Kofi Mensah : ven. 27 nov., 10:00 (Paris)',
    ]);
    assert.deepEqual(timesOf('2026-11-27T23:30:00Z', 'America/Argentina/Buenos_Aires', 'Africa/Nairobi'), [
      'Friday, November 27, 2026 at 8:30 PM',
      'Argentina Standard Time (Buenos Aires)',
      'For Kofi Mensah: Sat, Nov 28, 2:30 AM (Nairobi)',
    ]);
  });

  it('are told once where both walls show the same, and where the other’s zone is not known', () => {
    assert.equal(timesOf('2026-11-27T09:00:00Z', 'Africa/Dakar', 'Africa/Abidjan').length, 2);
    assert.equal(timesOf('2026-11-27T09:00:00Z', 'Africa/Dakar', null).length, 2);
    // London and Dakar agree in winter only.
    assert.equal(timesOf('2026-11-27T09:00:00Z', 'Africa/Dakar', 'Europe/London').length, 2);
    assert.equal(timesOf('2026-07-03T09:00:00Z', 'Africa/Dakar', 'Europe/London').length, 3);
  });

  for (const [night, iso, zone, expected] of [
    ['02:30 for the first time', '2026-10-25T00:30:00Z', 'Europe/Paris', ['Sunday, October 25, 2026 at 2:30 AM (UTC+2)', 'Central European Summer Time (Paris)']],
    ['02:30 for the second time', '2026-10-25T01:30:00Z', 'Europe/Paris', ['Sunday, October 25, 2026 at 2:30 AM (UTC+1)', 'Central European Standard Time (Paris)']],
    ['the hour after the skipped one', '2027-03-28T01:00:00Z', 'Europe/Paris', ['Sunday, March 28, 2027 at 3:00 AM', 'Central European Summer Time (Paris)']],
    ['a midnight that is skipped', '2027-04-29T22:00:00Z', 'Africa/Cairo', ['Friday, April 30, 2027 at 1:00 AM', 'Eastern European Summer Time (Cairo)']],
    ['the hour that Morocco had twice', '2026-09-20T01:30:00Z', 'Africa/Casablanca', ['Sunday, September 20, 2026 at 1:30 AM (UTC+0)']],
  ] as const) // biome-ignore format: a table
    it(`are without doubt on the night of a clock change: ${night}`, () => {
      const told = timesOf(iso, zone, null);
      assert.deepEqual(told.slice(0, expected.length), expected);
    });

  it('have the same offset in the subject', () => {
    const session = { startsAt: new Date('2026-10-25T01:30:00Z') };
    const { subject } = sessionMail(mailFacts({ session, reader: { timeZone: 'Europe/Paris' } }));
    assert.equal(subject, 'Session réservée : dim. 25 oct., 02:30 (UTC+1), avec Kofi Mensah');
  });
});

describe('what people typed, in a mail', () => {
  const typedFacts = (text: string, base: SessionMailFacts): SessionMailFacts => ({
    ...base,
    reader: { ...base.reader, name: text },
    other: { ...base.other, name: text },
    session: { ...base.session, subject: text, description: text, cancelReason: text, place: text },
    partner: { ...base.partner, name: text },
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(
      fc.constantFrom(
        '</title>', '<script>', '-->', '<![endif]-->', '"', "'", '&lt;', '$&', '{other}', '\r\n', 'Bcc: a@b.c', '\u2028',
        '\u202E', '\u2067', '\u2069', '\0', '\u0085', ' ', '\t', 'ا', '٣', 'x', '\uD800', '</bdi>', '<br>', 'https://x.y',
      ),
      { maxLength: 40 },
    ).map((pieces) => pieces.join('')),
    fc.constantFrom('', ' ', erasedName, '"'.repeat(3000), '😀'.repeat(3000), '\n'.repeat(3000), 'é'.repeat(1000)),
  ); // biome-ignore format: pieces

  const anyMail = fc.record({
    event: fc.constantFrom(...events),
    actor: fc.constantFrom(...actors),
    locale: fc.constantFrom(...languages),
    role: fc.constantFrom(...roles),
  });

  it('never ends the subject’s line, nor makes it longer than 200 characters', () => {
    fc.assert(
      fc.property(hostile, anyMail, (text, { event, actor, locale, role }) => {
        const facts = typedFacts(text, mailFacts({ event, actor, reader: { locale, role } }));
        const { subject } = sessionMail(facts);
        assert.match(subject, /^[^\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]+$/u);
        assert.ok([...subject].length <= 200 && subject.trim() === subject, subject);
      }),
      { numRuns: examples(300) },
    );
  });

  it('adds no element and no attribute, and never makes 20 KB of it', () => {
    fc.assert(
      fc.property(hostile, anyMail, (text, { event, actor, locale, role }) => {
        const session = { mode: 'in_person', place: 'B12' } as const;
        const plain = mailFacts({ event, actor, session, reader: { locale, role } });
        const filled = `x${text}`;
        const { html } = sessionMail(typedFacts(filled, plain));
        assert.deepEqual(structure(html), structure(sessionMail(plain).html));
        assert.ok(Buffer.byteLength(html) < 20_000, `${Buffer.byteLength(html)} bytes`);
      }),
      { numRuns: examples(300) },
    );
  });

  it('never passes for a line of ours in the text', () => {
    const typed = 'x\nDate and time: tomorrow\n\n\n\nJoin the video meeting:\nhttps://evil.example';
    const { text } = sessionMail(typedFacts(typed, mailFacts({ reader: { locale: 'en' } })));
    assert.equal(text.match(/^Date and time:/gm)?.length, 1);
    assert.equal(text.match(/^Join the video meeting:/gm)?.length, 1);
    assert.doesNotMatch(text, /^https:\/\/evil/m);
    assert.doesNotMatch(text, /\n\n\n/);
  });

  it('is cut between characters', () => {
    const { text } = sessionMail(typedFacts('😀'.repeat(3000), mailFacts({ event: 'session_cancelled' })));
    assert.ok(text.startsWith(`Bonjour ${'😀'.repeat(59)}…,\n`), text.slice(0, 200));
    assert.match(text, /^Sujet\u00A0: 😀{199}…$/mu);
    assert.match(text, /^Motif\u00A0: 😀{599}…$/mu);
    assert.doesNotMatch(text, /\uFFFD/);
  });

  it('is left as it is where nothing is wrong with it', () => {
    const name = "N’Guessan & Fils “dit” O'Brien <admin>";
    const { html, text, subject } = sessionMail(mailFacts({ other: { name } }));
    assert.ok(text.includes(`${name} a réservé une session avec vous.`));
    assert.ok(subject.endsWith(name));
    assert.ok(shownText(html).includes(`${name} a réservé une session avec vous.`));
  });
});
