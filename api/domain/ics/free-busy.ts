import type { SkipReason } from '../../contract/busy-feed.ts';
import type { Period } from '../calendar.ts';
import { CalendarFault } from './calendar-faults.ts';
import type { CalendarPart } from './calendar-parts.ts';
import { addedOf } from './event-times.ts';
import { periodOf, valuesOf, type Zones } from './moments.ts';

/** The busy periods of a VFREEBUSY, and what of it could not be read. Source: RFC 5545 §3.6.4. */
export function readFreeBusy(
  { properties }: CalendarPart,
  zones: Zones,
): { readonly periods: readonly Period[]; readonly faults: readonly SkipReason[] } {
  const periods: Period[] = [];
  const faults: SkipReason[] = [];
  for (const property of properties) {
    if (property.name !== 'FREEBUSY' || property.parameters.get('FBTYPE')?.toUpperCase() === 'FREE') continue;
    for (const value of valuesOf(property)) {
      try {
        const [start, length] = addedOf(value, property, null, zones);
        if (length) periods.push(periodOf(start, length));
      } catch (error) {
        if (!(error instanceof CalendarFault)) throw error;
        faults.push('bad_date');
      }
    }
  }
  return { periods, faults };
}
