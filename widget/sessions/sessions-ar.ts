import type { SessionStrings } from './strings.ts';

export const strings: SessionStrings = {
  title: 'جلساتي',
  loading: 'جارٍ تحميل جلساتك…',
  failed: 'تعذّر تحميل جلساتك.',
  signInHint: 'سجّل الدخول إلى حسابك لعرض جلساتك.',
  empty: 'ليست لديك جلسات بعد.',
  coming: 'القادمة',
  past: 'السابقة والملغاة',
  more: 'عرض الأقدم',
  preferences: 'الرسائل والتذكيرات',

  move: 'تغيير الموعد',
  moveTo: (time) => `نقل الجلسة إلى ${time}`,
  moved: (time) => `نُقلت الجلسة: ${time}`,
  cancel: 'إلغاء',
  cancelAsk: 'هل تريد إلغاء هذه الجلسة؟ سيُبلَّغ مرشدك.',
  reason: 'السبب',
  cancelYes: 'نعم، ألغِ الجلسة',
  keep: 'الاحتفاظ بالجلسة',
  cancelled: 'أُلغيت الجلسة.',
  review: 'تقييم الجلسة',
  rating: 'تقييمك',
  stars: (count) => `${count} من 5`,
  comment: 'تعليق',
  send: 'إرسال التقييم',
  thanks: 'شكرًا على تقييمك!',

  status: { scheduled: 'مقررة', completed: 'مكتملة', cancelled: 'ملغاة', no_show: 'غياب' },
  problems: {
    not_found: 'تعذّر العثور على هذه الجلسة.',
    not_scheduled: 'لم تعد هذه الجلسة مقررة.',
    session_past: 'لقد بدأت هذه الجلسة.',
    not_completed: 'هذه الجلسة لم تكتمل بعد.',
    already_reviewed: 'لقد قيّمت هذه الجلسة من قبل.',
    failed: 'لم يكتمل الطلب. لم يتغير شيء.',
  },
};
