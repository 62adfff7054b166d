import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Account } from '../../api/contract/account.ts';
import { ProblemError } from '../client.ts';
import { languageOf, load } from '../strings/languages.ts';
import { AdminClient } from './admin-client.ts';
import type { AdminPage } from './admin-page.ts';
import { adminStyles } from './admin-styles.ts';
import type { App, Language } from './app.ts';
import { appBar, navigation } from './app-bar.ts';
import { Notes } from './app-notes.ts';
import { appStyles } from './app-styles.ts';
import { LiveNotifications, type NotificationEvent } from './notifications/live.ts';
import { mayOpen, movedTo, type PageEntry, pageOf, pages, siblingOf } from './pages.ts';
import type { AdminStrings } from './strings/strings.ts';

const files: Readonly<Record<Language, () => Promise<{ words: AdminStrings }>>> = {
  fr: () => import('./strings/fr.ts'),
  en: () => import('./strings/en.ts'),
  pt: () => import('./strings/pt.ts'),
  ar: () => import('./strings/ar.ts'),
  sw: () => import('./strings/sw.ts'),
};

const LANGUAGE_KEY = 'mentor-booking-admin-language';

/** The shell of the admin: who is signed in, the navigation, the language, and the page that the address names. */
export class AdminApp extends LitElement {
  static override properties = {
    app: { state: true },
    open: { state: true },
    isMenuOpen: { state: true },
    unreachable: { state: true },
    isLost: { state: true },
  };

  static override styles = [adminStyles, appStyles];

  declare private app: App | undefined;
  /** The page that is shown, or `sign-in`, or null where the address leads nowhere. */
  declare private open: {
    readonly tag: string;
    readonly title: string;
    readonly element?: HTMLElement;
  } | null;
  declare private isMenuOpen: boolean;
  declare private unreachable: boolean;
  /** Whether the page of the address did not arrive. */
  declare private isLost: boolean;

  readonly #client = new AdminClient(() => this.#onEnded());
  readonly #live = new LiveNotifications(this.#client);
  readonly #notes = new Notes(this);
  #account: Account | null | undefined;
  /** Of the page that is shown. */
  #address = '';
  #language: Language = 'fr';

