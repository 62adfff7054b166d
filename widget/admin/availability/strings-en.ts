import type { AvailabilityWords } from './strings.ts';

const nths = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

/** `first`, `12th`, `last`, `third-to-last`. */
function nth(n: number): string {
  if (n === -1) return 'last';
  if (n < 0) return `${nth(-n)}-to-last`;
  return nths[n] ?? ordinal(n);
}

const plurals = new Intl.PluralRules('en', { type: 'ordinal' });

/** 22 -> `22nd`. */
function ordinal(n: number): string {
  const suffixes: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${n}${suffixes[plurals.select(n)] ?? 'th'}`;
}

export const words: AvailabilityWords = {
  tag: 'en-GB',
  rule: {
    tag: 'en-GB',
    every: (frequency, n) => {
      const unit = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }[frequency];
      return n === 1 ? `every ${unit}` : `every ${n} ${unit}s`;
    },
    weekday: (name) => `on ${name}`,
    nthWeekday: (name, _, n) => `on the ${nth(n)} ${name}`,
    monthDay: (day) => `on the ${day > 0 ? ordinal(day) : `${nth(day)} day of the month`}`,
    ofYear: 'of the year',
    inMonths: (months) => `in ${months}`,
    only: (days) => `only ${days}`,
    position: (n) => `the ${nth(n)}`,
    chosen: (positions, frequency) =>
      `only ${positions} of these days in each ${{ DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }[frequency]}`,
    weeksFrom: (weekday) => `with weeks that begin on ${weekday}`,
    times: (count) => (count === 1 ? 'once' : `${count} times`),
    since: (date) => `from ${date}`,
    until: (date) => `until ${date}`,
    except: (dates) => `except on ${dates}`,
    also: (dates) => `and also on ${dates}`,
    more: (count) => `${count} more`,
  },
  title: 'Availability',
  intro: 'When students can book you. Nothing changes for them until you save.',
  noMentor: { text: 'Choose the mentor whose availability you want to change.', link: 'To the mentors' },
  of: (mentor) => `Availability of ${mentor}`,
  from: 'From',
  to: 'To',
  hours: (from, to) => `${from} to ${to}`,
  week: {
    title: 'Every week',
    hint: 'Drag across the grid to add hours, drag a block to move it, and its ends to change its length. On a touch screen, hold your finger on the grid.',
    keys: 'Keyboard shortcuts',
    keyList: [
      ['← ↑ → ↓', 'Move in the grid'],
      ['Enter', 'Add hours, or select those that are there'],
      ['Shift + ↑ ↓', 'Make the hours shorter or longer'],
      ['Alt + ← ↑ → ↓', 'Move the hours'],
      ['Delete', 'Remove the hours'],
      ['Ctrl + Z', 'Undo'],
    ],
    grid: 'Grid',
    list: 'List',
    view: 'View',
    step: 'Grid lines',
    gridName: 'Hours of every week',
    cell: (day, time, block) => `${day} ${time}, ${block ? `open ${block}` : 'closed'}`,
    block: (day, from, to) => `${day}, ${from} to ${to}`,
    add: (day) => `Add hours on ${day}`,
    remove: (block) => `Remove ${block}`,
    none: 'Closed',
    nothingSelected: 'Select hours in the grid to change them here.',
    copy: (day) => `Copy ${day} to other days`,
    copyHint: 'The hours of those days are replaced.',
    workdays: 'Monday to Friday',
    everyDay: 'Every day',
    copyDo: 'Copy',
  },
  told: {
    added: (block) => `Added: ${block}.`,
    moved: (block) => `Moved to ${block}.`,
    resized: (block) => `Now ${block}.`,
    removed: (block) => `Removed: ${block}.`,
    merged: (block) => `Joined with the hours beside: ${block}.`,
    selected: (block) => `Selected: ${block}.`,
    copied: (days) => `Copied to ${days}.`,
    undone: 'Undone.',
    redone: 'Done again.',
    loaded: 'The saved availability has been loaded.',
  },
  rules: {
    title: 'Other recurring hours',
    hint: 'Every two weeks, once a month, until a date. They come on top of the hours of every week.',
    add: 'Add recurring hours',
    change: 'Change recurring hours',
    none: 'None.',
    kept: 'This rule cannot be changed here. It holds as it is, and you can remove it.',
    paused: 'Not in force',
    pause: 'Pause',
    resume: 'Resume',
    details: 'Details',
    kind: 'Repeats',
    kinds: {
      weeks: 'By weeks',
      'month-weekday': 'On a weekday of the month',
      'month-day': 'On a day of the month',
    },
    everyWeeks: 'Every',
    everyMonths: 'Every',
    weeks: 'weeks',
    months: 'months',
    weekdays: 'On these days',
    which: 'Which one',
    nth: (n) => nth(n).replace(/^./, (letter) => letter.toUpperCase()),
    weekday: 'Weekday',
    monthDay: 'Day of the month',
    lastDay: 'Last day of the month',
    dtstart: 'First possible date',
    until: 'Last possible date',
    untilHint: 'Leave empty to go on for ever.',
    exdate: 'Except on',
    rdate: 'Also on',
    capacity: 'Places',
    capacityHint: 'How many students may share one session.',
    places: (count) => `${count} places`,
    mode: 'How you meet',
    anyMode: 'As in your other hours',
    modes: { online: 'Online', in_person: 'In person', phone: 'By phone' },
    place: 'Place',
    placeHint: 'A room, an address, or the number to call. Those who book are told.',
    addDate: 'Add the date',
    removeDate: (date) => `Remove ${date}`,
    done: 'Apply',
    faults: {
      every: 'Enter a whole number from 1 to 52.',
      weekdays: 'Choose at least one day.',
      endTime: 'The end must be after the start.',
      dtstart: 'Enter a date.',
      until: 'The last date must not be before the first.',
      capacity: 'Enter a whole number from 1 to 500.',
    },
    changed: 'Recurring hours changed.',
    removed: 'Recurring hours removed.',
  },
  overrides: {
    title: 'Holidays and single dates',
    hint: 'Choose a date to close it or to give it other hours.',
    previous: 'Previous month',
    next: 'Next month',
    range: 'Choose several days',
    rangeHint: 'Choose the first day, then the last.',
    states: { usual: 'usual hours', closed: 'closed', other: 'other hours', past: 'past' },
    chosen: (dates, count) => (count === 1 ? dates : `${dates} (${count} days)`),
    close: 'Closed',
    other: 'Other hours',
    usual: 'Usual hours',
    addHours: 'Add hours',
    removeHours: (hours) => `Remove ${hours}`,
    apply: 'Apply these hours',
    coming: 'Coming dates',
    none: 'No holidays and no other hours to come.',
    remove: (dates) => `Back to the usual hours: ${dates}`,
    changed: (dates, state) => `${dates}: ${state}.`,
  },
  settings: {
    title: 'Booking rules',
    taking: 'Students can book me',
    takingHint: 'When this is off, no slot is shown. Booked sessions stay.',
    zone: 'Time zone',
    zoneHint: 'All hours on this page are in this zone. Students see theirs.',
    zoneFault: 'Choose a time zone from the list.',
    buffer: 'Break between sessions',
    bufferHint: 'Kept free before and after each session.',
    notice: 'Notice',
    noticeHint: 'How long before the start a session can still be booked.',
    unit: 'Unit',
    minutes: 'minutes',
    hours: 'hours',
    days: 'days',
    window: 'Booking window',
    windowHint: 'How far ahead students can book.',
    step: 'A start every',
    stepHint: 'Counted from the beginning of your hours.',
    durations: 'Lengths of a session',
    durationsHint: 'One to eight lengths.',
    newDuration: 'Another length, minutes',
    addDuration: 'Add the length',
    between: (least, most) => `Enter a whole number from ${least} to ${most}.`,
  },
  preview: {
    title: 'What students see',
    hint: 'With your changes, before they are saved.',
    notTaking: 'You take no bookings at present: students see no slot.',
    inFault: 'The preview comes back once the values above are right.',
    conflicts: (count) =>
      count === 1
        ? 'One booked session would lie outside these hours. It stays booked.'
        : `${count} booked sessions would lie outside these hours. They stay booked.`,
  },
  bar: {
    unsaved: 'Changes not saved',
    undo: 'Undo',
    redo: 'Redo',
    discarded: 'Your changes were discarded.',
  },
  meanwhile: {
    title: 'This availability was changed meanwhile',
    text: 'Another tab or another person saved a change after you opened this page. Yours is not saved.',
    theirs: 'Load what was saved',
    mine: 'Save mine over it',
  },
  outside: {
    title: (count) =>
      count === 1
        ? 'One booked session is now outside your hours'
        : `${count} booked sessions are now outside your hours`,
    text: 'They stay booked. Move or cancel them if you cannot hold them.',
    session: (date, time) => `${date}, ${time}`,
  },
  faultAt: (place) => `The server does not take this: ${place}`,
};
