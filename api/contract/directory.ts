import type { FromSchema } from 'json-schema-to-ts';
import { heldCertificationSchema } from './certification.ts';
import { mentorSchema } from './mentor.ts';
import { cursor, date, id, instant, language, paging, timeZone } from './primitives.ts';

const reasonCodes = ['subject', 'goal', 'rating', 'free_soon', 'language', 'near_zone', 'certified'] as const;

const reasons = {
  type: 'array',
  description: 'Why she is recommended, what counts most first.',
  items: {
    type: 'object',
    description: 'One reason.',
    additionalProperties: false,
    required: ['code', 'text'],
    properties: {
      code: { type: 'string', enum: reasonCodes, description: 'Which part of the ranking it is.' },
      text: { type: 'string', description: 'The reason in words, in `locale`.' },
    },
  },
} as const;

const modes = ['online', 'in_person', 'phone'] as const;

const { name, subjects, languages, avatar_url, is_available, rating_average, rating_count } =
  mentorSchema.properties;

const directoryMentorSchema = {
  type: 'object',
  description: 'A mentor as the directory shows her: her public profile in short, and when she is next free.',
  additionalProperties: false,
  required: [
    'id',
    'name',
    'bio',
    'subjects',
    'languages',
    'timezone',
    'avatar_url',
    'is_available',
    'rating_average',
    'rating_count',
    'certifications',
    'modes',
    'next_available',
    'reasons',
  ],
  properties: {
    id,
    name,
    bio: {
      type: ['string', 'null'],
      description: 'The beginning of what she says of herself, at most 160 characters.',
    },
    subjects,
    languages,
    timezone: mentorSchema.properties.timezone,
    avatar_url,
    is_available,
    rating_average,
    rating_count,
    certifications: { type: 'array', items: heldCertificationSchema, description: 'What she holds now.' },
    modes: {
      type: 'array',
      items: { type: 'string', enum: modes },
      description:
        'How sessions take place by her rules; without a word of theirs, online where there is a meeting.',
    },
    next_available: {
      type: ['object', 'null'],
      description: 'The first start that is free for her shortest session; null: none in her booking window.',
      additionalProperties: false,
      required: ['datetime', 'date', 'time', 'day_name'],
      properties: {
        datetime: instant,
        date: { ...date, description: 'Its date in `timezone`.' },
        time: { type: 'string', description: 'Its wall time in `timezone`, HH:MM.' },
        day_name: { type: 'string', description: 'Its day of the week, in `locale`.' },
      },
    },
    reasons: { ...reasons, description: `${reasons.description} Empty in other orders.` },
  },
} as const;

const choices = (description: string) => ({ type: 'array', items: { type: 'string' }, description }) as const;

export const directorySchema = {
  type: 'object',
  description: 'One screen of the directory.',
  additionalProperties: false,
  required: ['mentors', 'next_cursor', 'total', 'timezone'],
  properties: {
    mentors: { type: 'array', items: directoryMentorSchema, description: 'Mentors, in the order asked for.' },
    next_cursor: cursor,
    total: { type: 'integer', minimum: 0, description: 'How many mentors are found, on all screens.' },
    timezone: { ...timeZone, description: 'Zone of the wall times.' },
    choices: {
      type: 'object',
      description: 'What there is to choose from among all mentors of the partner. On the first screen only.',
      additionalProperties: false,
      required: ['subjects', 'languages', 'modes', 'certified'],
      properties: {
        subjects: choices('The forty most frequent subjects, by name.'),
        languages: choices('Languages, BCP 47, the most frequent first.'),
        modes: { type: 'array', items: { type: 'string', enum: modes }, description: 'Ways to meet.' },
        certified: { type: 'boolean', description: 'Whether anyone holds a certification.' },
      },
    },
  },
} as const;

const partner = {
  type: 'string',
  maxLength: 63,
  description: "The partner's slug. With a token, the caller's; else needed where there are several.",
} as const;

