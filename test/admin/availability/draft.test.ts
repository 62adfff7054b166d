import assert from 'node:assert/strict';
import type { Availability } from '../../../api/contract/availability.ts';
import type { Schedule } from '../../../api/contract/schedule.ts';
import { type Draft, documentOf, draftOf, History } from '../../../widget/admin/availability/draft.ts';
import { datesBetween, sameDayIn, weeksOf } from '../../../widget/admin/availability/month.ts';
import { mergeRanges, runsOf, setDates } from '../../../widget/admin/availability/overrides.ts';

const today = '2026-11-23';

const rule = (id: number, rrule: string, rest: Partial<Availability> = {}): Availability => ({
  id,
  mentor_id: 1,
  day_of_week: null,
  rrule,
  dtstart: '2026-01-05',
  exdate: [],
  rdate: [],
  start_time: '09:00',
  end_time: '12:00',
  capacity: 1,
  mode: null,
  place: null,
  is_active: true,
  created_at: '2026-01-01T00:00:00+00:00',
  ...rest,
});

const schedule = (...availabilities: Availability[]): Schedule => ({
  timezone: 'Africa/Nairobi',
  is_available: true,
  slot_step_minutes: 30,
  min_notice_minutes: 0,
  booking_window_days: 60,
  buffer_minutes: 0,
  durations: [30, 60],
  availabilities,
  overrides: [],
});

const nine = { start: 540, end: 720 };

