import type { CalendarWords } from './strings.ts';

export const words: CalendarWords = {
  subscribe: 'Your sessions in your own calendar',
  subscribeText:
    'Subscribe to this address, and every session appears in your calendar, also when it is moved or cancelled.',
  address: 'Secret address',
  secret: 'Anyone who has this address can see your sessions. Do not share it.',
  apple: 'Open in a calendar app',
  renew: 'Renew the address',
  renewQuestion: 'Renew the address?',
  renewText:
    'Calendars that use the present address stop being updated. You will have to subscribe again there.',
  renewed: 'The address is new. Subscribe to it again in your calendar.',
  howToTitle: 'How to subscribe',
  howTo: [
    {
      name: 'Google Calendar',
      steps: [
        'On a computer, open Google Calendar.',
        'Next to “Other calendars”, choose + and then “From URL”.',
        'Paste the address and choose “Add calendar”.',
      ],
    },
    {
      name: 'Outlook',
      steps: [
        'Open the calendar and choose “Add calendar”.',
        'Choose “Subscribe from web”.',
        'Paste the address, give it a name and choose “Import”.',
      ],
    },
    {
      name: 'Apple',
      steps: [
        'On this page, choose “Open in a calendar app” and confirm.',
        'Or on a Mac: “File”, then “New Calendar Subscription”, and paste the address.',
      ],
    },
  ],
  delay: 'Google reads subscribed calendars only every few hours; Apple and Outlook are quicker.',
  busy: 'Busy in your other calendars',
  busyText:
    'While you are busy there, nobody can book you here. Only the times are read, every ten minutes; what your events are about is not.',
  noFeeds: 'No other calendar yet.',
  working: 'Up to date',
  failing: 'Failing',
  lastRead: (ago) => `Read ${ago}`,
  lastTried: (ago) => `Tried ${ago}`,
  neverRead: 'Not read yet',
  kept: 'The times that were read last still count.',
  skipped: (count) =>
    count === 1
      ? 'One event could not be read, or not as a whole.'
      : `${count} events could not be read, or not as a whole.`,
  skipReasons: {
    no_start: 'without a start that can be read',
    no_end: 'with an end that cannot be read, or that lies before the start',
    bad_rule: 'with a repetition that cannot be read: only the first date counts',
    bad_date: 'single dates of a series that cannot be read: the others count',
    too_often: 'that repeat too often to be counted',
    unknown_zone: 'in an unknown time zone: read in yours',
  },
  readNow: 'Read now',
  read: 'The calendar has been read.',
  removeQuestion: (name) => `Remove “${name}”?`,
  removeText: 'The times that it kept busy can be booked again at once.',
  removed: 'The calendar has been removed.',
  addTitle: 'Add a calendar',
  url: 'Address (iCal, ICS)',
  urlHint: 'It begins with https:// or webcal:// and is not shown again.',
  urlMissing: 'Paste the address of a calendar.',
  name: 'Name',
  nameHint: 'So that you recognise it, such as “Work”.',
  addButton: 'Add the calendar',
  adding: 'Reading the calendar…',
  added: 'The calendar has been read; its busy times are closed for bookings.',
  whereTitle: 'Where to find the address',
  where: [
    {
      name: 'Google Calendar',
      steps: [
        'On a computer, open the settings of your calendar.',
        'Under “Integrate calendar”, copy the “Secret address in iCal format”.',
      ],
    },
    {
      name: 'Outlook',
      steps: [
        'Open the settings, then “Calendar” and “Shared calendars”.',
        'Under “Publish a calendar”, publish yours and copy the ICS link.',
      ],
    },
    {
      name: 'iCloud',
      steps: [
        'In the Calendar app, choose the share symbol beside your calendar.',
        'Turn on “Public Calendar” and copy the link.',
      ],
    },
  ],
  failures: {
    address: 'This is not an address that begins with https://, http:// or webcal://.',
    private: 'This address leads into a private network. Only addresses on the public internet can be read.',
    too_large: 'The calendar is larger than 5 MB.',
    too_slow: 'The server did not answer within 10 seconds.',
    no_answer: 'The server gives no answer.',
    refused: 'The server says that there is no such calendar, or that it is not shared.',
    not_calendar: 'There is no calendar at this address.',
    too_complex: 'The calendar has more events or rules than can be counted.',
  },
  exists: 'This calendar is already in the list.',
  tooMany: 'Ten calendars are the most.',
};
