import type { Frequency } from '../../../api/domain/rule-text.ts';
import type { AvailabilityWords } from './strings.ts';

const nths = ['', 'الأول', 'الثاني', 'الثالث', 'الرابع', 'الخامس'];

/** Said after what is counted: `الأول`, `رقم 12`, `الأخير`. */
function nth(n: number): string {
  if (n === -1) return 'الأخير';
  if (n === -2) return 'قبل الأخير';
  if (n < 0) return `رقم ${-n} من النهاية`;
  return nths[n] ?? `رقم ${n}`;
}

/** Two have a form of their own, three to ten the plural, more the singular. */
function counted(n: number, one: string, two: string, few: string, many: string): string {
  if (n === 1) return one;
  if (n === 2) return two;
  const rest = n % 100;
  return `${n} ${rest >= 3 && rest <= 10 ? few : many}`;
}

const units: Readonly<Record<Frequency, readonly [string, string, string, string]>> = {
  DAILY: ['يوم', 'يومين', 'أيام', 'يومًا'],
  WEEKLY: ['أسبوع', 'أسبوعين', 'أسابيع', 'أسبوعًا'],
  MONTHLY: ['شهر', 'شهرين', 'أشهر', 'شهرًا'],
  YEARLY: ['سنة', 'سنتين', 'سنوات', 'سنة'],
};

const sessions = (n: number): string =>
  counted(n, 'جلسة محجوزة واحدة', 'جلستان محجوزتان', 'جلسات محجوزة', 'جلسة محجوزة');

