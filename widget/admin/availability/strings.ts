import type { FormFault, RuleForm } from './rule-form.ts';
import type { KindVocabulary, RuleVocabulary } from './rule-words.ts';

/** What a date on the month calendar is. */
export type DayState = 'usual' | 'closed' | 'other' | 'past';

/** What the page of availability says, in one language. */
export interface AvailabilityWords {
  /** BCP 47 tag for dates and numbers. */
  readonly tag: string;
  readonly rule: RuleVocabulary;
  readonly title: string;
  readonly intro: string;
  /** Said to an admin who has not chosen a mentor. */
  readonly noMentor: { readonly text: string; readonly link: string };
  readonly of: (mentor: string) => string;
  readonly from: string;
  readonly to: string;
  readonly hours: (from: string, to: string) => string;

  readonly week: {
    readonly title: string;
    readonly hint: string;
    readonly keys: string;
    /** Key, and what it does. */
    readonly keyList: readonly (readonly [string, string])[];
    readonly grid: string;
    readonly list: string;
    readonly view: string;
    readonly step: string;
    readonly gridName: string;
    readonly cell: (day: string, time: string, block: string | undefined) => string;
    readonly block: (day: string, from: string, to: string) => string;
    readonly add: (day: string) => string;
    readonly remove: (block: string) => string;
    readonly none: string;
    readonly nothingSelected: string;
    readonly copy: (day: string) => string;
    readonly copyHint: string;
    readonly workdays: string;
    readonly everyDay: string;
    readonly copyDo: string;
  };
  readonly told: {
    readonly added: (block: string) => string;
    readonly moved: (block: string) => string;
    readonly resized: (block: string) => string;
    readonly removed: (block: string) => string;
    readonly merged: (block: string) => string;
    readonly selected: (block: string) => string;
    readonly copied: (days: string) => string;
    readonly undone: string;
    readonly redone: string;
    readonly loaded: string;
  };
  readonly rules: KindVocabulary & {
    readonly title: string;
    readonly hint: string;
    readonly add: string;
    readonly change: string;
    readonly none: string;
    readonly kept: string;
    readonly paused: string;
    readonly pause: string;
    readonly resume: string;
    readonly details: string;
    readonly kind: string;
    readonly kinds: Readonly<Record<RuleForm['kind'], string>>;
    readonly everyWeeks: string;
    readonly everyMonths: string;
    readonly weeks: string;
    readonly months: string;
    readonly weekdays: string;
    readonly which: string;
    readonly nth: (nth: number) => string;
    readonly weekday: string;
    readonly monthDay: string;
    readonly lastDay: string;
    readonly dtstart: string;
    readonly until: string;
    readonly untilHint: string;
    readonly exdate: string;
    readonly rdate: string;
    readonly capacity: string;
    readonly capacityHint: string;
    readonly mode: string;
    readonly anyMode: string;
    readonly place: string;
    readonly placeHint: string;
    readonly addDate: string;
    readonly removeDate: (date: string) => string;
    readonly done: string;
    readonly faults: Readonly<Record<FormFault, string>>;
    readonly changed: string;
    readonly removed: string;
  };
  readonly overrides: {
    readonly title: string;
    readonly hint: string;
    readonly previous: string;
    readonly next: string;
    readonly range: string;
    readonly rangeHint: string;
    readonly states: Readonly<Record<DayState, string>>;
    readonly chosen: (dates: string, count: number) => string;
    readonly close: string;
    readonly other: string;
    readonly usual: string;
    readonly addHours: string;
    readonly removeHours: (hours: string) => string;
    readonly apply: string;
    readonly coming: string;
    readonly none: string;
    readonly remove: (dates: string) => string;
    readonly changed: (dates: string, state: string) => string;
  };
  readonly settings: {
    readonly title: string;
    readonly taking: string;
    readonly takingHint: string;
    readonly zone: string;
    readonly zoneHint: string;
    readonly zoneFault: string;
    readonly buffer: string;
    readonly bufferHint: string;
    readonly notice: string;
    readonly noticeHint: string;
    readonly unit: string;
    readonly minutes: string;
    readonly hours: string;
    readonly days: string;
    readonly window: string;
    readonly windowHint: string;
    readonly step: string;
    readonly stepHint: string;
    readonly durations: string;
    readonly durationsHint: string;
    readonly newDuration: string;
    readonly addDuration: string;
    readonly between: (least: number, most: number) => string;
  };
  readonly preview: {
    readonly title: string;
    readonly hint: string;
    readonly notTaking: string;
    readonly inFault: string;
    readonly conflicts: (count: number) => string;
  };
  readonly bar: {
    readonly unsaved: string;
    readonly undo: string;
    readonly redo: string;
    readonly discarded: string;
  };
  readonly meanwhile: {
    readonly title: string;
    readonly text: string;
    readonly theirs: string;
    readonly mine: string;
  };
  readonly outside: {
    readonly title: (count: number) => string;
    readonly text: string;
    readonly session: (date: string, time: string) => string;
  };
  readonly faultAt: (place: string) => string;
}
