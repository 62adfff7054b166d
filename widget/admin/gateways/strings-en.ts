import type { GatewayWords } from './strings.ts';

export const words: GatewayWords = {
  title: 'SMS and WhatsApp',
  hint: 'Reminders go by WhatsApp, else by SMS, else by mail. People get texts once their number is known.',
  provider: 'SMS provider',
  none: 'No SMS',
  useWhatsapp: 'Send by WhatsApp',
  fields: {
    username: 'Username (sandbox to try it)',
    api_key: 'API key',
    account_sid: 'Account SID',
    auth_token: 'Auth token',
    messaging_service_sid: 'Messaging service SID, instead of a sender',
    from: 'Sender (number or name)',
    phone_number_id: 'Phone number ID',
    access_token: 'Access token',
    app_secret: 'App secret',
  },
  kept: 'Saved and never shown. Leave it empty to keep it.',
  template: 'Template of reminders',
  templateHint:
    'Name of the template that Meta approved, with three variables: the person, the time, a link. Without one nothing goes by WhatsApp.',
  callback: 'Address to set at the provider',
  callbackHint: 'For delivery reports and STOP answers. It holds a secret.',
  verifyToken: 'Verify token, for Meta',
  quiet: 'Quiet hours',
  quietHint: 'No SMS or WhatsApp message comes in these hours, by the clock of its reader.',
  from: 'From',
  to: 'To',
  saved: 'SMS and WhatsApp saved.',
  needed: 'This is needed.',
};
