import type { LimitsWords } from './strings.ts';

export const words: LimitsWords = {
  title: 'الحدود والغياب',
  hint: 'ما حُجز من قبل يبقى كما هو.',
  limits: {
    max_sessions_per_day: 'أقصى عدد جلسات في اليوم',
    max_sessions_per_week: 'أقصى عدد جلسات في الأسبوع',
    max_new_students_per_month: 'أقصى عدد طلاب جدد في الشهر',
  },
  limitHint: 'اتركه فارغًا إن لم يكن هناك حد.',
  newStudentsHint: 'اتركه فارغًا إن لم يكن هناك حد؛ 0: لا طلاب جدد.',
  pausedUntil: 'الغياب حتى',
  pausedHint: 'أول يوم يمكن الحجز فيه من جديد. اتركه فارغًا إن لم يكن هناك غياب.',
  standIn: 'البديل',
  standInHint: 'يُقترح هذا المرشد على الطلاب أثناء الغياب.',
  nobody: 'لا أحد',
  between: (least, most) => `أدخل عددًا صحيحًا من ${least} إلى ${most}، أو اتركه فارغًا.`,
  noDate: 'أدخل تاريخًا.',
  noStandIn: 'اختر مرشدًا آخر: لا يجوز أن يكون كل منهما بديلًا للآخر.',
  save: 'حفظ الحدود والغياب',
  saved: 'حُفظت الحدود والغياب.',
};
