import { define } from './operation.ts';
import * as schedule from './schedule.ts';

export const scheduleOperations = {
  getSchedule: define<{ result: schedule.Schedule }>({
    id: 'getSchedule',
    method: 'get',
    path: '/api/mentors/:id/schedule',
    tag: 'Availability',
    who: 'mentor_or_admin',
    scope: 'mentors',
    summary: "Get a mentor's whole schedule",
    description: 'Its `ETag` is what `If-Match` of a change wants. Bookings do not change it.',
    status: 200,
    response: schedule.scheduleSchema,
    problems: ['not_found'],
  }),
  replaceSchedule: define<{ body: schedule.ScheduleInput; result: schedule.SavedSchedule }>({
    id: 'replaceSchedule',
    method: 'put',
    path: '/api/mentors/:id/schedule',
    tag: 'Availability',
    who: 'mentor_or_admin',
    scope: 'mentors',
    summary: "Replace a mentor's whole schedule",
    description:
      'In one transaction. `If-Match` holds the `ETag` of the schedule that was changed; when another one stands by now, nothing is saved. The answer has the new `ETag`, and in `conflicts` the booked sessions that are now outside the hours. They stay booked.',
    ifMatch: 'required',
    body: schedule.scheduleInputSchema,
    status: 200,
    response: schedule.savedScheduleSchema,
    problems: ['not_found', 'precondition_failed', 'precondition_required'],
  }),
  previewSchedule: define<{ body: schedule.SchedulePreviewInput; result: schedule.SchedulePreview }>({
    id: 'previewSchedule',
    method: 'post',
    path: '/api/mentors/:id/schedule/preview',
    tag: 'Availability',
    who: 'mentor_or_admin',
    scope: 'mentors',
    summary: 'List the free starts of a schedule that is not saved',
    description: 'What students would see, among the sessions and busy times that stand. Nothing is written.',
    body: schedule.schedulePreviewInputSchema,
    status: 200,
    response: schedule.schedulePreviewSchema,
    problems: ['not_found', 'invalid_duration'],
  }),
} as const;