const viewer = {
  timezone: { ...timeZone, description: "Zone of the reader; default the partner's." },
  locale: { ...language, description: 'Language of days and reasons, and of the goal; default fr.' },
} as const;

export const directoryQuerySchema = {
  type: 'object',
  properties: {
    partner,
    q: { type: 'string', maxLength: 100, description: 'Words to find in name, bio and subjects.' },
    subject: {
      type: 'string',
      maxLength: 80,
      description: 'Exactly one of the subjects, whatever its accents and case.',
    },
    language: { ...language, description: 'Only who speaks it: fr finds fr-SN too.' },
    free_within_days: {
      type: 'integer',
      minimum: 1,
      maximum: 60,
      description: 'Only who is free on one of so many dates in `timezone`, today included.',
    },
    certified: { type: 'boolean', description: 'true: only who holds a certification now.' },
    mode: { type: 'string', enum: modes, description: 'Only who meets in this way.' },
    sort: {
      type: 'string',
      enum: ['recommended', 'next_available', 'name'],
      default: 'recommended',
      description: 'The order.',
    },
    ...viewer,
    ...paging,
  },
} as const;

export const recommendationQuerySchema = {
  type: 'object',
  properties: {
    partner,
    subject: { type: 'string', maxLength: 80, description: 'What it is about.' },
    goal: {
      type: 'string',
      maxLength: 500,
      description: 'What the student wants to reach, in her own words.',
    },
    ...viewer,
    limit: { type: 'integer', minimum: 1, maximum: 50, default: 5, description: 'How many mentors.' },
  },
} as const;

export const recommendationListSchema = {
  type: 'object',
  description: 'Mentors for a goal, the best first.',
  additionalProperties: false,
  required: ['mentors'],
  properties: {
    mentors: {
      type: 'array',
      description: 'Those who take bookings.',
      items: {
        type: 'object',
        description: 'One mentor.',
        additionalProperties: false,
        required: ['mentor', 'score', 'reasons'],
        properties: {
          mentor: mentorSchema,
          score: { type: 'number', minimum: 0, maximum: 1, description: 'How well she fits, 0 to 1.' },
          reasons,
        },
      },
    },
  },
} as const;

const weight = (description: string, standard: number) =>
  ({ type: 'integer', minimum: 0, maximum: 100, default: standard, description }) as const;

/** What each part counts, and how much unless a partner says otherwise. */
export const recommendationWeightsSchema = {
  type: 'object',
  description: 'How much each part counts against the others; 0: not at all.',
  additionalProperties: false,
  required: ['subject', 'goal', 'rating', 'availability', 'language', 'zone', 'certifications'],
  properties: {
    subject: weight('That she helps with the subject.', 30),
    goal: weight('That her profile and what she was booked for are like the goal.', 40),
    rating: weight('Her rating, drawn to the mean while it is of few.', 8),
    availability: weight('How soon she is free.', 8),
    language: weight('That she speaks the language of the reader.', 8),
    zone: weight('That her hours of the day are near those of the reader.', 3),
    certifications: weight('That she holds a certification.', 3),
  },
} as const;

export const recommendationWeightsInputSchema = {
  ...recommendationWeightsSchema,
  description: 'The weights; what is left out has its default.',
  required: [],
} as const;

export type Directory = FromSchema<typeof directorySchema>;
export type DirectoryMentor = Directory['mentors'][number];
export type DirectoryQuery = FromSchema<typeof directoryQuerySchema>;
export type RecommendationQuery = FromSchema<typeof recommendationQuerySchema>;
export type RecommendationList = FromSchema<typeof recommendationListSchema>;
export type Reason = DirectoryMentor['reasons'][number];
export type ReasonCode = Reason['code'];
export type MeetingMode = DirectoryMentor['modes'][number];
export type RecommendationWeights = FromSchema<typeof recommendationWeightsSchema>;
export type RecommendationWeightsInput = FromSchema<typeof recommendationWeightsInputSchema>;
