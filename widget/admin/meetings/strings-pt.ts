import type { MeetingWords } from './strings.ts';

export const words: MeetingWords = {
  title: 'Videoconferência',
  hints: {
    partner:
      'Onde decorrem as sessões dos mentores que não escolheram outra coisa. Cada pessoa recebe a sua própria ligação, aberta desde 15 minutos antes da sessão até 30 minutos depois.',
    mentor:
      'Onde decorrem as suas sessões. Cada pessoa recebe a sua própria ligação, aberta desde 15 minutos antes da sessão até 30 minutos depois.',
  },
  kind: 'Sala',
  kinds: {
    partner: 'Como na minha instituição',
    none: 'Nenhuma',
    fixed: 'Sempre o mesmo endereço',
    jitsi: 'Jitsi Meet',
    bigbluebutton: 'BigBlueButton',
  },
  room: 'Endereço da sala',
  server: 'Endereço do servidor',
  jitsiHint: 'Por exemplo https://meet.exemplo.edu. Cada sessão tem uma sala própria, que ninguém adivinha.',
  bigBlueButtonHint: 'O que o comando «bbb-conf --secret» mostra.',
  appId: 'Identificador da aplicação',
  appIdHint: 'Só se o servidor pedir testemunhos assinados.',
  keyId: 'Identificador da chave (8x8.vc)',
  keyIdHint: 'Só para Jitsi as a Service.',
  secret: 'Segredo',
  privateKey: 'Chave privada (PEM)',
  kept: 'Há um segredo guardado. Deixe vazio para o manter.',
  checksum: 'Soma de verificação',
  save: 'Guardar a videoconferência',
  saved: 'Videoconferência guardada.',
  faults: {
    address: 'Indique um endereço público que comece por https://, sem palavra-passe.',
    needed: 'É preciso preencher.',
    key: 'Não é uma chave privada RSA (PEM).',
  },
};
