const api = '{{api}}';
const [form, list, count, subjects] = ['form', 'list', 'count', 'subjects'].map((id) =>
  document.getElementById(id),
);
const getToken = async () => (await fetch('/session-token', { method: 'POST' })).text();
let chosen = '';

function entry(mentor) {
  const clone = document.querySelector('#entry').content.cloneNode(true);
  const put = (selector, text) => {
    clone.querySelector(selector).textContent = text;
  };
  const city = mentor.timezone.split('/').at(-1).replaceAll('_', ' ');
  const rating = mentor.rating_average ? ` · ★ ${String(mentor.rating_average).replace('.', ',')}` : '';
  put('h2', mentor.name);
  put(
    '.face',
    mentor.name
      .match(/\p{Lu}/gu)
      .slice(0, 2)
      .join(''),
  );
  put('.where', `${city}${rating} · ${counted(mentor.total_sessions, 'séance')}`);
  put('.bio', mentor.bio ?? '');
  for (const subject of mentor.subjects) {
    const tag = document.createElement('span');
    tag.textContent = subject;
    clone.querySelector('.tags').append(tag, ' ');
  }
  const booking = clone.querySelector('mentor-booking');
  booking.setAttribute('mentor-id', mentor.id);
  booking.getToken = getToken;
  if (!mentor.is_available) {
    const closed = document.createElement('p');
    closed.className = 'closed';
    closed.textContent = 'Ne prend plus de rendez-vous';
    booking.replaceWith(closed);
  }
  return clone;
}

/** French counts 0 and 1 in the singular. */
function counted(number, noun) {
  return `${number} ${noun}${number > 1 ? 's' : ''}`;
}

async function show() {
  const q = new FormData(form).get('q').trim();
  const search = new URLSearchParams({ partner: 'demo', limit: '50' });
  if (q) search.set('q', q);
  if (chosen) search.set('subject', chosen);
  try {
    const answer = await fetch(`${api}/api/mentors?${search}`);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const { mentors } = await answer.json();
    list.replaceChildren(...mentors.map(entry));
    count.textContent = counted(mentors.length, 'mentor');
    if (!subjects.childElementCount) showSubjects(mentors);
  } catch (error) {
    console.error(error);
    count.textContent = 'L’annuaire est indisponible pour le moment. Réessayez dans un instant.';
  }
}

function showSubjects(mentors) {
  const all = [...new Set(mentors.flatMap((mentor) => mentor.subjects))].sort((a, b) => a.localeCompare(b));
  for (const subject of ['', ...all]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = subject || 'Toutes';
    button.ariaPressed = String(subject === chosen);
    button.onclick = () => {
      chosen = subject;
      for (const each of subjects.children) each.ariaPressed = String(each === button);
      show();
    };
    subjects.append(button);
  }
}

let typing;
form.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(show, 250);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  show();
});
show();
