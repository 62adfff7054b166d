import type { LinkWords } from './words.ts';

export const words: LinkWords = {
  optional: 'optional',
  noTime: 'never',
  cancel: {
    title: 'Cancel the session',
    text: (other) => `The button cancels this session. ${other} will be told.`,
    reason: 'Reason',
    button: 'Yes, cancel the session',
    done: 'The session is cancelled.',
    already: 'The session was cancelled already.',
  },
  move: {
    title: 'Move the session',
    text: (other) => `Choose a new time and confirm. ${other} will be told. Until then nothing changes.`,
    none: 'There is no other free time at present.',
    alternatives: 'Nearest free times',
    later: 'Later dates',
    first: 'Back to the first dates',
    button: 'Move to the chosen time',
    done: 'The session is moved.',
    already: 'The session stands at this time already.',
  },
  answer: {
    title: 'Session request',
    text: (other, until) =>
      `${other} asks for this session. The request waits for your answer until ${until}.`,
    button: 'Accept',
    refuse: 'Decline instead',
    done: 'The session is booked. You will get its invitation.',
    already: 'The request was accepted already.',
  },
  refuse: {
    title: 'Decline the request',
    text: (other) => `${other} will be told, and is offered your nearest free times.`,
    button: 'Decline',
    done: 'The request is declined.',
    already: 'The request was declined already.',
  },
  again: {
    title: 'Choose another time',
    text: (other) => `Choose a free time of ${other}. Subject and description stay as they were.`,
    button: 'Book the chosen time',
    done: 'Done: see your mail for what comes next.',
    already: 'That was done already.',
  },
  review: {
    title: 'Review the session',
    text: (other) => `How was it with ${other}? Your review helps other students.`,
    rating: 'Your rating',
    stars: (count) => `${count} out of 5`,
    comment: 'Comment',
    button: 'Send my review',
    done: 'Thank you for your review!',
    already: 'You have reviewed this session already.',
  },
  accept: {
    title: 'Accept this time',
    text: (mentor, until) =>
      `The button books the session with ${mentor}. The time is kept for you until ${until}.`,
    button: 'Yes, book it',
    done: 'The session is booked.',
    already: 'You have accepted already: the session is booked.',
  },
  decline: {
    title: 'Decline this time',
    text: (mentor) =>
      `The button leaves this time of ${mentor} to the next person. You keep your place on the waiting list.`,
    button: 'Yes, decline',
    done: 'The time goes to the next person. You keep your place.',
    already: 'You had declined this time already.',
  },
  leave: {
    title: 'Leave the waiting list',
    text: () => 'The button takes you off this waiting list. A time that is offered goes to the next person.',
    button: 'Yes, leave the list',
    done: 'You are no longer on the waiting list.',
    already: 'You had left the waiting list already.',
  },
  unsubscribe: {
    title: 'Fewer mails',
    text: {
      session_reminder: (partner) =>
        `The button stops the mails by which ${partner} reminds you of your sessions.`,
      review_requested: (partner) =>
        `The button stops the mails by which ${partner} asks you to review sessions.`,
    },
    button: 'Stop these mails',
    done: {
      session_reminder: 'You will get no more reminders by mail.',
      review_requested: 'You will not be asked for reviews by mail any more.',
    },
    already: {
      session_reminder: 'You get no reminders by mail.',
      review_requested: 'You are not asked for reviews by mail.',
    },
  },
  preferences: {
    title: 'What you are told',
    text: (partner) => `Choose which messages about your sessions ${partner} sends you.`,
    oneChannel: 'Each goes by one of these channels.',
    channels: { mail: 'By mail', sms: 'By SMS', whatsapp: 'By WhatsApp' },
    types: {
      session_booking: 'Session booked',
      session_cancelled: 'Session cancelled',
      session_rescheduled: 'Session moved',
      session_reminder: 'Reminder before a session',
      review_requested: 'Request for a review',
      waiting_list_offer: 'Time that opens on the waiting list',
    },
    reminders: 'When to be reminded',
    asPartner: (partner, times) => `As ${partner} has set it: ${times}`,
    before: (time) => `${time} before`,
    own: 'At times of my own, before the session:',
    most: (count) => `Up to ${count}. They hold for sessions that are booked already, too.`,
    button: 'Save',
    done: 'Saved.',
  },
  problems: {
    unknown: ['This link is not known', 'Check that it is whole: some mail programs cut long links.'],
    expired: [
      'This link has expired',
      'A newer mail may have one that works. You can also open your sessions where you booked them.',
    ],
    erased: ['This link is no longer in use', 'The person that it was sent to has been erased.'],
    cancelled: ['This session was cancelled', 'Nothing about it can be changed any more.'],
    past: ['This session has begun or is over', 'It can no longer be moved or cancelled.'],
    not_completed: ['This session cannot be reviewed yet', 'Your mentor has not marked it as held.'],
    offer_over: [
      'This time is no longer kept for you',
      'The time to answer is over, or you have answered already. If you are still on the waiting list, you will hear of the next one.',
    ],
    offer_barred: [
      'This time cannot be booked',
      'You have another session then, or it would be more than you may book. Decline it to keep your place.',
    ],
    too_many: ['Too many requests', 'Please try again in a minute.'],
    away: [
      'Not available at the moment',
      'This page cannot be shown just now. Please try again in a minute.',
    ],
    failed: ['That did not work', 'Nothing was changed. Please try again later.'],
  },
  closed: (partner, time) => [
    'It is too late to change this session here',
    `At ${partner}, students can move or cancel up to ${time} before the start.`,
  ],
  unavailable: (mentor) => [
    'No new times at present',
    `${mentor} is not taking bookings. The session stands as it is.`,
  ],
  faults: {
    taken: 'That time has just been taken. Please choose another.',
    busy: 'There is another session of the student at that time. Please choose another.',
    gone: 'That time is no longer offered. Please choose another.',
    quota: 'That date would exceed the number of sessions that are allowed. Please choose another.',
    choose_time: 'Please choose a time first.',
    choose_rating: 'Please choose a rating first.',
    invalid: 'What was entered cannot be saved. Please check it.',
  },
  toPreferences: 'Choose what you are told',
};
