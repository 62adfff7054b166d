import * as availability from './availability.ts';
import { define } from './operation.ts';

export const availabilityOperations = {
  listAvailabilities: define<{ result: availability.AvailabilityList }>({
    id: 'listAvailabilities',
    method: 'get',
    path: '/api/mentors/:id/availabilities',
    tag: 'Availability',
    who: 'anyone',
    summary: "List a mentor's rules",
    status: 200,
    response: availability.availabilityListSchema,
    problems: ['not_found'],
  }),
  createAvailability: define<{
    body: availability.CreateAvailability;
    result: availability.Availability | availability.ReplacedAvailabilities;
  }>({
    id: 'createAvailability',
    method: 'post',
    path: '/api/mentors/availabilities',
    tag: 'Availability',
    who: 'mentor_or_admin',
    scope: 'mentors',
    summary: 'Add one rule, or replace the whole set',
    description:
      'With `availabilities` the whole set is replaced in one transaction; `conflicts` lists the booked sessions that the new rules no longer cover. They stay booked.',
    body: availability.createAvailabilitySchema,
    status: 201,
    response: { oneOf: [availability.availabilitySchema, availability.replacedAvailabilitiesSchema] },
    problems: ['not_found', 'too_many_availabilities'],
  }),
  updateAvailability: define<{
    body: availability.UpdateAvailability;
    result: availability.ChangedAvailability;
  }>({
    id: 'updateAvailability',
    method: 'patch',
    path: '/api/mentors/availabilities/:id',
    tag: 'Availability',
    who: 'mentor_or_admin',
    scope: 'mentors',
    summary: 'Change one rule',
    body: availability.updateAvailabilitySchema,
    status: 200,
    response: availability.changedAvailabilitySchema,
    problems: ['not_found'],
  }),
  deleteAvailability: define({
    id: 'deleteAvailability',
    method: 'delete',
    path: '/api/mentors/availabilities/:id',
    tag: 'Availability',
    who: 'mentor_or_admin',
    scope: 'mentors',
    summary: 'Remove one rule',
    status: 204,
    problems: ['not_found'],
  }),
  listOverrides: define<{
    query: availability.OverrideQuery;
    result: { overrides: availability.AvailabilityOverride[] };
  }>({
    id: 'listOverrides',
    method: 'get',
    path: '/api/mentors/:id/overrides',
    tag: 'Availability',
    who: 'anyone',
    summary: "List a mentor's overrides",
    query: availability.overrideQuerySchema,
    status: 200,
    response: availability.overrideListSchema,
    problems: ['not_found'],
  }),
  putOverride: define<{ body: availability.PutOverride; result: availability.AvailabilityOverride }>({
    id: 'putOverride',
    method: 'put',
    path: '/api/mentors/:id/overrides/:date',
    tag: 'Availability',
    who: 'mentor_or_admin',
    scope: 'mentors',
    summary: 'Set the hours of one date',
    body: availability.putOverrideSchema,
    status: 200,
    response: availability.overrideSchema,
    problems: ['not_found'],
  }),
  deleteOverride: define({
    id: 'deleteOverride',
    method: 'delete',
    path: '/api/mentors/:id/overrides/:date',
    tag: 'Availability',
    who: 'mentor_or_admin',
    scope: 'mentors',
    summary: 'Let the rules hold for that date again',
    status: 204,
    problems: ['not_found'],
  }),
} as const;
