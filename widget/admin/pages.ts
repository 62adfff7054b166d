import type { Account } from '../../api/contract/account.ts';
import type { AdminStrings } from './strings/strings.ts';

/** A page of the admin. */
export interface PageEntry {
  /** `/admin/sessions/:id`. */
  readonly path: string;
  /** Tag of the element that `load` defines. */
  readonly tag: string;
  readonly load: () => Promise<unknown>;
  /** Who may open it. */
  readonly who: Audience;
  /** In whose navigation it stands; in none without this. */
  readonly nav?: Audience;
  readonly title: keyof AdminStrings['pages'];
  /** Path of a drawing of 24 x 24. */
  readonly icon?: string;
}

/** Older addresses of pages, which bookmarks may have -> where the page is now. */
const moved: Readonly<Record<string, string>> = { '/admin/rules': '/admin/programme' };

export type Audience = 'anyone' | 'mentor' | 'admin';

/** Every page, in the order of the navigation. */
export const pages: readonly PageEntry[] = [
  {
    path: '/admin/sessions',
    tag: 'admin-sessions-page',
    load: () => import('./sessions/sessions-page.ts'),
    who: 'mentor',
    nav: 'mentor',
    title: 'sessions',
    icon: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h3M8 17h6',
  },
  {
    path: '/admin/availability',
    tag: 'admin-availability-page',
    load: () => import('./availability/availability-page.ts'),
    who: 'anyone',
    nav: 'mentor',
    title: 'availability',
    icon: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2',
  },
  {
    path: '/admin/mentors',
    tag: 'admin-mentors-page',
    load: () => import('./mentors/mentors-page.ts'),
    who: 'admin',
    nav: 'admin',
    title: 'mentors',
    icon: 'M3 20c0-4 3-6 6-6s6 2 6 6M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M16 4a4 4 0 0 1 0 7M17 14c3 0 4 3 4 6',
  },
  {
    path: '/admin/programme/sessions',
    tag: 'admin-sessions-page',
    load: () => import('./sessions/sessions-page.ts'),
    who: 'admin',
    nav: 'admin',
    title: 'sessions',
    icon: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h3M8 17h6',
  },
  {
    path: '/admin/people',
    tag: 'admin-people-page',
    load: () => import('./people/people-page.ts'),
    who: 'admin',
    nav: 'admin',
    title: 'people',
    icon: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-5 4-7 8-7s8 2 8 7',
  },
  {
    path: '/admin/people/:id',
    tag: 'admin-person-page',
    load: () => import('./people/person-page.ts'),
    who: 'admin',
    title: 'people',
  },
  {
    path: '/admin/sessions/:id',
    tag: 'admin-session-page',
    load: () => import('./sessions/session-page.ts'),
    who: 'anyone',
    title: 'sessions',
  },
  {
    path: '/admin/messages',
    tag: 'admin-messages-page',
    load: () => import('./messages/messages-page.ts'),
    who: 'admin',
    nav: 'admin',
    title: 'messages',
    icon: 'M3 6h18v13H3zM3 7l9 7 9-7',
  },
  {
    path: '/admin/metrics',
    tag: 'admin-metrics-page',
    load: () => import('./metrics/metrics-page.ts'),
    who: 'admin',
    nav: 'admin',
    title: 'metrics',
    icon: 'M4 4v16h16M8 16v-4M12 16V8M16 16v-6',
  },
  {
    path: '/admin/programme',
    tag: 'admin-programme-page',
    load: () => import('./programme/programme-page.ts'),
    who: 'admin',
    nav: 'admin',
    title: 'programme',
    icon: 'M12 3v18M7 21h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z',
  },
  {
    path: '/admin/audit',
    tag: 'admin-audit-page',
    load: () => import('./audit/audit-page.ts'),
    who: 'admin',
    nav: 'admin',
    title: 'audit',
    icon: 'M6 3h9l4 4v14H6zM9 12h7M9 16h7M9 8h3',
  },
  {
    path: '/admin/calendar',
    tag: 'admin-calendar-page',
    load: () => import('./calendar/calendar-page.ts'),
    who: 'mentor',
    nav: 'mentor',
    title: 'calendar',
    icon: 'M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5',
  },
  {
    path: '/admin/notifications',
    tag: 'admin-notifications-page',
    load: () => import('./notifications/notifications-page.ts'),
    who: 'anyone',
    title: 'notifications',
  },
  {
    path: '/admin/embedding',
    tag: 'admin-embedding-page',
    load: () => import('./embedding/embedding-page.ts'),
    who: 'admin',
    nav: 'admin',
    title: 'embedding',
    icon: 'm8 7-5 5 5 5M16 7l5 5-5 5M14 4l-4 16',
  },
  {
    path: '/admin/webhooks',
    tag: 'admin-webhooks-page',
    load: () => import('./webhooks/webhooks-page.ts'),
    who: 'admin',
    nav: 'admin',
    title: 'webhooks',
    icon: 'M12 8a3 3 0 1 0-3-3l3 6M6 15a3 3 0 1 0 3 3h7M15 18a3 3 0 1 0 1-5l-4-7',
  },
  {
    path: '/admin/webhooks/:id',
    tag: 'admin-webhook-page',
    load: () => import('./webhooks/webhook-page.ts'),
    who: 'admin',
    title: 'webhooks',
  },
  {
    path: '/admin/theme',
    tag: 'admin-theme-page',
    load: () => import('./theme/theme-page.ts'),
    who: 'admin',
    nav: 'admin',
    title: 'theme',
    icon: 'M12 3a9 9 0 1 0 0 18c2 0 2-1 2-2s0-2 2-2h2a3 3 0 0 0 3-3c0-6-4-11-9-11M7.5 12h.01M10 8h.01M15 8h.01',
  },
  {
    path: '/admin/account',
    tag: 'admin-account-page',
    load: () => import('./account/account-page.ts'),
    who: 'anyone',
    title: 'account',
  },
];

export function mayOpen(account: Account, audience: Audience): boolean {
  if (audience === 'mentor') return account.mentor_id !== null;
  return audience === 'anyone' || account.role === 'partner_admin';
}

/** The page of a path and what its `:names` stand for, as they are written there; undefined when there is none. */
export function pageOf(
  path: string,
): { readonly page: PageEntry; readonly params: Readonly<Record<string, string>> } | undefined {
  const parts = path.replace(/\/+$/, '').split('/');
  for (const page of pages) {
    const wanted = page.path.split('/');
    const params: Record<string, string> = {};
    const fits =
      wanted.length === parts.length &&
      wanted.every((part, index) => {
        const given = parts[index] as string;
        if (part.startsWith(':')) params[part.slice(1)] = given;
        return part.startsWith(':') || part === given;
      });
    if (fits) return { page, params };
  }
  return undefined;
}

/** Where the page of an older address is now; undefined when the address is none. */
export const movedTo = (path: string): string | undefined => moved[path.replace(/\/+$/, '')];

/**
 * Path of the page of the same kind that this person may open, where she may not open the one of `path`: a link to the
 * sessions leads a mentor to hers and an admin to those of the programme.
 */
export function siblingOf(path: string, account: Account): string | undefined {
  const page = pageOf(path)?.page;
  if (!page || mayOpen(account, page.who)) return undefined;
  return pages.find(({ title, nav }) => title === page.title && nav && mayOpen(account, nav))?.path;
}
