import type { Account } from '../../api/contract/account.ts';
import type { AdminClient } from './admin-client.ts';
import type { LiveNotifications } from './notifications/live.ts';
import type { AdminStrings } from './strings/strings.ts';

/** The languages of the page. */
export const languages = ['fr', 'en', 'pt', 'ar', 'sw'] as const;

export type Language = (typeof languages)[number];

/** Each language by its own name. */
export const languageNames: Readonly<Record<Language, string>> = {
  fr: 'Français',
  en: 'English',
  pt: 'Português',
  ar: 'العربية',
  sw: 'Kiswahili',
};

/** What a page may ask of the shell around it. */
export interface App {
  readonly client: AdminClient;
  /** Who is signed in; null on the page that signs in. */
  readonly account: Account | null;
  readonly language: Language;
  /** The shell's own words, which pages share: save, cancel, remove … */
  readonly common: AdminStrings;
  /** Hears of notifications as they come. */
  readonly live: LiveNotifications;
  /** Goes to another page of the admin, such as `/admin/sessions/12`. */
  navigate(path: string): void;
  /** Shows a short message, on the screen and to screen readers. */
  tell(message: string, options?: TellOptions): void;
  /** Tells what went wrong, in words where the code is known. */
  fail(error: unknown): void;
  /** Call it when a page could not load what it needs; it offers to try again. */
  lost(): void;
  /** What went wrong, in words. */
  wordsFor(error: unknown): string;
  /** Asks before something that cannot be undone. `word` must be typed first, where one is given. */
  ask(question: Question): Promise<boolean>;
  /** Call it after somebody has signed in or out, or changed her account. */
  signedIn(): Promise<void>;
  setLanguage(language: Language): void;
}

export interface TellOptions {
  readonly isError?: boolean | undefined;
  /** Offers to take it back. */
  readonly undo?: (() => unknown) | undefined;
  /** Path of the page of the admin that it is about: offers to open it. */
  readonly link?: string | undefined;
  /** Whether `link` opens beside this page, which keeps what is not saved. */
  readonly isNewTab?: boolean | undefined;
}

export interface Question {
  readonly title: string;
  readonly text?: string;
  /** Label of the button that does it. */
  readonly confirm: string;
  readonly isDangerous?: boolean;
  readonly word?: string;
}