export const words: AvailabilityWords = {
  tag: 'ar-u-nu-latn',
  rule: {
    tag: 'ar-u-nu-latn',
    every: (frequency, n) => `كل ${counted(n, ...units[frequency])}`,
    weekday: (name) => `يوم ${name}`,
    nthWeekday: (name, _, n) => `يوم ${name} ${nth(n)}`,
    monthDay: (day) => (day > 0 ? `يوم ${day} من الشهر` : `اليوم ${nth(day)} من الشهر`),
    ofYear: 'من السنة',
    inMonths: (months) => `في ${months}`,
    only: (days) => `فقط ${days}`,
    position: (n) => `اليوم ${nth(n)}`,
    chosen: (positions, frequency) => `فقط ${positions} من هذه الأيام في كل ${units[frequency][0]}`,
    weeksFrom: (weekday) => `والأسبوع يبدأ يوم ${weekday}`,
    times: (count) => counted(count, 'مرة واحدة', 'مرتين', 'مرات', 'مرة'),
    since: (date) => `ابتداءً من ${date}`,
    until: (date) => `حتى ${date}`,
    except: (dates) => `ما عدا ${dates}`,
    also: (dates) => `وكذلك ${dates}`,
    more: (count) => counted(count, 'تاريخ آخر', 'تاريخان آخران', 'تواريخ أخرى', 'تاريخًا آخر'),
  },
  title: 'أوقات التوفر',
  intro: 'متى يستطيع الطلاب الحجز معك. لا يتغير شيء بالنسبة إليهم قبل الحفظ.',
  noMentor: { text: 'اختر المرشد الذي تريد تغيير أوقات توفره.', link: 'إلى المرشدين' },
  of: (mentor) => `أوقات توفر ${mentor}`,
  from: 'من',
  to: 'إلى',
  hours: (from, to) => `من ${from} إلى ${to}`,
  week: {
    title: 'كل أسبوع',
    hint: 'اسحب على الجدول لإضافة وقت، واسحب الوقت لنقله، واسحب طرفيه لتغيير مدته. على شاشة اللمس، أبقِ إصبعك على الجدول.',
    keys: 'اختصارات لوحة المفاتيح',
    keyList: [
      ['← ↑ → ↓', 'التنقل في الجدول'],
      ['Enter', 'إضافة وقت أو تحديد الوقت الموجود'],
      ['Shift + ↑ ↓', 'تقصير الوقت أو إطالته'],
      ['Alt + ← ↑ → ↓', 'نقل الوقت'],
      ['Delete', 'حذف الوقت'],
      ['Ctrl + Z', 'التراجع'],
    ],
    grid: 'جدول',
    list: 'قائمة',
    view: 'طريقة العرض',
    step: 'خطوط الجدول',
    gridName: 'أوقات كل أسبوع',
    cell: (day, time, block) => `${day} ${time}، ${block ? `مفتوح ${block}` : 'مغلق'}`,
    block: (day, from, to) => `${day}، من ${from} إلى ${to}`,
    add: (day) => `إضافة وقت يوم ${day}`,
    remove: (block) => `حذف ${block}`,
    none: 'مغلق',
    nothingSelected: 'حدد وقتًا في الجدول لتغييره هنا.',
    copy: (day) => `نسخ ${day} إلى أيام أخرى`,
    copyHint: 'تُستبدل أوقات تلك الأيام.',
    workdays: 'من الاثنين إلى الجمعة',
    everyDay: 'كل الأيام',
    copyDo: 'نسخ',
  },
  told: {
    added: (block) => `أُضيف: ${block}.`,
    moved: (block) => `نُقل إلى ${block}.`,
    resized: (block) => `أصبح ${block}.`,
    removed: (block) => `حُذف: ${block}.`,
    merged: (block) => `دُمج مع الوقت المجاور: ${block}.`,
    selected: (block) => `محدد: ${block}.`,
    copied: (days) => `نُسخ إلى ${days}.`,
    undone: 'تم التراجع.',
    redone: 'أُعيد التغيير.',
    loaded: 'حُمّلت أوقات التوفر المحفوظة.',
  },
  rules: {
    title: 'أوقات متكررة أخرى',
    hint: 'كل أسبوعين، أو مرة في الشهر، أو حتى تاريخ معين. تُضاف إلى أوقات كل أسبوع.',
    add: 'إضافة وقت متكرر',
    change: 'تغيير الوقت المتكرر',
    none: 'لا يوجد.',
    kept: 'لا يمكن تغيير هذه القاعدة هنا. تبقى سارية كما هي، ويمكنك حذفها.',
    paused: 'غير سارٍ',
    pause: 'إيقاف مؤقت',
    resume: 'استئناف',
    details: 'تفاصيل',
    kind: 'التكرار',
    kinds: {
      weeks: 'بالأسابيع',
      'month-weekday': 'في يوم من أيام الأسبوع كل شهر',
      'month-day': 'في يوم معين من الشهر',
    },
    everyWeeks: 'كل',
    everyMonths: 'كل',
    weeks: 'أسابيع',
    months: 'أشهر',
    weekdays: 'في هذه الأيام',
    which: 'أي مرة في الشهر',
    nth,
    weekday: 'يوم الأسبوع',
    monthDay: 'اليوم من الشهر',
    lastDay: 'آخر يوم في الشهر',
    dtstart: 'أول تاريخ ممكن',
    until: 'آخر تاريخ ممكن',
    untilHint: 'اتركه فارغًا ليستمر بلا نهاية.',
    exdate: 'ما عدا',
    rdate: 'وكذلك',
    addDate: 'إضافة التاريخ',
    removeDate: (date) => `إزالة ${date}`,
    done: 'تطبيق',
    faults: {
      every: 'أدخل عددًا صحيحًا من 1 إلى 52.',
      weekdays: 'اختر يومًا واحدًا على الأقل.',
      endTime: 'يجب أن تكون النهاية بعد البداية.',
      dtstart: 'أدخل تاريخًا.',
      until: 'لا يمكن أن يسبق آخر تاريخ أولَ تاريخ.',
    },
    changed: 'تغيّر الوقت المتكرر.',
    removed: 'حُذف الوقت المتكرر.',
  },
  overrides: {
    title: 'العطل والتواريخ الخاصة',
    hint: 'اختر تاريخًا لإغلاقه أو لإعطائه أوقاتًا أخرى.',
    previous: 'الشهر السابق',
    next: 'الشهر التالي',
    range: 'اختيار عدة أيام',
    rangeHint: 'اختر اليوم الأول ثم الأخير.',
    states: { usual: 'الأوقات المعتادة', closed: 'مغلق', other: 'أوقات أخرى', past: 'مضى' },
    chosen: (dates, count) =>
      count === 1 ? dates : `${dates} (${counted(count, 'يوم', 'يومان', 'أيام', 'يومًا')})`,
    close: 'مغلق',
    other: 'أوقات أخرى',
    usual: 'الأوقات المعتادة',
    addHours: 'إضافة وقت',
    removeHours: (hours) => `حذف الوقت ${hours}`,
    apply: 'تطبيق هذه الأوقات',
    coming: 'التواريخ القادمة',
    none: 'لا عطل ولا أوقات أخرى قادمة.',
    remove: (dates) => `العودة إلى الأوقات المعتادة: ${dates}`,
    changed: (dates, state) => `${dates}: ${state}.`,
  },
  settings: {
    title: 'قواعد الحجز',
    taking: 'يستطيع الطلاب الحجز معي',
    takingHint: 'عند إيقافه لا يظهر أي موعد. تبقى الجلسات المحجوزة.',
    zone: 'المنطقة الزمنية',
    zoneHint: 'كل الأوقات في هذه الصفحة بهذه المنطقة. يرى الطلاب أوقات منطقتهم.',
    zoneFault: 'اختر منطقة زمنية من القائمة.',
    buffer: 'استراحة بين الجلسات',
    bufferHint: 'تبقى خالية قبل كل جلسة وبعدها.',
    notice: 'مهلة الحجز',
    noticeHint: 'أقل مدة بين الحجز وبداية الجلسة.',
    unit: 'الوحدة',
    minutes: 'دقائق',
    hours: 'ساعات',
    days: 'أيام',
    window: 'الحجز مفتوح لمدة',
    windowHint: 'كم يومًا مسبقًا يستطيع الطلاب الحجز.',
    step: 'بداية كل',
    stepHint: 'تُحسب من بداية أوقاتك.',
    durations: 'مدد الجلسة',
    durationsHint: 'من مدة واحدة إلى ثماني مدد.',
    newDuration: 'مدة أخرى بالدقائق',
    addDuration: 'إضافة المدة',
    between: (least, most) => `أدخل عددًا صحيحًا من ${least} إلى ${most}.`,
  },
  preview: {
    title: 'ما يراه الطلاب',
    hint: 'مع تغييراتك قبل حفظها.',
    notTaking: 'لا تستقبل حجوزات حاليًا: لا يرى الطلاب أي موعد.',
    inFault: 'تعود المعاينة عندما تصبح القيم صحيحة.',
    conflicts: (count) => `${sessions(count)} خارج هذه الأوقات. تبقى محجوزة.`,
  },
  bar: {
    unsaved: 'تغييرات غير محفوظة',
    undo: 'تراجع',
    redo: 'إعادة',
    discarded: 'تم تجاهل تغييراتك.',
  },
  meanwhile: {
    title: 'تغيّرت أوقات التوفر هذه في الأثناء',
    text: 'حفظت نافذة أخرى أو شخص آخر تغييرًا بعد فتحك هذه الصفحة. لم يُحفظ تغييرك.',
    theirs: 'تحميل ما حُفظ',
    mine: 'حفظ تغييري فوقه',
  },
  outside: {
    title: (count) => `${sessions(count)} خارج أوقاتك الآن`,
    text: 'تبقى محجوزة. انقلها أو ألغها إن لم تستطع عقدها.',
    session: (date, time) => `${date}، ${time}`,
  },
  faultAt: (place) => `لا يقبل الخادم هذه القيمة: ${place}`,
};
