import type { ScheduleSettings } from '../../../api/contract/schedule.ts';

/** Least and most of each number, as the API has them. */
export const bounds = {
  buffer_minutes: [0, 480],
  min_notice_minutes: [0, 525_600],
  booking_window_days: [1, 730],
  slot_step_minutes: [5, 240],
} as const;

/** Least and most minutes of a session, and how many lengths there may be. */
export const durationBounds = [5, 480] as const;
export const MOST_DURATIONS = 8;

export type SettingFault = keyof typeof bounds | 'timezone' | 'durations';

/** What the API would refuse, by field. */
export function settingFaults(settings: ScheduleSettings): SettingFault[] {
  const numbers = (Object.keys(bounds) as (keyof typeof bounds)[]).filter((name) => {
    const [least, most] = bounds[name];
    const value = settings[name];
    return !(Number.isInteger(value) && value >= least && value <= most);
  });
  return [
    ...numbers,
    ...(isZone(settings.timezone) ? [] : (['timezone'] as const)),
    ...(settings.durations.length > 0 ? [] : (['durations'] as const)),
  ];
}

/** Whether this browser knows a zone of that name; the list that it offers has one of several names only. */
export function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && !!new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
}

/** The largest unit that says a number of minutes without a remainder, in minutes. */
export function unitOf(minutes: number): 1 | 60 | 1440 {
  if (minutes > 0 && minutes % 1440 === 0) return 1440;
  return minutes > 0 && minutes % 60 === 0 ? 60 : 1;
}
