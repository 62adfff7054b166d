import type { RefusalStrings } from './strings.ts';

export const strings: RefusalStrings = {
  problems: {
    own_session: 'لا يمكنك حجز جلسة مع نفسك.',
    not_found: 'تعذّر العثور على هذا المرشد.',
    invalid_duration: 'هذه المدة لم تعد متاحة.',
    in_past: 'لقد مضى هذا الموعد.',
    too_soon: 'هذا الموعد قريب جدًا ولا يمكن حجزه.',
    too_far: 'هذا الموعد بعيد جدًا ولا يمكن حجزه.',
    outside_availability: 'لم يعد المرشد متاحًا في هذا الوقت.',
    mentor_full: 'لا يستقبل المرشد جلسات أخرى في ذلك اليوم أو ذلك الأسبوع.',
    mentor_full_for_new: 'لا يستقبل المرشد طلابًا جددًا آخرين في ذلك الشهر.',
  },
  quotas: {
    sessions_per_day: 'الجلسات في اليوم',
    sessions_per_week: 'الجلسات في الأسبوع',
    sessions_per_term: 'الجلسات في الفصل الدراسي',
    minutes_per_day: 'الدقائق في اليوم',
    minutes_per_week: 'الدقائق في الأسبوع',
    minutes_per_term: 'الدقائق في الفصل الدراسي',
  },
  sessions: (quota, limit, used, date) =>
    `${quota}: الحد الأقصى ${limit}، ولديك ${used}. يبدأ العد من جديد يوم ${date}.`,
  minutes: (quota, limit, left, date) =>
    `${quota}: الحد الأقصى ${limit}، وبقي لك ${left}. يبدأ العد من جديد يوم ${date}.`,
  suspended: (date) => `تغيبت عن جلسات: يمكنك الحجز من جديد ابتداءً من ${date}.`,
  away: (date) => `المرشد غائب حتى ${date}.`,
  closed: (name, range) => `لا جلسات في هذه التواريخ: ${name} (${range}).`,
  nextTerm: (name, date) => `هذا التاريخ خارج الفصول الدراسية. الفصل القادم، ${name}، يبدأ يوم ${date}.`,
  noTerm: 'هذا التاريخ خارج الفصول الدراسية.',
  tooLate: (time) => `فات الأوان: تُلغى الجلسة أو تُنقل قبل بدايتها بمدة ${time} على الأقل. تواصل مع مرشدك.`,
};
