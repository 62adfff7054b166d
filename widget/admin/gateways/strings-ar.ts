import type { GatewayWords } from './strings.ts';

export const words: GatewayWords = {
  title: 'الرسائل القصيرة وواتساب',
  hint: 'تُرسل التذكيرات عبر واتساب، وإلا برسالة قصيرة، وإلا بالبريد الإلكتروني. تصل إلى الأشخاص متى عُرفت أرقامهم.',
  provider: 'مزوّد الرسائل القصيرة',
  none: 'بلا رسائل قصيرة',
  useWhatsapp: 'الإرسال عبر واتساب',
  fields: {
    username: 'اسم المستخدم (sandbox للتجربة)',
    api_key: 'مفتاح API',
    account_sid: 'Account SID',
    auth_token: 'Auth Token',
    messaging_service_sid: 'Messaging Service SID بدل المرسِل',
    from: 'المرسِل (رقم أو اسم)',
    phone_number_id: 'معرّف الرقم',
    access_token: 'رمز الوصول',
    app_secret: 'سر التطبيق',
  },
  kept: 'محفوظ ولا يُعرض أبدًا. اتركه فارغًا للإبقاء عليه.',
  template: 'قالب التذكير',
  templateHint:
    'اسم القالب الذي اعتمدته Meta بثلاثة متغيرات: الشخص والموعد ورابط. من دونه لا يُرسل شيء عبر واتساب.',
  callback: 'العنوان الذي يُضبط لدى المزوّد',
  callbackHint: 'لتقارير التسليم وردود STOP. يحتوي على سر.',
  verifyToken: 'رمز التحقق لدى Meta',
  quiet: 'ساعات الهدوء',
  quietHint: 'لا تصل رسالة قصيرة ولا رسالة واتساب في هذه الساعات بتوقيت من يتلقاها.',
  from: 'من',
  to: 'إلى',
  saved: 'حُفظت إعدادات الرسائل القصيرة وواتساب.',
  needed: 'هذا الحقل مطلوب.',
};
