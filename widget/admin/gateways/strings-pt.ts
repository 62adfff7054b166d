import type { GatewayWords } from './strings.ts';

export const words: GatewayWords = {
  title: 'SMS e WhatsApp',
  hint: 'Os lembretes seguem por WhatsApp, senão por SMS, senão por e-mail. As pessoas recebem-nos quando o seu número é conhecido.',
  provider: 'Fornecedor de SMS',
  none: 'Sem SMS',
  useWhatsapp: 'Enviar por WhatsApp',
  fields: {
    username: 'Nome de utilizador (sandbox para experimentar)',
    api_key: 'Chave da API',
    account_sid: 'Account SID',
    auth_token: 'Auth Token',
    messaging_service_sid: 'Messaging Service SID, em vez de remetente',
    from: 'Remetente (número ou nome)',
    phone_number_id: 'ID do número',
    access_token: 'Token de acesso',
    app_secret: 'Segredo da aplicação',
  },
  kept: 'Guardado e nunca mostrado. Deixe vazio para o manter.',
  template: 'Modelo dos lembretes',
  templateHint:
    'Nome do modelo aprovado pela Meta, com três variáveis: a pessoa, a data, uma ligação. Sem modelo, nada segue por WhatsApp.',
  callback: 'Endereço a indicar ao fornecedor',
  callbackHint: 'Para avisos de entrega e respostas STOP. Contém um segredo.',
  verifyToken: 'Token de verificação, para a Meta',
  quiet: 'Horas de silêncio',
  quietHint: 'Nenhum SMS nem mensagem WhatsApp chega nestas horas, pelo relógio de quem a lê.',
  from: 'Das',
  to: 'Às',
  saved: 'SMS e WhatsApp guardados.',
  needed: 'Este campo é necessário.',
};
