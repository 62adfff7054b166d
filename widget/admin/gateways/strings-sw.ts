import type { GatewayWords } from './strings.ts';

export const words: GatewayWords = {
  title: 'SMS na WhatsApp',
  hint: 'Vikumbusho hutumwa kwa WhatsApp, la sivyo kwa SMS, la sivyo kwa barua pepe. Watu huvipata nambari yao ikijulikana.',
  provider: 'Mtoa huduma wa SMS',
  none: 'Bila SMS',
  useWhatsapp: 'Tuma kwa WhatsApp',
  fields: {
    username: 'Jina la mtumiaji (sandbox kwa majaribio)',
    api_key: 'Ufunguo wa API',
    account_sid: 'Account SID',
    auth_token: 'Auth Token',
    messaging_service_sid: 'Messaging Service SID, badala ya mtumaji',
    from: 'Mtumaji (nambari au jina)',
    phone_number_id: 'Kitambulisho cha nambari',
    access_token: 'Tokeni ya ufikiaji',
    app_secret: 'Siri ya programu',
  },
  kept: 'Imehifadhiwa na haionyeshwi kamwe. Acha wazi ili ibaki.',
  template: 'Kiolezo cha vikumbusho',
  templateHint:
    'Jina la kiolezo kilichoidhinishwa na Meta, chenye vigezo vitatu: mtu, wakati, kiungo. Bila hicho hakuna kinachotumwa kwa WhatsApp.',
  callback: 'Anwani ya kuweka kwa mtoa huduma',
  callbackHint: 'Kwa taarifa za kufika na majibu ya STOP. Ina siri.',
  verifyToken: 'Tokeni ya uthibitisho, kwa Meta',
  quiet: 'Saa za utulivu',
  quietHint: 'Hakuna SMS wala ujumbe wa WhatsApp unaokuja saa hizi, kwa saa ya msomaji.',
  from: 'Kuanzia',
  to: 'Hadi',
  saved: 'SMS na WhatsApp zimehifadhiwa.',
  needed: 'Hii inahitajika.',
};
