import type { Override, Settings } from '../api/domain/calendar.ts';
import { type DemoHours, type DemoRule, demoHours } from './seed-hours.ts';

/** A demo mentor: her profile, and her hours around today. */
export interface DemoMentor extends Profile {
  readonly rules: readonly DemoRule[];
  readonly overrides: readonly Override[];
}

/** The mentor whose hours are all taken up to the end of next week. */
export const fullyBookedMentor = 'm13';

/** The fourteen mentors of the demo, in the order of their external ids, at the instant `now` in epoch ms. */
export function demoMentors(now: number): DemoMentor[] {
  return profiles.map(({ hours, ...profile }) => {
    const { rules = [], overrides = [] } = hours?.(demoHours(profile.timezone, now)) ?? {};
    return { ...profile, rules, overrides };
  });
}

interface Profile {
  /** `sub` of her tokens. */
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly locale: 'fr' | 'en' | 'pt' | 'ar';
  readonly timezone: string;
  /** What she speaks with students, BCP 47. */
  readonly languages: readonly string[];
  readonly subjects: readonly string[];
  readonly bio: string | null;
  /** What students book her for. */
  readonly topics: readonly string[];
  /** Where they differ from the defaults. */
  readonly settings?: Partial<Settings>;
  readonly isAvailable?: boolean;
}

interface ProfileWithHours extends Profile {
  readonly hours?: (hours: DemoHours) => Partial<Pick<DemoMentor, 'rules' | 'overrides'>>;
}

const weekdays = [0, 1, 2, 3, 4];

