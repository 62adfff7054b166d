/** Slug of the demo partner: the `iss` of its tokens and the widget's `partner`. */
export const demoPartner = 'demo';

/** A person of the demo partner who is no mentor. */
export interface DemoPerson {
  /** `sub` of her tokens. */
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  /** BCP 47. */
  readonly locale: string;
  /** IANA zone. */
  readonly timezone: string;
  readonly isAdmin?: boolean;
}

export const demoStudents: readonly DemoPerson[] = [
  {
    externalId: 's1',
    name: 'Awa Ndiaye',
    email: 'awa.ndiaye@example.edu',
    locale: 'fr',
    timezone: 'Africa/Dakar',
  },
  {
    externalId: 's2',
    name: 'Moussa Traoré',
    email: 'moussa.traore@example.edu',
    locale: 'fr',
    timezone: 'Africa/Bamako',
  },
  {
    externalId: 's3',
    name: 'Salma Benjelloun',
    email: 'salma.benjelloun@example.edu',
    locale: 'ar',
    timezone: 'Africa/Casablanca',
  },
  {
    externalId: 's4',
    name: 'João Neto',
    email: 'joao.neto@example.edu',
    locale: 'pt',
    timezone: 'Africa/Luanda',
  },
  {
    externalId: 's5',
    name: 'Grace Achieng',
    email: 'grace.achieng@example.edu',
    locale: 'sw',
    timezone: 'Africa/Nairobi',
  },
  {
    externalId: 's6',
    name: 'Tunde Bakare',
    email: 'tunde.bakare@example.edu',
    locale: 'en',
    timezone: 'Africa/Lagos',
  },
];

/** The students who can sign in to the demo university's pages; the first is signed in at a first visit. */
export const demoVisitors: readonly DemoPerson[] = demoStudents.slice(0, 4);

export const demoAdmin: DemoPerson = {
  externalId: 'a1',
  name: 'Ndèye Astou Gueye',
  email: 'mentorat@example.edu',
  locale: 'fr',
  timezone: 'Africa/Dakar',
  isAdmin: true,
};
