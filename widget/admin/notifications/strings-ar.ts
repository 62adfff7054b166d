import type { NotificationWords } from './strings.ts';

export const words: NotificationWords = {
  filter: 'أيّ الإشعارات',
  all: 'الكل',
  unread: 'غير المقروءة',
  unreadBadge: 'جديد',
  markRead: 'تعليم كمقروء',
  markAll: 'تعليم الكل كمقروء',
  allRead: 'عُلِّم كل شيء كمقروء.',
  toSession: 'فتح الجلسة',
  empty: 'لا إشعارات بعد. ستظهر هنا الحجوزات والتغييرات والتقييمات.',
  emptyUnread: 'لقد قرأت كل شيء.',
  preferences: 'ما تُخطَر به',
  preferencesText: 'تُحفظ التغييرات فورًا وتسري على ما يحدث من الآن فصاعدًا.',
  live: 'في هذه الصفحة',
  liveHint: 'عند الإيقاف يبقى في القائمة، ولكن من دون تنبيه.',
  mail: 'بالبريد الإلكتروني',
  type: 'الحدث',
  none: 'غير متاح',
  types: {
    session_booking: 'حجز جديد',
    session_cancelled: 'إلغاء',
    session_rescheduled: 'تغيير موعد جلسة',
    session_review: 'تقييم جديد',
    session_reminder: 'تذكير قبل الجلسة',
  },
};
