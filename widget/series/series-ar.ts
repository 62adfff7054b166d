import type { SeriesStrings } from './strings.ts';

export const strings: SeriesStrings = {
  repeat: 'التكرار',
  rhythms: ['مرة واحدة', 'كل أسبوع', 'كل أسبوعين'],
  count: 'عدد الجلسات',
  loading: 'جارٍ التحقق من المواعيد…',
  failed: 'تعذّر التحقق من المواعيد.',
  allFree: 'كل هذه المواعيد متاحة.',
  someFree: (free, count) => `المواعيد المتاحة: ${free} من ${count}. لن يُحجز الباقي.`,
  noneFree: 'لا يتوفّر أي من هذه المواعيد.',
  states: {
    free: 'متاح',
    taken: 'محجوز',
    held: 'يحجزه شخص آخر الآن',
    student_busy: 'لديك جلسة أخرى',
    outside: 'خارج الأوقات المتاحة',
    closed: 'مغلق للحجز',
  },
};
