import type { MailWords } from './words.ts';

export const words: MailWords = {
  lang: 'ar',
  dir: 'rtl',
  colon: ':',
  titles: {
    session_booked: 'تم حجز الجلسة',
    session_cancelled: 'أُلغيت الجلسة',
    session_rescheduled: 'تغيّر موعد الجلسة',
    session_reminder: 'تذكير بالجلسة',
    review_requested: 'انتهت الجلسة',
    request_received: 'طلب جلسة',
    zone_data_changed: 'تغيّر التوقيت الرسمي',
    waiting_list_offer: 'توفّر موعد',
  },
  subject: (title, other, when) => `${title}: ${when}، مع ${other}`,
  greeting: (name) => `مرحبًا ${name}،`,
  greetingOnly: 'مرحبًا،',

  booked: (other) => ({
    reader: `لقد حجزت جلسة مع ${other}.`,
    other: `قام ${other} بحجز جلسة معك.`,
    somebody: `حُجزت لك جلسة مع ${other}.`,
  }),
  cancelled: (other) => ({
    reader: `لقد ألغيت جلستك مع ${other}.`,
    other: `ألغى ${other} جلستك.`,
    somebody: `أُلغيت جلستك مع ${other}.`,
  }),
  rescheduled: (other) => ({
    reader: `لقد غيّرت موعد جلستك مع ${other}.`,
    other: `غيّر ${other} موعد جلستك.`,
    somebody: `تغيّر موعد جلستك مع ${other}.`,
  }),
  series: {
    session_booked: {
      title: 'تم حجز جلسات',
      sentence: (other, count) => ({
        reader: `لقد حجزت جلسات مع ${other} (العدد: ${count}).`,
        other: `حجز ${other} جلسات معك (العدد: ${count}).`,
        somebody: `حُجزت لك جلسات مع ${other} (العدد: ${count}).`,
      }),
    },
    session_cancelled: {
      title: 'أُلغيت جلسات',
      sentence: (other, count) => ({
        reader: `لقد ألغيت جلسات مع ${other} (العدد: ${count}).`,
        other: `ألغى ${other} جلسات معك (العدد: ${count}).`,
        somebody: `أُلغيت جلسات لك مع ${other} (العدد: ${count}).`,
      }),
    },
    session_rescheduled: {
      title: 'تغيّر موعد جلسات',
      sentence: (other, count) => ({
        reader: `لقد غيّرت موعد جلسات مع ${other} (العدد: ${count}).`,
        other: `غيّر ${other} موعد جلسات معك (العدد: ${count}).`,
        somebody: `تغيّر موعد جلسات لك مع ${other} (العدد: ${count}).`,
      }),
    },
  },
  reminder: (other) => `اقترب موعد جلستك مع ${other}.`,
  review: (other) => ({
    student: `كيف كانت جلستك مع ${other}؟ رأيك يساعد الطلبة الآخرين.`,
    mentor: `كيف كانت جلستك مع ${other}؟ يرجى تحديد ما إذا كانت قد عُقدت.`,
  }),
  request: (other) => ({
    student: `أُرسل طلبك لجلسة مع ${other}، وسنبلغك بالرد.`,
    mentor: `يطلب ${other} جلسة معك وينتظر ردك.`,
  }),
  accepted: (other) => ({
    student: `قبل ${other} طلبك، وحُجزت الجلسة.`,
    mentor: `قبلتَ طلب ${other}، وحُجزت الجلسة.`,
  }),
  requestEnded: {
    declined: {
      title: 'رُفض الطلب',
      sentence: (other) => ({
        student: `يعتذر ${other} عن هذه الجلسة.`,
        mentor: `رفضتَ طلب ${other}.`,
      }),
    },
    withdrawn: {
      title: 'سُحب الطلب',
      sentence: (other) => ({
        student: `سحبتَ طلبك لجلسة مع ${other}.`,
        mentor: `لم يعد ${other} يطلب هذه الجلسة.`,
      }),
    },
    expired: {
      title: 'انتهت مهلة الطلب',
      sentence: (other) => ({
        student: `لم يرد ${other} على طلبك في الوقت المحدد.`,
        mentor: `بقي طلب ${other} دون رد حتى انتهت مهلته.`,
      }),
    },
  },
  zoneChanged: (other) =>
    `تغيّر التوقيت الرسمي في منطقتك أو في منطقة ${other}. تبقى جلستك في اللحظة نفسها، وهذا ما تعرضه الساعات الآن. إن لم يعد الموعد يناسبك فغيّره.`,
  offer: (mentor, until) =>
    `أصبح ${mentor} متاحًا في هذا الموعد الذي كنت تنتظره. الموعد محجوز لك حتى ${until}، ثم يُعرض على الشخص التالي.`,
  erased: 'شخص حُذفت بياناته',

  labels: {
    when: 'التاريخ والوقت',
    dates: 'المواعيد',
    formerly: 'الموعد السابق',
    duration: 'المدة',
    mentor: 'المرشد',
    student: 'الطالب',
    where: 'المكان',
    subject: 'الموضوع',
    description: 'الوصف',
    reason: 'السبب',
    answerBy: 'الرد قبل',
    free: 'مواعيد متاحة',
  },
  video: 'اجتماع مرئي',
  modes: { online: 'عبر الإنترنت', in_person: 'حضوريًا', phone: 'بالهاتف' },
  otherTime: (other, when, city) => `بالنسبة إلى ${other}: ${when} (${city})`,

  join: 'الانضمام إلى الاجتماع المرئي',
  move: 'تغيير الموعد',
  cancel: 'إلغاء الجلسة',
  accept: 'قبول',
  decline: 'رفض هذا الموعد',
  leave: 'مغادرة قائمة الانتظار',
  acceptedTitle: 'قُبل الطلب',
  answer: 'قبول الطلب',
  refuse: 'رفض',
  again: 'اختيار موعد آخر',
  toReview: { student: 'تقييم الجلسة', mentor: 'إغلاق الجلسة' },
  preferences: 'اختيار الرسائل التي تصلني',
  why: (partner) => `تصلك هذه الرسالة لأنك طرف في جلسة لدى ${partner}.`,
  whyWaiting: (partner) => `تصلك هذه الرسالة لأنك في قائمة الانتظار لدى ${partner}.`,
};