const profiles: readonly ProfileWithHours[] = [
  {
    externalId: 'm1',
    name: 'Aïssatou Diallo',
    email: 'aissatou.diallo@example.edu',
    locale: 'fr',
    timezone: 'Africa/Dakar',
    languages: ['fr', 'wo'],
    subjects: ['Orientation', 'Entrepreneuriat', 'Marketing'],
    bio: 'Fondatrice d’une coopérative de transformation de mangues à Thiès, j’accompagne depuis dix ans des étudiantes et étudiants qui lancent leur première activité. On part de votre idée et on en sort avec un premier pas à faire cette semaine.',
    topics: ['Choisir mon master', 'Valider mon idée d’entreprise', 'Préparer un pitch de cinq minutes'],
    hours: ({ weekly }) => ({
      rules: [...weekly(weekdays, '09:00-12:00'), ...weekly(weekdays, '14:00-18:00')],
    }),
  },
  {
    externalId: 'm2',
    name: 'Youssef El Amrani',
    email: 'youssef.elamrani@example.edu',
    locale: 'fr',
    timezone: 'Africa/Casablanca',
    languages: ['fr', 'ar'],
    subjects: ['Développement web', 'Bases de données'],
    bio: 'Ingénieur logiciel à Rabat, j’aime relire du code et rendre simples les choses compliquées. Envoyez-moi votre dépôt la veille, nous irons plus vite.',
    topics: [
      'Revue de mon projet TypeScript',
      'Modéliser une base PostgreSQL',
      'Préparer un entretien technique',
    ],
    settings: { bufferMinutes: 15 },
    hours: ({ weekly, override, nextWeek }) => ({
      rules: [...weekly([0, 1, 2, 3], '10:00-13:00'), ...weekly([0, 2], '15:00-19:00')],
      overrides: [override(nextWeek(1)), override(nextWeek(3), '08:00-10:00', '20:00-22:00')],
    }),
  },
  {
    externalId: 'm3',
    name: 'Mariam Hassan',
    email: 'mariam.hassan@example.edu',
    locale: 'ar',
    timezone: 'Africa/Cairo',
    languages: ['ar', 'en'],
    subjects: ['Data science', 'Statistics', 'Python'],
    bio: 'Data scientist in Cairo, working on health data. I help with statistics, thesis methods and first steps in machine learning, in Arabic or English.',
    topics: [
      'Choosing a statistical test',
      'Cleaning survey data with pandas',
      'Reading my regression results',
    ],
    settings: { slotStepMinutes: 15 },
    hours: ({ weekly }) => ({ rules: weekly([6, 0, 1, 2, 3], '17:00-21:00') }),
  },
  {
    externalId: 'm4',
    name: 'Chinedu Okafor',
    email: 'chinedu.okafor@example.edu',
    locale: 'en',
    timezone: 'Africa/Lagos',
    languages: ['en'],
    subjects: ['Product management', 'Fintech', 'Career'],
    bio: 'I build payment products in Lagos. Come with a CV, a product case or a hard decision; evenings suit me best, up to midnight.',
    topics: ['CV review', 'Mock product case', 'Moving from engineering to product'],
    settings: { minNoticeMinutes: 120 },
    hours: ({ weekly }) => ({
      rules: [...weekly([0, 1, 2, 3], '20:00-24:00'), ...weekly([5], '10:00-16:00')],
    }),
  },
  {
    externalId: 'm5',
    name: 'Wanjiru Kamau',
    email: 'wanjiru.kamau@example.edu',
    locale: 'en',
    timezone: 'Africa/Nairobi',
    languages: ['en', 'sw'],
    subjects: ['Climate', 'Agronomy', 'Research proposals'],
    bio: 'Agronomist and early riser. Twelve years of field trials with smallholders in Nyeri and Machakos taught me to ask small questions and answer them well.',
    topics: ['Designing a field trial', 'Feedback on a research proposal', 'Scholarship application'],
    hours: ({ weekly, rule }) => ({
      rules: [
        ...weekly([1, 3], '06:00-09:00'),
        ...weekly([1, 3], '17:00-20:00'),
        rule('FREQ=WEEKLY;INTERVAL=2;BYDAY=SA', '09:00-13:00'),
      ],
    }),
  },
  {
    externalId: 'm6',
    name: 'Thabo Nkosi',
    email: 'thabo.nkosi@example.edu',
    locale: 'en',
    timezone: 'Africa/Johannesburg',
    languages: ['en', 'zu'],
    subjects: ['Law', 'Public policy', 'Debating'],
    bio: 'Advocate in Johannesburg, formerly a clerk at the Constitutional Court. A whole open day on the first Monday of the month, and Wednesday lunch hours.',
    topics: ['Structuring a legal memo', 'Moot court preparation', 'Articles of clerkship: how to apply'],
    settings: { slotStepMinutes: 60 },
    hours: ({ weekly, rule }) => ({
      rules: [rule('FREQ=MONTHLY;BYDAY=1MO', '09:00-17:00'), ...weekly([2], '12:00-15:00')],
    }),
  },
  {
    externalId: 'm7',
    name: 'Luísa Domingos',
    email: 'luisa.domingos@example.edu',
    locale: 'pt',
    timezone: 'Africa/Luanda',
    languages: ['pt'],
    subjects: ['Engenharia de petróleos', 'Energias renováveis'],
    bio: 'Engenheira em Luanda, passei do petróleo para a energia solar. Ajudo a planear estágios, a escrever o trabalho de fim de curso e a escolher uma especialidade.',
    topics: ['Plano do trabalho de fim de curso', 'Como procurar um estágio', 'Dimensionar um sistema solar'],
    hours: ({ rule }) => ({ rules: [rule('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH', '14:00-18:00')] }),
  },
  {
    externalId: 'm8',
    name: 'Carlos Mondlane',
    email: 'carlos.mondlane@example.edu',
    locale: 'pt',
    timezone: 'Africa/Maputo',
    languages: ['pt'],
    subjects: ['Contabilidade', 'Finanças', 'Gestão'],
    bio: 'Contabilista certificado e professor em Maputo. Gosto de contas claras: trago exemplos de pequenas empresas moçambicanas e fazemos os exercícios juntos.',
    topics: ['Preparar o exame de contabilidade', 'Ler um balanço', 'Orçamento para um pequeno negócio'],
    settings: { durations: [45, 90] },
    hours: ({ weekly }) => ({ rules: weekly([0, 2, 4], '16:00-20:00') }),
  },
  {
    externalId: 'm9',
    name: 'Claire Fontaine',
    email: 'claire.fontaine@example.edu',
    locale: 'fr',
    timezone: 'Europe/Paris',
    languages: ['fr', 'en'],
    subjects: ['Études en France', 'Lettres de motivation', 'Campus France'],
    bio: 'Responsable des admissions internationales à Lyon, je relis votre dossier avec l’œil de celle qui en lit six cents par an. Je n’ouvre mon agenda que deux semaines à l’avance.',
    topics: [
      'Relire ma lettre de motivation',
      'Préparer l’entretien Campus France',
      'Choisir trois universités',
    ],
    settings: { bookingWindowDays: 14 },
    hours: ({ weekly }) => ({ rules: [...weekly(weekdays, '18:00-21:00'), ...weekly([5], '09:00-12:00')] }),
  },
  {
    externalId: 'm10',
    name: 'Amine Ben Salah',
    email: 'amine.bensalah@example.edu',
    locale: 'fr',
    timezone: 'Africa/Tunis',
    languages: ['fr', 'ar'],
    subjects: ['Cybersécurité', 'Réseaux'],
    bio: 'Analyste en cybersécurité à Tunis, organisateur de compétitions CTF. Je propose des parcours d’apprentissage et des exercices, jamais de recettes toutes faites.',
    topics: ['Débuter en cybersécurité', 'Préparer une certification réseau', 'Sécuriser mon projet web'],
    hours: ({ weekly, rule, nextWeek }) => ({
      rules: [
        rule('FREQ=WEEKLY;BYDAY=TU,FR', '09:00-13:00', { exdate: [nextWeek(4)], rdate: [nextWeek(5)] }),
        ...weekly([2], '18:00-20:30'),
        ...weekly([6], '10:00-12:00').map((paused) => ({ ...paused, isActive: false })),
      ],
    }),
  },
  {
    externalId: 'm11',
    name: 'Patrice Mbuyi',
    email: 'patrice.mbuyi@example.edu',
    locale: 'fr',
    timezone: 'Africa/Kinshasa',
    languages: ['fr', 'ln', 'sw'],
    subjects: ['Médecine', 'Santé publique'],
    bio: 'Médecin de santé publique à Kinshasa, en mission de terrain ce trimestre : les réservations sont suspendues jusqu’à mon retour.',
    topics: ['Organiser mes révisions de médecine', 'Choisir une spécialité'],
    isAvailable: false,
    hours: ({ weekly }) => ({ rules: weekly([0, 3], '15:00-18:00') }),
  },
  {
    externalId: 'm12',
    name: 'Fatou Sow',
    email: 'fatou.sow@example.edu',
    locale: 'fr',
    timezone: 'Africa/Dakar',
    languages: ['fr', 'wo'],
    subjects: ['Architecture', 'Urbanisme'],
    bio: null,
    topics: [],
  },
  {
    externalId: fullyBookedMentor,
    name: 'Akosua Mensah',
    email: 'akosua.mensah@example.edu',
    locale: 'en',
    timezone: 'Africa/Accra',
    languages: ['en'],
    subjects: ['Artificial intelligence', 'Mathematics'],
    bio: 'Machine learning researcher in Accra. Three hours a week for students, and they go fast: look two weeks ahead.',
    topics: ['Reading my first ML paper', 'Linear algebra for deep learning', 'PhD applications abroad'],
    settings: { durations: [60], slotStepMinutes: 60 },
    hours: ({ weekly }) => ({ rules: weekly([2], '14:00-17:00') }),
  },
  {
    externalId: 'm14',
    name: 'Nadia Cherkaoui',
    email: 'nadia.cherkaoui@example.edu',
    locale: 'fr',
    timezone: 'Africa/Casablanca',
    languages: ['fr', 'ar'],
    subjects: ['Journalisme', 'Communication', 'Prise de parole'],
    bio: 'Journaliste radio à Casablanca, je travaille la voix, le trac et la clarté. Séance idéale : un texte de deux minutes, trois prises, une écoute ensemble.',
    topics: ['Parler sans notes', 'Structurer un reportage', 'Préparer ma soutenance'],
    hours: ({ weekly, rule, override, nextWeek }) => ({
      rules: [...weekly([1, 4], '11:00-16:00'), rule('FREQ=MONTHLY;BYDAY=-1SA', '10:00-13:00')],
      overrides: [override(nextWeek(4)), override(nextWeek(2, 1), '13:00-17:00')],
    }),
  },
];
