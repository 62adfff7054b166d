// What belongs to the university's own site: its directory of mentors and its sign-in.
const api = '{{api}}';

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const initials = (name) =>
  name
    .split(' ')
    .map((word) => word[0])
    .slice(0, 2)
    .join('');

const city = (zone) => zone.split('/').at(-1).replaceAll('_', ' ');

function card(mentor) {
  const booking = make('mentor-booking', {}, 'Réserver');
  booking.setAttribute('partner', 'demo');
  booking.setAttribute('mentor-id', mentor.id);
  booking.setAttribute('locale', 'fr');
  const rating = mentor.rating_average ? `★ ${String(mentor.rating_average).replace('.', ',')} · ` : '';
  return make(
    'article',
    {},
    make('div', { className: 'face', ariaHidden: 'true' }, initials(mentor.name)),
    make('h3', {}, mentor.name),
    make('p', { className: 'where' }, `${rating}${city(mentor.timezone)}`),
    make('p', { className: 'bio' }, mentor.bio ?? ''),
    make(
      'p',
      { className: 'tags' },
      ...mentor.subjects.slice(0, 3).map((subject) => make('span', {}, subject)),
    ),
    booking,
  );
}

async function showMentors(words) {
  const list = document.querySelector('#mentors');
  try {
    const search = new URLSearchParams({ partner: 'demo', limit: '12', ...(words && { q: words }) });
    const answer = await fetch(`${api}/api/mentors?${search}`);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const { mentors } = await answer.json();
    list.replaceChildren(...mentors.map(card));
    if (!mentors.length) list.append(make('p', {}, 'Aucun mentor ne correspond à cette recherche.'));
    window.giveToken(list);
  } catch (error) {
    console.error(error);
    list.replaceChildren(make('p', {}, 'La liste des mentors est indisponible pour le moment.'));
  }
}

async function showAccount() {
  const account = document.querySelector('#account');
  const [me, students] = await Promise.all(
    ['/me', '/students'].map((path) => fetch(path).then((it) => it.json())),
  );
  const choose = async (path, body) => {
    await fetch(path, { method: 'POST', body });
    location.reload();
  };
  const entries = students.map((student) =>
    make(
      'button',
      {
        type: 'button',
        ariaCurrent: String(student.externalId === me?.externalId),
        onclick: () => choose('/sign-in', student.externalId),
      },
      make('span', { className: 'face', ariaHidden: 'true' }, initials(student.name)),
      make('span', {}, student.name, make('small', {}, student.email)),
    ),
  );
  if (me)
    entries.push(
      make('button', { type: 'button', onclick: () => choose('/sign-out', '') }, 'Se déconnecter'),
    );
  const summary = me
    ? make(
        'summary',
        {},
        make('span', { className: 'face', ariaHidden: 'true' }, initials(me.name)),
        make('span', { className: 'who' }, me.name),
      )
    : make('summary', { className: 'sign-in' }, 'Se connecter');
  account.replaceChildren(make('details', {}, summary, make('div', { className: 'menu' }, ...entries)));
}

let typing;
document.querySelector('#search').addEventListener('input', (event) => {
  clearTimeout(typing);
  typing = setTimeout(() => showMentors(event.target.value.trim()), 250);
});
showAccount();
showMentors('');