  override connectedCallback(): void {
    super.connectedCallback();
    this.open = null;
    addEventListener('popstate', this.#onAddress);
    addEventListener('online', this.#onOnline);
    addEventListener('beforeunload', this.#onLeave);
    this.addEventListener('click', this.#onClick);
    const wanted = localStorage.getItem(LANGUAGE_KEY) ?? navigator.language;
    this.#language = languageOf(wanted) as Language;
    this.#live.addEventListener('change', () => this.requestUpdate());
    this.#live.addEventListener('notification', this.#onNotification);
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#onAddress);
    removeEventListener('online', this.#onOnline);
    removeEventListener('beforeunload', this.#onLeave);
    this.#live.follow(null);
  }

  async #start(): Promise<void> {
    this.unreachable = false;
    const words = load(files[this.#language]);
    try {
      this.#account = await this.#client.account();
    } catch {
      this.unreachable = true;
    }
    await words;
    await this.#speak();
    if (!this.unreachable) await this.#show();
  }

  /** Replaces the pages' `app`, so that they render again. */
  async #speak(): Promise<void> {
    this.#live.follow(this.#account?.id ?? null);
    // What she has chosen in this browser goes before what her account says.
    if (this.#account?.locale && !localStorage.getItem(LANGUAGE_KEY))
      this.#language = languageOf(this.#account.locale) as Language;
    const language = this.#language;
    const common = (await load(files[language])).words;
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
    const wordsFor = (error: unknown): string =>
      (error instanceof ProblemError && (common.problems[error.problem.code] ?? error.problem.detail)) ||
      common.failed;
    this.app = {
      client: this.#client,
      account: this.#account ?? null,
      language,
      common,
      navigate: (path) => void this.navigate(path),
      live: this.#live,
      tell: (message, options) => this.#notes.tell(message, options),
      fail: (error) => {
        const isEnded = error instanceof ProblemError && error.problem.status === 401;
        // That her session has ended was told when it was noticed.
        if (!isEnded) this.#notes.tell(wordsFor(error), { isError: true });
      },
      lost: () => this.#lose(),
      wordsFor,
      ask: (question) => this.#notes.ask(question),
      signedIn: () => this.signedIn(),
      setLanguage: (next) => void this.#setLanguage(next),
    };
    const element = this.open?.element as AdminPage<unknown> | undefined;
    if (element) element.app = this.app;
  }

  async #setLanguage(language: Language): Promise<void> {
    try {
      await load(files[language]);
    } catch (error) {
      this.app?.fail(error);
      // The field shows the language that is spoken.
      return this.#speak();
    }
    localStorage.setItem(LANGUAGE_KEY, language);
    this.#language = language;
    await this.#speak();
    this.#nameDocument();
  }

  /** Reads again who is signed in, and shows her the page of the address. */
  async signedIn(): Promise<void> {
    this.#client.forget();
    this.#account = await this.#client.account();
    await this.#speak();
    await this.#show();
  }

  /** The session has ended, here or elsewhere. What is not saved stays on the screen until she has signed in again. */
  #onEnded(): void {
    if (!this.#account) return;
    const { common } = this.app as App;
    if (this.#isDirty) {
      this.#notes.tell(common.endedUnsaved, { isError: true, link: '/admin/', isNewTab: true });
      return;
    }
    this.#account = null;
    void this.#speak().then(() => this.#show());
    this.#notes.tell(common.problems.unauthenticated as string, { isError: true });
  }

  #lose(): void {
    this.open = null;
    this.isLost = true;
  }

  readonly #onOnline = (): void => {
    // The browser says so a moment before anything arrives.
    setTimeout(() => this.isLost && this.#again(), 1_000);
  };

  async #again(): Promise<void> {
    await this.#show();
    if (!this.isLost) return;
    try {
      await fetch('/livez', { cache: 'no-store' });
    } catch {
      return;
    }
    // The server is there: a file that others import failed, which the browser remembers as long as the document lives.
    location.reload();
  }

  async navigate(path: string): Promise<void> {
    if (!(await this.#mayLeave())) return;
    history.pushState(null, '', path.replace(/^\/mentorship\//, '/admin/'));
    await this.#show();
    this.renderRoot.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  get #entries(): readonly PageEntry[] {
    const account = this.#account;
    return account ? pages.filter(({ nav }) => nav && mayOpen(account, nav)) : [];
  }

  async #show(): Promise<void> {
    this.isMenuOpen = false;
    this.isLost = false;
    const account = this.#account;
    if (!account) {
      try {
        await load(() => import('./sign-in/sign-in-page.ts'));
      } catch {
        return this.#lose();
      }
      return this.#put('admin-sign-in-page', {});
    }
    if (/^\/admin\/?$/.test(location.pathname)) {
      const [home] = this.#entries;
      history.replaceState(null, '', (home?.path ?? '/admin/account') + location.search);
    }
    const elsewhere = movedTo(location.pathname) ?? siblingOf(location.pathname, account);
    if (elsewhere) history.replaceState(null, '', elsewhere + location.search);
    const { pathname } = location;
    const found = pageOf(pathname);
    if (!found || !mayOpen(account, found.page.who)) {
      this.open = null;
      return this.#nameDocument();
    }
    try {
      await load(found.page.load);
      // She may have gone on, or back, meanwhile.
      if (location.pathname !== pathname) return;
      this.#put(found.page.tag, found.params, found.page.title);
    } catch {
      if (location.pathname === pathname) this.#lose();
    }
  }

  #put(tag: string, params: Readonly<Record<string, string>>, title?: PageEntry['title']): void {
    const element = Object.assign(document.createElement(tag), { app: this.app, params });
    this.#address = location.pathname + location.search;
    const { pages: titles, product } = (this.app as App).common;
    this.open = { tag, title: title ? titles[title] : product, element };
    this.#nameDocument();
  }

  #nameDocument(): void {
    const { common } = this.app as App;
    const title = this.#account ? pageOf(location.pathname)?.page.title : undefined;
    document.title = title ? `${common.pages[title]} · ${common.product}` : common.product;
  }

  readonly #onNotification = (event: Event): void => {
    const { title, message, link } = (event as NotificationEvent).notification;
    this.app?.tell(`${title} · ${message}`, { link: link.replace(/^\/mentorship\//, '/admin/') });
  };

  readonly #onAddress = async (): Promise<void> => {
    const wanted = location.pathname + location.search;
    if (this.#isDirty) {
      // The address has changed already: the one that is shown stays until she has said that she wants to leave.
      history.pushState(null, '', this.#address);
      if (!(await this.#mayLeave())) return;
      history.replaceState(null, '', wanted);
    }
    await this.#show();
  };

  readonly #onLeave = (event: BeforeUnloadEvent): void => {
    if (this.#isDirty) event.preventDefault();
  };

  /** Links to other pages of the admin do not load the document again. */
  readonly #onClick = (event: MouseEvent): void => {
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || link.target || link.hasAttribute('download') || event.defaultPrevented) return;
    if (link.origin !== location.origin || !link.pathname.startsWith('/admin/') || link.hash) return;
    event.preventDefault();
    void this.navigate(link.pathname + link.search);
  };

  get #isDirty(): boolean {
    return !!(this.open?.element as Partial<AdminPage<unknown>> | undefined)?.isDirty;
  }

  async #mayLeave(): Promise<boolean> {
    if (!this.#isDirty) return true;
    const { title, text, leave } = (this.app as App).common.unsaved;
    return this.#notes.ask({ title, text, confirm: leave, isDangerous: true });
  }

  async #signOut(): Promise<void> {
    if (!(await this.#mayLeave())) return;
    try {
      await this.#client.open('POST', '/api/sign-in/out');
      history.replaceState(null, '', '/admin/');
      await this.signedIn();
    } catch (error) {
      this.app?.fail(error);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { app } = this;
    if (!app) return nothing;
    const { common } = app;
    if (this.unreachable) {
      return html`<main class="empty"><p>${common.failed}</p>
        <button class="primary" @click=${() => this.#start()}>${common.retry}</button></main>`;
    }
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${common.skip}</a>
      ${appBar({
        app,
        isMenuOpen: this.isMenuOpen,
        unread: this.#live.unread,
        toggleMenu: () => {
          this.isMenuOpen = !this.isMenuOpen;
        },
      })}
      <div class="frame ${app.account ? '' : 'alone'}">
        ${
          app.account
            ? navigation({
                app,
                entries: this.#entries,
                isOpen: this.isMenuOpen,
                signOut: () => void this.#signOut(),
              })
            : nothing
        }
        <main id="main" tabindex="-1" aria-label=${this.open?.title ?? common.noPage.title}>
          ${this.open ? keyed(this.open.element, this.open.element) : this.isLost ? this.#lost(common) : this.#nowhere(common)}
        </main>
      </div>
      ${this.#notes.template(common)}
    `;
  }

  #lost({ failed, retry }: AdminStrings): TemplateResult {
    return html`<div class="empty" role="alert"><p>${failed}</p>
      <button class="primary" @click=${() => this.#again()}>${retry}</button></div>`;
  }

  #nowhere({ noPage }: AdminStrings): TemplateResult {
    return html`<div class="empty"><h1>${noPage.title}</h1><p>${noPage.text}</p>
      <a class="button primary" href="/admin/">${noPage.home}</a></div>`;
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  }
}
