import type { Calendar, Kind, Period, Seat, Slot, Whereabouts } from './calendar.ts';
import { takenPeriods } from './open-periods.ts';

/** The seats that are taken in one group: of one start and one end. */
export type Group = { readonly taken: number; readonly where?: Whereabouts };

/** Finds the group of a period; undefined where nobody has a seat in one. */
export type GroupAt = (period: Period) => Group | undefined;

/** Groups of a calendar's seats. Where its sessions take place, a group takes place too, whatever the rules say now. */
export function groupsOf({ seats = [] }: Pick<Calendar, 'seats'>): GroupAt {
  if (seats.length === 0) return () => undefined;
  const groups = Map.groupBy(seats, keyOf);
  return (period) => {
    const group = groups.get(keyOf(period));
    const booked = group?.find((seat) => seat.mode !== undefined || seat.place !== undefined);
    return group && { taken: group.length, ...(booked && { where: booked }) };
  };
}

/** Whether something other than the seats of its own group is in the way of a session. */
export function isBarredFor(
  { busy, seats = [], settings }: Pick<Calendar, 'busy' | 'seats' | 'settings'>,
  session: Period,
): boolean {
  const key = keyOf(session);
  const others = seats.filter((seat) => keyOf(seat) !== key);
  return takenPeriods({ busy, seats: others, settings }, session).length > 0;
}

/** What a slot says of the kind of its hours, and of the group that it leads into. */
export function kindOfSlot(kind: Kind | undefined, group: Group | undefined): Partial<Slot> {
  if (!kind && !group) return {};
  const { capacity = 1 } = kind ?? {};
  const { mode, place } = group?.where ?? kind ?? {};
  return {
    ...(capacity > 1 && { capacity, placesLeft: capacity - (group?.taken ?? 0) }),
    ...(mode && { mode }),
    ...(place && { place }),
  };
}

/**
 * Slots of several kinds as one list: where two kinds have the same start it stands once, as the one with the most
 * places left, and of these as that of the rule that comes first.
 */
export function oneOfEachStart(slots: readonly Slot[]): Slot[] {
  const byStart = new Map<number, Slot>();
  for (const slot of slots) {
    const other = byStart.get(slot.startsAt);
    if (!other || (slot.placesLeft ?? 1) > (other.placesLeft ?? 1)) byStart.set(slot.startsAt, slot);
  }
  return [...byStart.values()].sort((a, b) => a.startsAt - b.startsAt);
}

const keyOf = ({ start, end }: Seat): string => `${start} ${end}`;
