import type { DirectoryMentor } from '../../api/contract/directory.ts';
import type { DirectoryWords } from './words.ts';

/** An element with its attributes and what it holds; text is text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** How many subjects a card shows. */
const mostTags = 5;

/** One mentor of the list; `book` is called with her when the button is pressed. */
export function card(
  mentor: DirectoryMentor,
  words: DirectoryWords,
  book: (mentor: DirectoryMentor) => void,
): HTMLLIElement {
  const { name, bio, is_available, subjects, certifications } = mentor;
  const button = make('button', { type: 'button', part: 'book', class: 'book' }, words.book);
  button.ariaLabel = words.bookWith(name);
  button.disabled = !is_available;
  button.onclick = () => book(mentor);
  const tags = [
    ...certifications.map((each) => make('li', { class: 'badge', part: 'certification' }, each.name)),
    ...subjects.slice(0, mostTags).map((subject) => make('li', {}, subject)),
  ];
  const item = make(
    'li',
    { class: 'card', part: 'card' },
    make('div', { class: 'head' }, face(mentor), make('div', {}, make('h2', {}, name), facts(mentor, words))),
    make('ul', { class: 'tags' }, ...tags),
  );
  if (bio) item.append(make('p', { dir: 'auto' }, bio));
  // The card tells the others by itself.
  const reasons = mentor.reasons.filter(({ code }) => /subject|goal|zone/.test(code)).map(({ text }) => text);
  if (reasons.length > 0) item.append(make('p', { class: 'small', part: 'reasons' }, reasons.join(' · ')));
  item.append(make('div', { class: 'foot' }, make('p', { part: 'next' }, when(mentor, words)), button));
  return item;
}

function face({ avatar_url, name }: DirectoryMentor): HTMLElement {
  const initials = name
    .split(' ')
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('');
  const letters = make('span', { class: 'face', 'aria-hidden': 'true' }, initials);
  if (!avatar_url) return letters;
  const picture = make('img', { class: 'face', alt: '', loading: 'lazy', referrerpolicy: 'no-referrer' });
  picture.onerror = () => picture.replaceWith(letters);
  picture.src = avatar_url;
  return picture;
}

function facts({ rating_average, rating_count, languages, modes }: DirectoryMentor, words: DirectoryWords) {
  const names = new Intl.DisplayNames(words.tag, { type: 'language' });
  const rating = rating_average?.toLocaleString(words.tag, { minimumFractionDigits: 1 });
  const parts = [
    rating ? `★ ${words.rating(rating, rating_count)}` : '',
    languages.map((language) => names.of(language) ?? language).join(', '),
    modes.map((mode) => words.modes[mode]).join(', '),
  ];
  return make('p', { class: 'small' }, parts.filter(Boolean).join(' · '));
}

/** When she is next free: date and time are those that the API tells. */
function when({ is_available, next_available }: DirectoryMentor, words: DirectoryWords): string {
  if (!is_available) return words.closed;
  if (!next_available) return words.noTime;
  const { date, time } = next_available;
  const format = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  const day = new Date(`${date}T00:00Z`).toLocaleDateString(words.tag, format);
  return words.next(`${day}, ${time}`);
}
