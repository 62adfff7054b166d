import assert from 'node:assert/strict';
import { diagnose, mentorsOf } from '../../demo/doctor.ts';
import { type FindingCode, findingWords } from '../../demo/doctor-words.ts';

const api = 'https://booking.example.org';
const script = `<script type="module" src="${api}/widget/v1/mentor-booking.js"></script>`;
const element = '<mentor-booking partner="demo" mentor-id="1" locale="fr">Réserver</mentor-booking>';
const url = 'https://www.example.edu/mentorat';

interface Case {
  readonly html?: string;
  readonly url?: string;
  readonly policies?: readonly string[];
  readonly isRegistered?: boolean;
  readonly unknownMentors?: readonly string[];
}

const examine = ({ html = script + element, isRegistered, unknownMentors = [], ...page }: Case) =>
  diagnose({ url, html, ...page }, { apiOrigin: api, isRegistered, unknownMentors });

const csp = (policy: string): Case => ({ policies: [policy] });
const meta = (policy: string): Case => ({
  html: `<meta http-equiv="Content-Security-Policy" content="${policy}">${script}${element}`,
});

describe('demo/doctor.ts', () => {
  const cases: readonly (readonly [string, Case, ...FindingCode[]])[] = [
    ['the two lines of the README', {}],
    [
      'elements with other attributes, and upper case',
      { html: `${script}<MENTOR-BOOKING partner=demo mentor-id=1 class="a>b"></MENTOR-BOOKING>` },
    ],
    ['a region of a language we have', { html: script + element.replace('"fr"', '"pt-BR"') }],
    ['an exact version', { html: script.replace('/v1/', '/1.2.3/') + element }],
    ['a registered origin', { isRegistered: true }],
    ['an API that did not answer', { isRegistered: undefined as never }],
    ['no script', { html: element }, 'script-missing'],
    ['a script in a comment', { html: `<!-- ${script} -->${element}` }, 'script-missing'],
    ['an element inside a textarea', { html: `${script}<textarea>${element}</textarea>` }, 'element-missing'],
    ['a classic script', { html: script.replace(' type="module"', '') + element }, 'script-not-module'],
    [
      'a copy of the script',
      { html: script.replace(api, 'https://cdn.example.com') + element },
      'script-wrong-host',
    ],
    ['a script of the page itself', { html: script.replace(api, '') + element }, 'script-wrong-host'],
    [
      'mixed content',
      { html: script.replace('https:', 'http:') + element },
      'script-wrong-host',
      'mixed-content',
    ],
    ['two versions', { html: script + script.replace('/v1/', '/0.9.0/') + element }, 'two-versions'],
    ['the same version twice', { html: script + script + element }],
    ['no element', { html: script }, 'element-missing'],
    [
      'a page whose own script makes the element',
      { html: `${script}<script src="/app.js"></script>` },
      'element-unseen',
    ],
    ['an element in a template', { html: `${script}<template>${element}</template>` }, 'element-missing'],
    ['an element in a noscript', { html: `${script}<noscript>${element}</noscript>` }, 'element-missing'],
    ['an element after one', { html: `${script}<noscript><p>No</p></noscript>${element}` }],
    [
      'a template in a template',
      { html: `${script}<template><template></template>${element}</template>` },
      'element-missing',
    ],
    ['named references in values', { html: `${script}${element.replace('"demo"', '"d&eacute;mo"')}` }],
    ['an element shown as text', { html: script + element.replaceAll('<', '&lt;') }, 'element-escaped'],
    [
      'a self-closed element',
      { html: `${script}<mentor-booking partner="demo" mentor-id="1" />` },
      'element-self-closed',
    ],
    [
      'an unquoted value that ends in a slash',
      { html: `${script}<mentor-booking partner=demo mentor-id=1 api-url=${api}/></mentor-booking>` },
    ],
    ['no partner', { html: script + element.replace('partner="demo"', '') }, 'partner-missing'],
    ['no mentor', { html: script + element.replace('mentor-id="1"', '') }, 'mentor-missing'],
    ['a mentor who is no number', { html: script + element.replace('"1"', '"m1"') }, 'mentor-unknown'],
    ['a mentor whom the API does not know', { unknownMentors: ['1'] }, 'mentor-unknown'],
    ['a language we lack', { html: script + element.replace('"fr"', '"de"') }, 'locale-unsupported'],
    [
      'a token in the markup',
      { html: script + element.replace('locale', 'token="eyJ" locale') },
      'token-in-markup',
    ],
    ['an origin that is not registered', { isRegistered: false }, 'origin-unregistered'],
    ['a page over http', { url: 'http://www.example.edu/' }, 'page-unencrypted'],
    ['a page on localhost', { url: 'http://localhost:3001/' }],
    ["default-src 'self'", csp("default-src 'self'"), 'csp-script', 'csp-connect'],
    ['the same in a meta element', meta("default-src 'self'"), 'csp-script', 'csp-connect'],
    ['script-src alone', csp(`script-src 'self' ${api}`)],
    ['no connect-src', csp(`default-src 'none'; script-src ${api}`), 'csp-connect'],
    ['both directives', csp(`default-src 'none'; script-src ${api}; connect-src ${api}; style-src 'none'`)],
    ['a scheme', csp('default-src https:')],
    ['another scheme', csp('default-src data:'), 'csp-script', 'csp-connect'],
    ['a wildcard of our domain', csp('default-src *.example.org')],
    ['a wildcard of another domain', csp('default-src *.example.com'), 'csp-script', 'csp-connect'],
    ['a host without a scheme', csp('default-src booking.example.org')],
    ['another port', csp(`default-src ${api}:8443`), 'csp-script', 'csp-connect'],
    ['a path that is not ours', csp(`script-src ${api}/js/`), 'csp-script'],
    ['a path that is ours', csp(`script-src ${api}/widget/`)],
    ['two policies of which one bars', csp(`default-src https:, script-src 'self'`), 'csp-script'],
    ['script-src-elem over script-src', csp(`script-src ${api}; script-src-elem 'self'`), 'csp-script'],
    ['strict-dynamic without a nonce', csp(`script-src 'strict-dynamic' 'nonce-abc' ${api}`), 'csp-nonce'],
    [
      'strict-dynamic with its nonce',
      {
        ...csp("script-src 'strict-dynamic' 'nonce-abc'"),
        html: script.replace('<script', '<script nonce="abc"') + element,
      },
    ],
    ['Trusted Types without a list', csp("require-trusted-types-for 'script'")],
    [
      'Trusted Types with our policy',
      csp("require-trusted-types-for 'script'; trusted-types lit-html dompurify"),
    ],
    ['Trusted Types without our policy', csp('trusted-types dompurify'), 'csp-trusted-types'],
    ['no Trusted Types at all', csp("trusted-types 'none'"), 'csp-trusted-types'],
    ['a sandbox without scripts', csp('sandbox allow-forms'), 'csp-sandbox'],
    ['an iframe', { html: `<iframe src="${api}/embed/demo/1"></iframe>` }],
    ['a sandboxed iframe', { html: `<iframe sandbox src="${api}/embed/demo/1"></iframe>` }, 'frame-sandbox'],
    [
      'an iframe that a policy bars',
      { ...csp("frame-src 'self'"), html: `<iframe src="${api}/embed/demo/1"></iframe>` },
      'csp-frame',
    ],
    ['an empty page', { html: '' }, 'script-missing', 'element-missing'],
  ];
  for (const [what, page, ...expected] of cases) {
    it(`finds ${expected.join(' and ') || 'nothing wrong'}: ${what}`, () => {
      const found = examine(page).map(({ code }) => code);
      assert.deepEqual(found.toSorted(), [...expected].sort());
    });
  }

  it('tells the worst first, in both languages, with nothing left to fill in', () => {
    const found = examine({
      html: '<mentor-booking mentor-id="x" locale="de" token="t" />',
      url: 'http://www.example.edu/',
      isRegistered: false,
    });
    const severities = found.map(({ severity }) => severity);
    assert.deepEqual(severities, severities.toSorted().reverse());
    assert.ok(severities.includes('harms'));
    for (const { fr, en } of found)
      for (const text of [fr.what, fr.why, fr.mend, en.what, en.why, en.mend])
        assert.doesNotMatch(text, /\{\d\}|^$/);
  });

  it('can find everything that it has words for', () => {
    const reached = new Set(cases.flatMap(([, , ...expected]) => expected));
    assert.deepEqual(
      Object.keys(findingWords).filter((code) => !reached.has(code as FindingCode)),
      [],
    );
  });

  it('gives a line that mends what it found', () => {
    const [barred] = examine(csp("connect-src 'self' https://stats.example.edu"));
    assert.equal(barred?.line, `connect-src 'self' https://stats.example.edu ${api}`);
    const [selfClosed] = examine({
      html: `${script}<mentor-booking partner="uni" mentor-id="7" locale="en" />`,
    });
    assert.equal(
      selfClosed?.line,
      '<mentor-booking partner="uni" mentor-id="7" locale="en">Book</mentor-booking>',
    );
    const [unregistered] = examine({ isRegistered: false });
    assert.equal(unregistered?.line, 'https://www.example.edu');
  });

  it('stays quick on hostile markup', () => {
    // Processor time: the machine may have other work.
    const before = process.cpuUsage();
    for (const piece of [
      '<a "',
      '<!--',
      '<a b=',
      '<script>',
      '<',
      'content-security-policy<meta ',
      '<a \'">',
    ])
      examine({ html: piece.repeat(1_000_000 / piece.length) });
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 4_000_000, `${user + system} µs`);
  });

  it('lists the mentors that a page names, each once', () => {
    const html = [1, 2, 2, 'x', '../3', ''].map(
      (id) => `<mentor-booking mentor-id="${id}"></mentor-booking>`,
    );
    assert.deepEqual(mentorsOf(html.join('')), ['1', '2']);
  });
});
