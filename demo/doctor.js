// The doctor's page. The judgement is made by doctor.ts on the server.
const WORDS = {
  fr: {
    back: 'Pages de démonstration',
    title: 'Le bouton n’apparaît pas ?',
    lead: 'Donnez l’adresse de votre page, ou collez son HTML : voici ce qui y arrêterait le widget, et la ligne qui y remédie.',
    address: 'Adresse de la page',
    html: 'ou son HTML',
    hint: 'Si vous collez du HTML, l’adresse dit où il se trouvera : elle n’est pas visitée.',
    examine: 'Examiner',
    example: 'Essayer un exemple malade',
    working: 'Examen en cours…',
    well: 'Tout va bien',
    wellWhy:
      'Rien dans cette page n’arrête le widget. Ce que vos scripts font ensuite, comme getToken, ne se voit pas d’ici.',
    wellAddress: 'Donnez aussi l’adresse de la page pour vérifier que son origine est enregistrée.',
    found: (stops, harms) =>
      [
        stops && `${stops} ${stops > 1 ? 'obstacles' : 'obstacle'}`,
        harms && `${harms} ${harms > 1 ? 'conseils' : 'conseil'}`,
      ]
        .filter(Boolean)
        .join(', '),
    stops: 'Arrête le widget',
    harms: 'À corriger',
    copy: 'Copier',
    copied: 'Copié',
    refused: {
      address: 'Donnez une adresse entière, qui commence par https://, ou du HTML.',
      private: 'Cette adresse n’est pas sur l’internet public : collez plutôt le HTML de la page.',
      too_large: 'La page dépasse 1 Mo : collez la partie qui contient le widget.',
      too_slow: 'La page n’a pas répondu en cinq secondes. Réessayez, ou collez son HTML.',
      no_answer: 'La page n’a pas répondu. Vérifiez l’adresse, ou collez son HTML.',
      wrong_type: 'Cette adresse ne donne pas une page HTML.',
      failed: 'L’examen n’a pas abouti. Réessayez.',
    },
  },
  en: {
    back: 'Demo pages',
    title: 'The button does not show?',
    lead: 'Give the address of your page, or paste its HTML: this is what would stop the widget there, and the line that mends it.',
    address: 'Address of the page',
    html: 'or its HTML',
    hint: 'When you paste HTML, the address says where it will stand: nobody visits it.',
    examine: 'Examine',
    example: 'Try an ailing example',
    working: 'Examining…',
    well: 'All is well',
    wellWhy:
      'Nothing in this page stops the widget. What your scripts do later, like getToken, cannot be seen from here.',
    wellAddress: 'Give the page’s address too, to check that its origin is registered.',
    found: (stops, harms) =>
      [
        stops && `${stops} ${stops > 1 ? 'obstacles' : 'obstacle'}`,
        harms && `${harms} ${harms > 1 ? 'hints' : 'hint'}`,
      ]
        .filter(Boolean)
        .join(', '),
    stops: 'Stops the widget',
    harms: 'Better mended',
    copy: 'Copy',
    copied: 'Copied',
    refused: {
      address: 'Give a whole address that begins with https://, or HTML.',
      private: 'This address is not on the public internet: paste the page’s HTML instead.',
      too_large: 'The page has more than 1 MB: paste the part that holds the widget.',
      too_slow: 'The page did not answer within five seconds. Try again, or paste its HTML.',
      no_answer: 'The page did not answer. Check the address, or paste its HTML.',
      wrong_type: 'This address gives no HTML page.',
      failed: 'The examination failed. Try again.',
    },
  },
};

const AILING = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<script src="{{api}}/widget/v1/mentor-booking.js"></script>
<mentor-booking partner="demo" mentor-id="9999" locale="de" />`;

const form = document.querySelector('#form');
const result = document.querySelector('#result');
let language = navigator.language.startsWith('fr') ? 'fr' : 'en';
let advice;

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** French sets a space before some marks: no line may break there. */
const bound = (text) => text.replace(/ (?=[;:?!»])|(?<=«) /g, '\u00a0');

function setLanguage(wanted) {
  language = wanted;
  document.documentElement.lang = wanted;
  for (const element of document.querySelectorAll('[data-word]'))
    element.textContent = bound(WORDS[wanted][element.dataset.word]);
  for (const button of document.querySelectorAll('.languages button'))
    button.ariaPressed = String(button.value === wanted);
  if (advice) show();
}

function show() {
  const words = WORDS[language];
  if (advice.refused) {
    result.replaceChildren(make('p', { className: 'refused' }, bound(words.refused[advice.refused])));
    return;
  }
  const { findings, url } = advice;
  const stops = findings.filter(({ severity }) => severity === 'stops').length;
  const heading = make(
    'h2',
    {},
    findings.length ? words.found(stops, findings.length - stops) : `✓ ${words.well}`,
  );
  const about = url ? [make('p', { className: 'about' }, url)] : [];
  if (!findings.length) {
    const more = url ? '' : ` ${words.wellAddress}`;
    result.replaceChildren(
      make('div', { className: 'well' }, heading, ...about, make('p', {}, words.wellWhy + more)),
    );
    return;
  }
  result.replaceChildren(heading, ...about, ...findings.map(card));
}

function card({ severity, line, ...finding }) {
  const words = WORDS[language];
  const { what, why, mend } = finding[language];
  const copy = make('button', { type: 'button', className: 'copy' }, words.copy);
  copy.onclick = async () => {
    await navigator.clipboard.writeText(line);
    copy.textContent = words.copied;
  };
  const lines = line
    ? [make('div', { className: 'line' }, make('pre', { dir: 'ltr', tabIndex: 0 }, line), copy)]
    : [];
  return make(
    'article',
    { className: severity },
    make('p', { className: 'severity' }, words[severity]),
    make('h3', {}, bound(what)),
    make('p', {}, bound(why)),
    make('p', { className: 'mend' }, bound(mend)),
    ...lines,
  );
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const [button] = form.querySelectorAll('button');
  button.disabled = true;
  result.replaceChildren(make('p', {}, WORDS[language].working));
  try {
    const answer = await fetch('/consult', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(new FormData(form))),
    });
    advice = await answer.json();
  } catch {
    advice = { refused: 'failed' };
  }
  button.disabled = false;
  show();
  result.focus();
});
document.querySelector('#example').onclick = () => {
  form.elements.html.value = AILING;
  form.elements.address.value = 'https://www.example.edu/mentorat';
  form.requestSubmit();
};
for (const button of document.querySelectorAll('.languages button'))
  button.onclick = () => setLanguage(button.value);
setLanguage(language);
