import type { MeetingWords } from './strings.ts';

export const words: MeetingWords = {
  title: 'الاجتماعات المرئية',
  hints: {
    partner:
      'أين تُعقد جلسات المرشدين الذين لم يختاروا غير ذلك. يحصل كل شخص على رابط خاص به، يُفتح قبل الجلسة بـ 15 دقيقة ويُغلق بعدها بـ 30 دقيقة.',
    mentor:
      'أين تُعقد جلساتك. يحصل كل شخص على رابط خاص به، يُفتح قبل الجلسة بـ 15 دقيقة ويُغلق بعدها بـ 30 دقيقة.',
  },
  kind: 'الغرفة',
  kinds: {
    partner: 'كما في مؤسستي',
    none: 'بلا غرفة',
    fixed: 'العنوان نفسه دائمًا',
    jitsi: 'Jitsi Meet',
    bigbluebutton: 'BigBlueButton',
  },
  room: 'عنوان الغرفة',
  server: 'عنوان الخادم',
  jitsiHint: 'مثل https://meet.example.edu. لكل جلسة غرفة خاصة لا يستطيع أحد تخمينها.',
  bigBlueButtonHint: 'كما يعرضه الأمر «bbb-conf --secret».',
  appId: 'معرّف التطبيق',
  appIdHint: 'فقط إذا كان الخادم يطلب رموزًا موقّعة.',
  keyId: 'معرّف المفتاح (8x8.vc)',
  keyIdHint: 'فقط لخدمة Jitsi as a Service.',
  secret: 'السر',
  privateKey: 'المفتاح الخاص (PEM)',
  kept: 'هناك سر محفوظ. اترك الحقل فارغًا للإبقاء عليه.',
  checksum: 'خوارزمية التحقق',
  save: 'حفظ الاجتماعات المرئية',
  saved: 'حُفظت الاجتماعات المرئية.',
  faults: {
    address: 'أدخل عنوانًا عامًا يبدأ بـ https:// دون كلمة مرور.',
    needed: 'هذا الحقل مطلوب.',
    key: 'هذا ليس مفتاح RSA خاصًا (PEM).',
  },
};