describe('the draft of a schedule', () => {
  it('takes rules of every week for blocks, and no others', () => {
    const others = [
      rule(3, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'),
      rule(4, 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270101'),
      rule(5, 'FREQ=WEEKLY;BYDAY=MO;COUNT=3'),
      rule(6, 'FREQ=WEEKLY;BYDAY=MO', { exdate: ['2026-12-21'] }),
      rule(7, 'FREQ=WEEKLY;BYDAY=MO', { is_active: false }),
      rule(8, 'FREQ=WEEKLY;BYDAY=MO', { dtstart: '2026-11-24' }),
      rule(9, 'FREQ=MONTHLY;BYDAY=1MO'),
      rule(11, 'FREQ=WEEKLY;BYDAY=MO', { capacity: 6 }),
      rule(12, 'FREQ=WEEKLY;BYDAY=MO', { place: 'Room 12' }),
      rule(10, 'FREQ=WEEKLY;BYDAY=MO;BYMONTH=1'),
    ];
    const whole = schedule(rule(1, 'FREQ=WEEKLY;BYDAY=TU'), rule(2, 'FREQ=WEEKLY;BYDAY=MO,FR'), ...others);
    const { blocks, rules } = draftOf(whole, today);
    assert.deepEqual(blocks, [
      { day: 0, ...nine },
      { day: 1, ...nine },
      { day: 4, ...nine },
    ]);
    assert.deepEqual(rules, others);
  });

  it('that was not changed is sent as it was read, overlaps and all', () => {
    const whole = schedule(
      rule(1, 'FREQ=WEEKLY;BYDAY=MO,TU'),
      rule(2, 'FREQ=WEEKLY;BYDAY=MO', { start_time: '11:00', end_time: '15:00' }),
      rule(3, 'FREQ=DAILY;COUNT=4'),
    );
    assert.deepEqual(documentOf(draftOf(whole, today), whole, today), whole);
  });

  it('keeps the rules of days that did not change, and sends new ones for the others', () => {
    const whole = schedule(rule(1, 'FREQ=WEEKLY;BYDAY=MO'), rule(2, 'FREQ=WEEKLY;BYDAY=TU,WE'));
    const draft = draftOf(whole, today);
    const blocks = draft.blocks.map((block) => (block.day === 2 ? { ...block, end: 780 } : block));
    const sent = documentOf({ ...draft, blocks }, whole, today).availabilities;
    assert.deepEqual(sent, [
      whole.availabilities[0],
      { day_of_week: 1, start_time: '09:00', end_time: '12:00' },
      { day_of_week: 2, start_time: '09:00', end_time: '13:00' },
    ]);
  });

  it('keeps a rule that says one of the new blocks of a day', () => {
    const whole = schedule(
      rule(1, 'FREQ=WEEKLY;BYDAY=MO'),
      rule(2, 'FREQ=WEEKLY;BYDAY=MO', { start_time: '11:00', end_time: '15:00' }),
    );
    const draft = draftOf(whole, today);
    assert.deepEqual(draft.blocks, [{ day: 0, start: 540, end: 900 }]);
    const blocks = [
      { day: 0, ...nine },
      { day: 0, start: 1380, end: 1440 },
    ];
    assert.deepEqual(documentOf({ ...draft, blocks }, whole, today).availabilities, [
      whole.availabilities[0],
      { day_of_week: 0, start_time: '23:00', end_time: '24:00' },
    ]);
    assert.deepEqual(documentOf({ ...draft, blocks: [] }, whole, today).availabilities, []);
  });

  it('on top of what somebody else saved sends rules that she removed as new ones', () => {
    const fortnight = rule(2, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO');
    const mine = draftOf(schedule(rule(1, 'FREQ=WEEKLY;BYDAY=MO'), fortnight), today);
    const theirs = schedule(rule(9, 'FREQ=WEEKLY;BYDAY=MO'));
    const { id: _, ...withoutId } = fortnight;
    assert.deepEqual(documentOf(mine, theirs, today).availabilities, [theirs.availabilities[0], withoutId]);
  });
});

describe('the history of drafts', () => {
  const draft = (buffer_minutes: number): Draft => ({
    ...draftOf({ ...schedule(), buffer_minutes }, today),
  });

  it('goes back and forward, and forgets what was undone when something else is done', () => {
    const history = new History();
    const [one, two, three] = [draft(1), draft(2), draft(3)];
    assert.equal(history.canUndo, false);
    assert.equal(history.undo(one), one);
    history.keep(one);
    history.keep(two);
    assert.equal(history.undo(three), two);
    assert.equal(history.undo(two), one);
    assert.equal(history.redo(one), two);
    history.keep(two);
    assert.equal(history.canRedo, false);
    assert.equal(history.redo(draft(4)).settings.buffer_minutes, 4);
  });
});

describe('overrides as a person sees them', () => {
  const hours = [{ start_time: '18:00', end_time: '19:00' }];

  it('are runs of dates with the same hours', () => {
    assert.deepEqual(
      runsOf([
        { date: '2026-12-30', ranges: [] },
        { date: '2026-12-31', ranges: [] },
        { date: '2027-01-01', ranges: [] },
        { date: '2027-01-02', ranges: hours },
        { date: '2027-01-04', ranges: hours },
      ]),
      [
        { from: '2026-12-30', to: '2027-01-01', ranges: [] },
        { from: '2027-01-02', to: '2027-01-02', ranges: hours },
        { from: '2027-01-04', to: '2027-01-04', ranges: hours },
      ],
    );
  });

  it('are set for a range of dates, and taken away again', () => {
    const dates = datesBetween('2027-01-01', '2026-12-30');
    assert.deepEqual(dates, ['2026-12-30', '2026-12-31', '2027-01-01']);
    const closed = setDates([{ date: '2026-12-31', ranges: hours }], dates, []);
    assert.deepEqual(
      closed,
      dates.map((date) => ({ date, ranges: [] })),
    );
    assert.deepEqual(setDates(closed, ['2026-12-31'], null), [
      { date: '2026-12-30', ranges: [] },
      { date: '2027-01-01', ranges: [] },
    ]);
  });

  it('have ranges in order, joined where they meet', () => {
    const range = (start_time: string, end_time: string) => ({ start_time, end_time });
    assert.deepEqual(
      mergeRanges([range('20:00', '24:00'), range('10:00', '12:00'), range('09:00', '10:30')]),
      [range('09:00', '12:00'), range('20:00', '24:00')],
    );
  });
});

describe('months', () => {
  it('are whole weeks from Monday on', () => {
    const weeks = weeksOf('2026-11');
    assert.equal(weeks.length, 6);
    assert.equal(weeks[0]?.[0], '2026-10-26');
    assert.equal(weeks[5]?.[6], '2026-12-06');
    assert.equal(weeksOf('2027-02').length, 4);
    assert.equal(weeksOf('2026-12')[4]?.[6], '2027-01-03');
  });

  it('have the same day, or their last', () => {
    assert.equal(sameDayIn('2027-02', '2027-01-31'), '2027-02-28');
    assert.equal(sameDayIn('2028-02', '2027-01-31'), '2028-02-29');
    assert.equal(sameDayIn('2026-12', '2026-11-23'), '2026-12-23');
  });
});
