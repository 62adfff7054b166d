import type { PhoneWords } from './phone-words.ts';

export const words: PhoneWords = {
  title: 'Número de telefone',
  hint: 'Os SMS e as mensagens WhatsApp sobre as suas sessões seguem para este número.',
  none: 'Ainda sem número.',
  fromPartner: 'Indicado pela sua instituição.',
  stopped:
    'As mensagens para este número estão paradas. Envie START por SMS ao remetente para voltar a recebê-las.',
  number: 'O seu número, com o indicativo do país',
  example: 'Por exemplo +351 912 345 678',
  send: 'Enviar um código',
  sent: (n) => `Um código de seis algarismos segue por SMS para ${n}.`,
  code: 'Código recebido por SMS',
  confirm: 'Confirmar',
  confirmed: 'Número confirmado.',
  remove: 'Remover este número',
  removed: 'Número removido.',
  faults: {
    invalid_request: 'Não é um número válido com indicativo do país.',
    no_gateway: 'A sua instituição não envia SMS.',
    number_stopped: 'As mensagens para este número foram terminadas com STOP.',
    wrong_code: 'Este código está errado ou expirou.',
    rate_limited: 'Foram pedidos demasiados códigos. Tente de novo daqui a uma hora.',
  },
};
