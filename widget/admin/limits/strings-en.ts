import type { LimitsWords } from './strings.ts';

export const words: LimitsWords = {
  title: 'Limits and absence',
  hint: 'What is booked already stays as it is.',
  limits: {
    max_sessions_per_day: 'Most sessions a day',
    max_sessions_per_week: 'Most sessions a week',
    max_new_students_per_month: 'Most new students a month',
  },
  limitHint: 'Leave empty for as many as fit.',
  newStudentsHint: 'Leave empty for as many as fit; 0 for nobody new.',
  pausedUntil: 'Away until',
  pausedHint: 'The first day that can be booked again. Leave empty if not away.',
  standIn: 'Stand-in',
  standInHint: 'Students are offered this mentor during the absence.',
  nobody: 'Nobody',
  between: (least, most) => `Enter a whole number from ${least} to ${most}, or leave empty.`,
  noDate: 'Enter a date.',
  noStandIn: 'Choose another mentor: these two would stand in for each other.',
  save: 'Save limits and absence',
  saved: 'Limits and absence have been saved.',
};
