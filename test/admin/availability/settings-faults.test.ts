import assert from 'node:assert/strict';
import type { ScheduleSettings } from '../../../api/contract/schedule.ts';
import { isZone, settingFaults, unitOf } from '../../../widget/admin/availability/settings-faults.ts';

const settings: ScheduleSettings = {
  timezone: 'Africa/Nairobi',
  is_available: true,
  slot_step_minutes: 30,
  min_notice_minutes: 0,
  booking_window_days: 60,
  buffer_minutes: 0,
  durations: [30],
};

describe('the settings of a schedule', () => {
  it('have no faults at the bounds of the API', () => {
    assert.deepEqual(settingFaults(settings), []);
    for (const change of [
      { slot_step_minutes: 5 },
      { slot_step_minutes: 240 },
      { min_notice_minutes: 525_600 },
      { booking_window_days: 1 },
      { booking_window_days: 730 },
      { buffer_minutes: 480 },
    ]) {
      assert.deepEqual(settingFaults({ ...settings, ...change }), []);
    }
  });

  it('name every field beyond them, and those without a number', () => {
    const wrong = { slot_step_minutes: 4, min_notice_minutes: 1.5, booking_window_days: 731 };
    const faults = settingFaults({
      ...settings,
      ...wrong,
      buffer_minutes: Number.NaN,
      timezone: 'Mars',
      durations: [],
    });
    assert.deepEqual(faults.sort(), [
      'booking_window_days',
      'buffer_minutes',
      'durations',
      'min_notice_minutes',
      'slot_step_minutes',
      'timezone',
    ]);
  });

  it('know zones by any of their names, and no offsets', () => {
    for (const name of ['UTC', 'Asia/Kolkata', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires'])
      assert.ok(isZone(name), name);
    for (const name of ['', '+02:00', 'Dakar', 'Nowhere/City']) assert.ok(!isZone(name), name);
  });

  it('tell a notice in the largest unit without a remainder', () => {
    assert.deepEqual([0, 30, 90, 120, 1440, 1500, 2880].map(unitOf), [1, 1, 1, 60, 1440, 60, 1440]);
  });
});
