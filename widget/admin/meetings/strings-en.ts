import type { MeetingWords } from './strings.ts';

export const words: MeetingWords = {
  title: 'Video meetings',
  hints: {
    partner:
      'Where sessions take place with mentors who chose nothing else. Each person gets a link of her own, open from 15 minutes before the session until 30 minutes after it.',
    mentor:
      'Where your sessions take place. Each person gets a link of her own, open from 15 minutes before the session until 30 minutes after it.',
  },
  kind: 'Room',
  kinds: {
    partner: 'As my institution has it',
    none: 'None',
    fixed: 'Always the same address',
    jitsi: 'Jitsi Meet',
    bigbluebutton: 'BigBlueButton',
  },
  room: 'Address of the room',
  server: 'Address of the server',
  jitsiHint: 'Such as https://meet.example.edu. Each session has a room of its own, which nobody can guess.',
  bigBlueButtonHint: 'As the command “bbb-conf --secret” tells it.',
  appId: 'Application id',
  appIdHint: 'Only where the server asks for signed tokens.',
  keyId: 'Key id (8x8.vc)',
  keyIdHint: 'Only for Jitsi as a Service.',
  secret: 'Secret',
  privateKey: 'Private key (PEM)',
  kept: 'There is a secret. Leave this empty to keep it.',
  checksum: 'Checksum',
  save: 'Save the video meetings',
  saved: 'Video meetings saved.',
  faults: {
    address: 'Give a public address that begins with https://, without a password.',
    needed: 'This is needed.',
    key: 'This is no private RSA key (PEM).',
  },
};
