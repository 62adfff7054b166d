import type { MailWords } from './words.ts';

export const words: MailWords = {
  lang: 'en',
  dir: 'ltr',
  colon: ':',
  titles: {
    session_booked: 'Session booked',
    session_cancelled: 'Session cancelled',
    session_rescheduled: 'Session moved',
    session_reminder: 'Session reminder',
    review_requested: 'Session ended',
    request_received: 'Session request',
    zone_data_changed: 'Clocks have changed',
    waiting_list_offer: 'A time has opened',
  },
  subject: (title, other, when) => `${title}: ${when}, with ${other}`,
  greeting: (name) => `Hello ${name},`,
  greetingOnly: 'Hello,',

  booked: (other) => ({
    reader: `You booked a session with ${other}.`,
    other: `${other} booked a session with you.`,
    somebody: `A session with ${other} was booked for you.`,
  }),
  cancelled: (other) => ({
    reader: `You cancelled your session with ${other}.`,
    other: `${other} cancelled your session.`,
    somebody: `Your session with ${other} was cancelled.`,
  }),
  rescheduled: (other) => ({
    reader: `You moved your session with ${other}.`,
    other: `${other} moved your session.`,
    somebody: `Your session with ${other} was moved.`,
  }),
  series: {
    session_booked: {
      title: 'Sessions booked',
      sentence: (other, count) => ({
        reader: `You booked ${count} sessions with ${other}.`,
        other: `${other} booked ${count} sessions with you.`,
        somebody: `${count} sessions with ${other} were booked for you.`,
      }),
    },
    session_cancelled: {
      title: 'Sessions cancelled',
      sentence: (other, count) => ({
        reader: `You cancelled ${count} sessions with ${other}.`,
        other: `${other} cancelled ${count} of your sessions.`,
        somebody: `${count} of your sessions with ${other} were cancelled.`,
      }),
    },
    session_rescheduled: {
      title: 'Sessions moved',
      sentence: (other, count) => ({
        reader: `You moved ${count} sessions with ${other}.`,
        other: `${other} moved ${count} of your sessions.`,
        somebody: `${count} of your sessions with ${other} were moved.`,
      }),
    },
  },
  reminder: (other) => `Your session with ${other} is coming up.`,
  review: (other) => ({
    student: `How was your session with ${other}? Your review helps other students.`,
    mentor: `How did your session with ${other} go? Please say whether it took place.`,
  }),
  request: (other) => ({
    student: `Your request for a session with ${other} was sent. You will be told the answer.`,
    mentor: `${other} would like a session with you and is waiting for your answer.`,
  }),
  accepted: (other) => ({
    student: `${other} accepted your request. The session is booked.`,
    mentor: `You accepted the request of ${other}. The session is booked.`,
  }),
  requestEnded: {
    declined: {
      title: 'Request declined',
      sentence: (other) => ({
        student: `${other} cannot take this session.`,
        mentor: `You declined the request of ${other}.`,
      }),
    },
    withdrawn: {
      title: 'Request withdrawn',
      sentence: (other) => ({
        student: `You withdrew your request for a session with ${other}.`,
        mentor: `${other} no longer asks for this session.`,
      }),
    },
    expired: {
      title: 'Request expired',
      sentence: (other) => ({
        student: `${other} did not answer your request in time.`,
        mentor: `The request of ${other} was not answered in time.`,
      }),
    },
  },
  zoneChanged: (other) =>
    `Official time has changed where you or ${other} live. Your session stays at the same moment; this is what clocks now show. If it no longer suits you, move it.`,
  offer: (mentor, until) =>
    `${mentor} is free at this time, which you were waiting for. It is kept for you until ${until}; then it goes to the next person.`,
  erased: 'a person who was erased',

  labels: {
    when: 'Date and time',
    dates: 'Dates',
    formerly: 'Before',
    duration: 'Duration',
    mentor: 'Mentor',
    student: 'Student',
    where: 'Where',
    subject: 'Subject',
    description: 'Description',
    reason: 'Reason',
    answerBy: 'Answer by',
    free: 'Still free',
  },
  video: 'Video meeting',
  modes: { online: 'Online', in_person: 'In person', phone: 'By phone' },
  otherTime: (other, when, city) => `For ${other}: ${when} (${city})`,

  join: 'Join the video meeting',
  move: 'Move',
  cancel: 'Cancel the session',
  accept: 'Accept',
  decline: 'Decline this time',
  leave: 'Leave the waiting list',
  acceptedTitle: 'Request accepted',
  answer: 'Accept the request',
  refuse: 'Decline',
  again: 'Choose another time',
  toReview: { student: 'Leave a review', mentor: 'Close the session' },
  preferences: 'Choose which messages I get',
  why: (partner) => `You get this message because you are part of a session at ${partner}.`,
  whyWaiting: (partner) => `You get this message because you are on the waiting list of ${partner}.`,
};
