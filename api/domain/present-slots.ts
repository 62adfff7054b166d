import type { AnySlotList } from '../contract/any-mentor.ts';
import type { FreeSlot, SlotList, Slot as WireSlot } from '../contract/slot.ts';
import type { Slot } from './calendar.ts';
import type { SharedSlot } from './starts-of-many.ts';
import { clockChanges, formatInstant, instantToWallTime, occursTwice } from './wall-time.ts';

/** Slots as the wire has them: wall times of `timeZone`, weekdays in `locale`. */
export function presentSlots(
  slots: readonly Slot[],
  { timeZone, locale }: { timeZone: string; locale: string },
): FreeSlot[] {
  const days = dayNames(locale);
  return slots.map(({ startsAt, maxDurationMinutes, capacity, placesLeft, mode, place }) => {
    const { date, time, dayOfWeek, offset } = instantToWallTime(timeZone, startsAt);
    return {
      datetime: formatInstant(startsAt, timeZone),
      date,
      time,
      ...(occursTwice(timeZone, startsAt) && { timezone_offset: offset }),
      day_name: days[dayOfWeek] as string,
      available: true,
      max_duration_minutes: maxDurationMinutes,
      ...(capacity !== undefined && { capacity }),
      ...(placesLeft !== undefined && { places_left: placesLeft }),
      ...(mode && { mode }),
      ...(place && { place }),
    };
  });
}

/** The same slots, in the same order, where starts that one student cannot book say why. */
export function markBarred(
  presented: readonly WireSlot[],
  slots: readonly Slot[],
  whyBarred: (startsAt: number) => NonNullable<WireSlot['reason']> | null,
): WireSlot[] {
  return presented.map((slot, index) => {
    const reason = whyBarred((slots[index] as Slot).startsAt);
    return reason ? { ...slot, available: false, reason } : slot;
  });
}

/** Starts of many mentors, each with how many are free. */
export function presentSharedSlots(
  slots: readonly SharedSlot[],
  { isBusy, ...viewer }: { timeZone: string; locale: string; isBusy: (startsAt: number) => boolean },
): AnySlotList['slots'] {
  const whyBarred = (startsAt: number) => (isBusy(startsAt) ? 'student_busy' : null);
  return markBarred(presentSlots(slots, viewer), slots, whyBarred).map((slot, index) => ({
    ...slot,
    mentors_free: (slots[index] as SharedSlot).mentorsFree,
  }));
}

/** How far from UTC both zones are when the window begins, and what changes that before it ends. */
export function presentOffsets(
  { start, end }: { start: number; end: number },
  { timeZone, mentorZone }: { timeZone: string; mentorZone: string },
): Pick<SlotList, 'timezone_offset' | 'mentor_timezone_offset' | 'clock_changes'> {
  const offsetsAt = (instant: number) => ({
    timezone_offset: instantToWallTime(timeZone, instant).offset,
    mentor_timezone_offset: instantToWallTime(mentorZone, instant).offset,
  });
  const changes = [timeZone, mentorZone].flatMap((zone) => clockChanges(zone, start, end));
  return {
    ...offsetsAt(start),
    clock_changes: [...new Set(changes)]
      .sort((one, other) => one - other)
      .map((instant) => ({ datetime: formatInstant(instant, timeZone), ...offsetsAt(instant) })),
  };
}

const known = new Map<string, readonly string[]>();

/** Monday to Sunday in `locale`, with a capital; French for a language that Intl does not have. */
function dayNames(locale: string): readonly string[] {
  const found = known.get(locale);
  if (found) return found;
  const [supported = 'fr'] = Intl.DateTimeFormat.supportedLocalesOf([locale]);
  const format = new Intl.DateTimeFormat(supported, { weekday: 'long', timeZone: 'UTC' });
  // 2024-01-01 was a Monday.
  const names = Array.from({ length: 7 }, (_, day) => {
    const name = format.format(Date.UTC(2024, 0, 1 + day));
    return name.charAt(0).toLocaleUpperCase(supported) + name.slice(1);
  });
  if (known.size >= 200) known.clear();
  known.set(locale, names);
  return names;
}
