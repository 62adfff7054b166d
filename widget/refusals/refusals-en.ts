import type { RefusalStrings } from './strings.ts';

export const strings: RefusalStrings = {
  problems: {
    own_session: 'You cannot book a session with yourself.',
    not_found: 'This mentor could not be found.',
    invalid_duration: 'This duration is no longer offered.',
    in_past: 'This time is already past.',
    too_soon: 'This time is too close to be booked.',
    too_far: 'This time is too far ahead to be booked.',
    outside_availability: 'The mentor is no longer available at this time.',
    mentor_full: 'The mentor takes no more sessions on that day or in that week.',
    mentor_full_for_new: 'The mentor meets no more new students in that month.',
  },
  quotas: {
    sessions_per_day: 'Sessions per day',
    sessions_per_week: 'Sessions per week',
    sessions_per_term: 'Sessions per term',
    minutes_per_day: 'Minutes per day',
    minutes_per_week: 'Minutes per week',
    minutes_per_term: 'Minutes per term',
  },
  sessions: (quota, limit, used, date) =>
    `${quota}: ${limit} at most, and you have ${used}. The count starts again on ${date}.`,
  minutes: (quota, limit, left, date) =>
    `${quota}: ${limit} at most, and you have ${left} left. The count starts again on ${date}.`,
  suspended: (date) => `You have missed sessions: you can book again from ${date}.`,
  away: (date) => `The mentor is away until ${date}.`,
  closed: (name, range) => `There are no sessions on these dates: ${name} (${range}).`,
  nextTerm: (name, date) => `This date is outside the terms. The next one, ${name}, begins on ${date}.`,
  noTerm: 'This date is outside the terms.',
  tooLate: (time) =>
    `It is too late: a session is cancelled or moved at least ${time} before it begins. Contact your mentor.`,
};
