import type { FromSchema } from 'json-schema-to-ts';
import { cursor, id, instant, nullableText, paging } from './primitives.ts';

const name = {
  type: 'string',
  minLength: 1,
  maxLength: 120,
  pattern: '\\S',
  description: 'What students read: Peer tutor, level 2.',
} as const;

const evidenceUrl = {
  type: ['string', 'null'],
  format: 'uri',
  maxLength: 2000,
  pattern: '^https?://[^\\s/?#]',
  description: 'Address of what proves it; seen by the mentor and the admins only.',
} as const;

const note = nullableText(2000, 'A few words about it; seen by the mentor and the admins only.');

const expiresAt = {
  ...instant,
  type: ['string', 'null'],
  description: 'Until when it holds; null: for good.',
} as const;

/** What everyone sees of a mentor's certification. */
export const heldCertificationSchema = {
  type: 'object',
  description: 'A certification that a mentor holds now.',
  additionalProperties: false,
  required: ['id', 'name', 'granted_at', 'expires_at'],
  properties: {
    id,
    name,
    granted_at: { ...instant, description: 'Since when it holds.' },
    expires_at: expiresAt,
  },
} as const;

export const certificationSchema = {
  type: 'object',
  description: 'What a partner certifies of its mentors.',
  additionalProperties: false,
  required: ['id', 'name', 'description', 'holders', 'applications'],
  properties: {
    id,
    name,
    description: nullableText(2000, 'What it takes.'),
    holders: { type: 'integer', minimum: 0, description: 'How many mentors hold it now.' },
    applications: { type: 'integer', minimum: 0, description: 'How many mentors wait for an answer.' },
  },
} as const;

export const certificationListSchema = {
  type: 'object',
  description: 'All that the partner certifies.',
  additionalProperties: false,
  required: ['certifications'],
  properties: {
    certifications: { type: 'array', items: certificationSchema, description: 'By their names.' },
  },
} as const;

export const createCertificationSchema = {
  type: 'object',
  description: 'A new certification.',
  additionalProperties: false,
  required: ['name'],
  properties: { name, description: nullableText(2000, 'What it takes.') },
} as const;

export const grantSchema = {
  type: 'object',
  description: 'What is granted; it replaces what was granted before.',
  additionalProperties: false,
  properties: {
    granted_at: { ...instant, description: 'Since when it holds; now, unless told.' },
    expires_at: expiresAt,
    evidence_url: evidenceUrl,
    note,
  },
} as const;

export const applicationInputSchema = {
  type: 'object',
  description: 'Why a mentor should have it.',
  additionalProperties: false,
  required: ['note'],
  properties: {
    note: {
      type: 'string',
      minLength: 1,
      maxLength: 2000,
      pattern: '\\S',
      description: 'What she says for it.',
    },
    evidence_url: evidenceUrl,
  },
} as const;

export const declineSchema = {
  type: 'object',
  description: 'Why it is not granted.',
  additionalProperties: false,
  properties: { note: nullableText(2000, 'What the mentor is told.') },
} as const;

const eventTypes = ['applied', 'granted', 'renewed', 'declined', 'withdrawn', 'expired'] as const;

const eventSchema = {
  type: 'object',
  description: 'What happened to a certification of a mentor.',
  additionalProperties: false,
  required: ['certification_id', 'name', 'type', 'at', 'actor', 'expires_at', 'evidence_url', 'note'],
  properties: {
    certification_id: id,
    name,
    type: { type: 'string', enum: eventTypes, description: 'What happened.' },
    at: { ...instant, description: 'When it happened.' },
    actor: { type: ['string', 'null'], description: 'Who did it; null for what time does by itself.' },
    expires_at: expiresAt,
    evidence_url: evidenceUrl,
    note,
  },
} as const;

const standingSchema = {
  type: 'object',
  description: 'How it stands with one certification and one mentor.',
  additionalProperties: false,
  required: [
    'id',
    'name',
    'description',
    'state',
    'granted_at',
    'expires_at',
    'evidence_url',
    'note',
    'application',
  ],
  properties: {
    id,
    name,
    description: nullableText(2000, 'What it takes.'),
    state: {
      type: 'string',
      enum: ['none', 'valid', 'upcoming', 'expired'],
      description:
        'Whether she holds it: never did or lost it, does, will from `granted_at` on, did until it expired.',
    },
    granted_at: { ...instant, type: ['string', 'null'], description: 'Since when it holds, or held.' },
    expires_at: expiresAt,
    evidence_url: evidenceUrl,
    note,
    application: {
      type: ['object', 'null'],
      description: 'What she asks for and nobody has answered.',
      additionalProperties: false,
      required: ['applied_at', 'evidence_url', 'note'],
      properties: {
        applied_at: { ...instant, description: 'When she asked.' },
        evidence_url: evidenceUrl,
        note,
      },
    },
  },
} as const;

export const mentorCertificationsSchema = {
  type: 'object',
  description: 'How it stands with each certification of the partner and one mentor.',
  additionalProperties: false,
  required: ['certifications', 'history'],
  properties: {
    certifications: { type: 'array', items: standingSchema, description: 'By their names.' },
    history: { type: 'array', items: eventSchema, description: 'All that happened, the latest first.' },
  },
} as const;

export const applicationListSchema = {
  type: 'object',
  description: 'One page of what mentors ask for.',
  additionalProperties: false,
  required: ['applications', 'next_cursor'],
  properties: {
    applications: {
      type: 'array',
      description: 'Who has waited longest first.',
      items: {
        type: 'object',
        description: 'What one mentor asks for.',
        additionalProperties: false,
        required: ['mentor', 'certification', 'applied_at', 'evidence_url', 'note'],
        properties: {
          mentor: {
            type: 'object',
            description: 'Who asks.',
            additionalProperties: false,
            required: ['id', 'name'],
            properties: { id, name: { type: 'string', description: 'Her name.' } },
          },
          certification: {
            type: 'object',
            description: 'What for.',
            additionalProperties: false,
            required: ['id', 'name'],
            properties: { id, name },
          },
          applied_at: { ...instant, description: 'When she asked.' },
          evidence_url: evidenceUrl,
          note,
        },
      },
    },
    next_cursor: cursor,
  },
} as const;

export const applicationQuerySchema = { type: 'object', properties: paging } as const;

export type HeldCertification = FromSchema<typeof heldCertificationSchema>;
export type Certification = FromSchema<typeof certificationSchema>;
export type CertificationList = FromSchema<typeof certificationListSchema>;
export type CreateCertification = FromSchema<typeof createCertificationSchema>;
export type Grant = FromSchema<typeof grantSchema>;
export type ApplicationInput = FromSchema<typeof applicationInputSchema>;
export type Decline = FromSchema<typeof declineSchema>;
export type CertificationEvent = FromSchema<typeof eventSchema>;
export type CertificationStanding = FromSchema<typeof standingSchema>;
export type MentorCertifications = FromSchema<typeof mentorCertificationsSchema>;
export type ApplicationList = FromSchema<typeof applicationListSchema>;
export type ApplicationQuery = FromSchema<typeof applicationQuerySchema>;
