import type { RuleInput } from '../../../api/contract/availability.ts';
import type { Mode } from '../../../api/contract/primitives.ts';
import { dateOfDay, dayOfWeek } from '../../../api/domain/calendar-date.ts';
import { parseRule, WEEKDAYS } from '../../../api/domain/rule-text.ts';

/** What the form asks for a rule that is not every week. */
export interface RuleForm {
  readonly kind: 'weeks' | 'month-weekday' | 'month-day';
  /** Every so many weeks or months. */
  readonly every: number;
  /** 0 = Monday; of `weeks`. */
  readonly weekdays: readonly number[];
  /** 1 to 5, or -1 for the last; of `month-weekday`. */
  readonly nth: number;
  readonly weekday: number;
  /** 1 to 31, or -1 for the last day; of `month-day`. */
  readonly monthDay: number;
  readonly startTime: string;
  readonly endTime: string;
  /** YYYY-MM-DD, from when on. */
  readonly dtstart: string;
  /** YYYY-MM-DD, the last day; empty for ever. */
  readonly until: string;
  readonly exdate: readonly string[];
  readonly rdate: readonly string[];
  /** How many students may share a session, 1 to 500. */
  readonly capacity: number;
  /** Null where it is as the mentor's sessions are otherwise. */
  readonly mode: Mode | null;
  readonly place: string;
}

type SentRule = RuleInput & { readonly id?: number };

/** What a new rule begins as: every two weeks on the weekday of `today`. */
export function newForm(today: string): RuleForm {
  return {
    kind: 'weeks',
    every: 2,
    weekdays: [dayOfWeek(today)],
    nth: 1,
    weekday: 0,
    monthDay: 1,
    startTime: '09:00',
    endTime: '12:00',
    dtstart: today,
    until: '',
    exdate: [],
    rdate: [],
    capacity: 1,
    mode: null,
    place: '',
  };
}

/** A rule as the form shows it; null when it says what the form cannot. */
export function formOf(rule: SentRule): RuleForm | null {
  const { rrule, dtstart } = rule;
  if (!rrule || !dtstart || rule.is_active === false) return null;
  const parts = parseRule(rrule);
  const { freq, interval, byDay, byMonthDay, bySetPos } = parts;
  if (parts.count !== null || parts.byMonth.length > 0) return null;
  const form: RuleForm = {
    ...newForm(dtstart),
    every: interval,
    startTime: rule.start_time,
    endTime: rule.end_time,
    until: parts.until === null ? '' : dateOfDay(parts.until),
    exdate: rule.exdate ?? [],
    rdate: rule.rdate ?? [],
    capacity: rule.capacity ?? 1,
    mode: rule.mode ?? null,
    place: rule.place ?? '',
  };
  if (freq === 'WEEKLY' && bySetPos.length === 0) {
    // Where weeks begin decides which days are of the same fortnight; the form lets them begin on Monday.
    if (parts.wkst !== 0 && interval > 1) return null;
    const days = byDay.length ? byDay.map(({ weekday }) => weekday).sort() : [dayOfWeek(dtstart)];
    return { ...form, kind: 'weeks', weekdays: days };
  }
  if (freq !== 'MONTHLY') return null;
  const [day] = byDay;
  if (day && byDay.length === 1 && byMonthDay.length === 0) {
    const positions = day.nth === 0 ? bySetPos : bySetPos.length ? [] : [day.nth];
    const [nth] = positions;
    const isOffered = nth !== undefined && positions.length === 1 && (nth === -1 || (nth > 0 && nth <= 5));
    return isOffered ? { ...form, kind: 'month-weekday', nth, weekday: day.weekday } : null;
  }
  if (day || bySetPos.length > 0) return null;
  const [monthDay = Number(dtstart.slice(8)), another] = byMonthDay;
  const isOffered = another === undefined && monthDay >= -1;
  return isOffered ? { ...form, kind: 'month-day', monthDay } : null;
}

/** The rule that a form says. */
export function ruleOfForm(form: RuleForm): RuleInput {
  const names = (days: readonly number[]) => days.map((day) => WEEKDAYS[day]).join(',');
  const days = {
    weeks: `FREQ=WEEKLY;INTERVAL=${form.every};BYDAY=${names(form.weekdays.toSorted((a, b) => a - b))}`,
    'month-weekday': `FREQ=MONTHLY;INTERVAL=${form.every};BYDAY=${form.nth}${WEEKDAYS[form.weekday]}`,
    'month-day': `FREQ=MONTHLY;INTERVAL=${form.every};BYMONTHDAY=${form.monthDay}`,
  }[form.kind];
  return {
    rrule: days.replace(';INTERVAL=1;', ';') + (form.until && `;UNTIL=${form.until.replaceAll('-', '')}`),
    dtstart: form.dtstart,
    exdate: form.exdate.toSorted(),
    rdate: form.rdate.toSorted(),
    start_time: form.startTime,
    end_time: form.endTime,
    capacity: form.capacity,
    mode: form.mode,
    place: form.place.trim() || null,
    is_active: true,
  };
}

/** What keeps a form from being a rule, by field. */
export type FormFault = 'weekdays' | 'every' | 'endTime' | 'dtstart' | 'until' | 'capacity';

export function formFaults(form: RuleForm): FormFault[] {
  const faults: [FormFault, boolean][] = [
    ['every', !(Number.isInteger(form.every) && form.every >= 1 && form.every <= 52)],
    ['weekdays', form.kind === 'weeks' && form.weekdays.length === 0],
    ['endTime', form.endTime <= form.startTime],
    ['dtstart', form.dtstart === ''],
    ['until', form.until !== '' && form.until < form.dtstart],
    ['capacity', !(Number.isInteger(form.capacity) && form.capacity >= 1 && form.capacity <= 500)],
  ];
  return faults.filter(([, isFault]) => isFault).map(([field]) => field);
}
