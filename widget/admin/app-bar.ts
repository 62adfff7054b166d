import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type App, type Language, languageNames, languages } from './app.ts';
import { drawing } from './drawing.ts';
import type { PageEntry } from './pages.ts';
import type { AdminStrings } from './strings/strings.ts';

export interface BarView {
  readonly app: App;
  readonly isMenuOpen: boolean;
  /** Notifications that wait. */
  readonly unread: number;
  readonly toggleMenu: () => void;
}

/** The bar at the top: menu, home, bell, language. */
export function appBar({ app, isMenuOpen, unread, toggleMenu }: BarView): TemplateResult {
  const { common, account, language, setLanguage } = app;
  const choose = (event: Event) => setLanguage((event.target as HTMLSelectElement).value as Language);
  return html`<header>
    ${
      account
        ? html`<button class="icon menu" aria-expanded=${isMenuOpen} aria-controls="nav" @click=${toggleMenu}>
            ${drawing('M4 7h16M4 12h16M4 17h16')}<span class="unseen">${common.menu}</span></button>`
        : nothing
    }
    <a class="brand" href="/admin/">${drawing('M7 3v4M17 3v4M4 9h16M5 5h14v15H5zM9 14l2 2 4-4')}<span>${common.product}</span></a>
    ${account ? bell(unread, common) : nothing}
    <label class="language"><span class="unseen">${common.language}</span>
      <select @change=${choose}>${languages.map(
        (each) =>
          html`<option value=${each} lang=${each} .selected=${live(each === language)}>${languageNames[each]}</option>`,
      )}</select></label>
  </header>`;
}

export interface NavigationView {
  readonly app: App;
  readonly entries: readonly PageEntry[];
  readonly isOpen: boolean;
  readonly signOut: () => void;
}

/** The pages that she may open, and who she is. */
export function navigation({ app, entries, isOpen, signOut }: NavigationView): TemplateResult {
  const { common, account } = app;
  // Of /admin/programme and /admin/programme/sessions, which both lead there, the nearer one.
  const [here] = entries
    .filter(({ nav, path }) => nav && isAt(path))
    .toSorted((one, other) => other.path.length - one.path.length);
  const group = (title: string, nav: PageEntry['nav']) => {
    const own = entries.filter((entry) => entry.nav === nav);
    return own.length
      ? html`<h2 class="soft">${title}</h2><ul class="links">${own.map((entry) => link(entry, entry === here, common))}</ul>`
      : nothing;
  };
  return html`<nav id="nav" class=${isOpen ? 'open' : ''} aria-label=${common.menu}>
    ${group(common.groups.mentor, 'mentor')} ${group(common.groups.partner, 'admin')}
    <div class="who">
      <p><a href="/admin/account" aria-current=${current('/admin/account')}><bdi>${account?.name}</bdi></a>
        <small>${account?.partner.name}</small></p>
      <button class="plain" @click=${signOut}>${common.signOut}</button>
    </div>
  </nav>`;
}

function link(
  { path, title, icon = '' }: PageEntry,
  isHere: boolean,
  { pages: titles }: AdminStrings,
): TemplateResult {
  return html`<li><a href=${path} aria-current=${isHere ? 'page' : nothing}>${drawing(icon)}${titles[title]}</a></li>`;
}

function bell(unread: number, { pages: titles }: AdminStrings): TemplateResult {
  return html`<a class="button icon bell" href="/admin/notifications" aria-current=${current('/admin/notifications')}>
    ${drawing('M18 9a6 6 0 1 0-12 0c0 6-2.5 7-2.5 7h17S18 15 18 9M10 20a2 2 0 0 0 4 0')}
    <span class="unseen">${titles.notifications}</span>${
      unread ? html`<span class="count">${unread > 99 ? '99+' : unread}</span>` : nothing
    }</a>`;
}

const isAt = (path: string): boolean =>
  location.pathname === path || location.pathname.startsWith(`${path}/`);

const current = (path: string): 'page' | typeof nothing => (isAt(path) ? 'page' : nothing);
