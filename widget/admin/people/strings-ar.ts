import type { PeopleWords } from './strings.ts';

export const words: PeopleWords = {
  title: 'الأشخاص',
  search: 'الاسم أو العنوان أو المعرّف',
  role: 'الدور',
  anyRole: 'كل الأدوار',
  student: 'طالب',
  mentor: 'مرشد',
  admin: 'إدارة',
  erased: 'محذوف',
  empty: 'لا يوجد أحد بعد.',
  emptySearch: 'لا يوجد شخص مطابق.',
  sessions: (count) => {
    if (count === 0) return 'لا جلسات';
    if (count === 1) return 'جلسة واحدة';
    if (count === 2) return 'جلستان';
    return count % 100 >= 3 && count % 100 <= 10 ? `${count} جلسات` : `${count} جلسة`;
  },
  allSessions: 'كل جلسات هذا المرشد',
  noSessions: 'لا توجد جلسات.',
  email: 'البريد الإلكتروني',
  noEmail: 'غير معروف',
  mail: { label: 'البريد الإلكتروني', any: 'كل العناوين', bounced: 'بريد يرتد' },
  comesBack: 'بريد يرتد',
  bouncedSince: (when, code) =>
    `يرتد البريد منذ ${when} (\u2068${code}\u2069). لا يُستعمل العنوان حتى يُغيَّر أو يُعاد استعماله.`,
  useAgain: 'إعادة استعماله',
  usedAgain: 'أُعيد استعمال العنوان.',
  externalId: 'المعرّف لديكم',
  since: 'أول زيارة',
  privacy: 'البيانات الشخصية',
  export: 'تصدير البيانات',
  exportHint: 'ملف JSON يُسلَّم إلى الشخص الذي يطلبه. يُدوَّن التصدير في السجل.',
  erase: 'حذف هذا الشخص',
  eraseHint: 'يُحذف الاسم والعنوان والنصوص، وتبقى الجلسات محسوبة.',
  eraseTitle: (name) => `هل تريد حذف ${name}؟`,
  eraseText:
    'يُحذف الاسم والعنوان والنصوص نهائيًا، وتُلغى الجلسات القادمة ويُبلَّغ المرشدون. لا شيء يمكنه استعادتها.',
  eraseWord: 'حذف',
  erasedNow: 'حُذف الشخص.',
  sessionsToCome: 'لدى هذا المرشد جلسات قادمة: يجب إلغاؤها أولًا.',
  notFound: 'تعذّر العثور على هذا الشخص.',
};
