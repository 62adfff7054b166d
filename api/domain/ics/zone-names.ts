/** The names that calendars give to time zones, as names that Temporal knows: `Europe/Paris`, `+01:00`. */
import windowsIana from 'windows-iana';
import { isTimeZone } from '../wall-time.ts';

/**
 * The zone of each name that Windows, Outlook and Exchange give, in lower case, for its most populous region (CLDR,
 * territory 001).
 */
const windowsZones: ReadonlyMap<string, string> = new Map(
  windowsIana.WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === '001').map(
    ({ windowsName, iana }) => [windowsName.toLowerCase(), String(iana[0])],
  ),
);

/**
 * Where zones have parted since the package's release of CLDR, and names that Windows gives no more. Source: CLDR 48.
 */
const corrected: Readonly<Record<string, string>> = {
  'central asia standard time': 'Asia/Bishkek',
  'kamchatka standard time': 'Asia/Kamchatka',
  'mid-atlantic standard time': 'Etc/GMT+2',
  'mountain standard time (mexico)': 'America/Mazatlan',
};

/** What Outlook shows to people instead of a name, where neither a city nor the name stands in it. */
const shown: Readonly<Record<string, string>> = {
  alaska: 'America/Anchorage',
  arizona: 'America/Phoenix',
  brasilia: 'America/Sao_Paulo',
  'coordinated universal time': 'UTC',
  hawaii: 'Pacific/Honolulu',
  'indiana (east)': 'America/Indiana/Indianapolis',
};

/** Without quotes, escapes (`\,`, `%2F`) and blanks to spare: what names of one zone have in common. */
export function plainName(tzid: string): string {
  return tzid
    .replace(/\\(.)/g, '$1')
    .replace(/%2F/gi, '/')
    .replaceAll('"', '')
    .replaceAll('\u2212', '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The zone of a plain name that leaves no doubt: an IANA name, with or without a registry in front
 * (`/mozilla.org/20050126_1/Europe/Paris`, `tzone://Microsoft/Utc`); one of its old names (`Egypt`, `EST5EDT`); a
 * Windows name.
 */
export function zoneOfName(name: string): string | undefined {
  return ianaName(name) ?? windowsZone(name);
}

/**
 * The zone of a plain name where nothing better is known of it: an abbreviation (`CET`), an offset (`UTC+01:00`,
 * `GMT+0100`), or what Outlook shows to people (`(UTC+01:00) Amsterdam, Berlin`).
 */
export function zoneByGuess(name: string): string | undefined {
  if (isTimeZone(name)) return name;
  const [, sign, hours = '', minutes = '00', rest = ''] =
    /^\(?(?:UTC|GMT|Z)? ?(?:([+-]) ?(\d{1,2})(?::?(\d\d))?)?\)?(?: (.*))?$/i.exec(name) ?? [];
  const offset = sign && Number(hours) <= 14 && `${sign}${hours.padStart(2, '0')}:${minutes}`;
  return zoneShown(rest || name) ?? (offset && Number(minutes) < 60 ? offset : undefined);
}

/** Not an abbreviation: what a calendar says of CET or EST itself is better. */
function ianaName(name: string): string | undefined {
  const parts = name.replaceAll(' ', '_').split('/').filter(Boolean);
  const isRegistered = /^\/|:\/\//.test(name);
  const candidates = [3, 2, ...(isRegistered ? [1] : [])].map((count) => parts.slice(-count).join('/'));
  const isSure = (each: string): boolean => each.includes('/') || !/^[A-Z]{2,4}$/.test(each);
  return candidates.find(
    (each) => (isRegistered || /^(?:UTC|GMT)$/i.test(each) || isSure(each)) && isTimeZone(each),
  );
}

function windowsZone(name: string): string | undefined {
  const lower = name.toLowerCase();
  // Outlook puts a number to the second of the same name in a file.
  const forms = [
    lower,
    lower.replace(/ \d$/, ''),
    lower.replace(/ (?:daylight|summer) time$/, ' standard time'),
  ];
  return forms
    .map((form) => (Object.hasOwn(corrected, form) ? corrected[form] : windowsZones.get(form)))
    .find(Boolean);
}

const regions = ['Europe', 'America', 'Asia', 'Africa', 'Australia', 'Pacific', 'Atlantic', 'Indian'];

function zoneShown(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (Object.hasOwn(shown, lower)) return shown[lower];
  const named = windowsZone(`${text.replace(/ Time(?: \(.*\))?$/i, '')} Standard Time`);
  if (named) return named;
  for (const city of text.split(/ ?[,;:&] ?/)) {
    const found = regions.map((region) => `${region}/${city.replaceAll(' ', '_')}`).find(isTimeZone);
    if (found) return found;
  }
  return undefined;
}
