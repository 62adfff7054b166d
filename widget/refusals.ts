import type { ProblemBody } from '../api/contract/problem.ts';

type Dates = NonNullable<ProblemBody['dates']>;

/** How one language tells what a partner's programme refuses. */
interface RefusalWords {
  /** `rule` of quota_exceeded. */
  readonly quotas: Readonly<Record<string, string>>;
  readonly sessions: (quota: string, limit: number, used: number, date: string) => string;
  readonly minutes: (quota: string, limit: number, left: number, date: string) => string;
  readonly suspended: (date: string) => string;
  readonly closed: (name: string, range: string) => string;
  readonly nextTerm: (name: string, date: string) => string;
  readonly noTerm: string;
  readonly tooLate: (time: string) => string;
}

const languages: Readonly<Record<string, RefusalWords>> = {
  fr: {
    quotas: {
      sessions_per_day: 'Sessions par jour',
      sessions_per_week: 'Sessions par semaine',
      sessions_per_term: 'Sessions par période de cours',
      minutes_per_day: 'Minutes par jour',
      minutes_per_week: 'Minutes par semaine',
      minutes_per_term: 'Minutes par période de cours',
    },
    sessions: (quota, limit, used, date) =>
      `${quota} : ${limit} au plus, et vous en avez ${used}. Le décompte repart à zéro le ${date}.`,
    minutes: (quota, limit, left, date) =>
      `${quota} : ${limit} au plus, et il vous en reste ${left}. Le décompte repart à zéro le ${date}.`,
    suspended: (date) =>
      `Vous avez manqué des sessions : vous pourrez de nouveau réserver à partir du ${date}.`,
    closed: (name, range) => `Aucune session pendant cette période : ${name} (${range}).`,
    nextTerm: (name, date) =>
      `Cette date est en dehors des périodes de cours. La prochaine, ${name}, commence le ${date}.`,
    noTerm: 'Cette date est en dehors des périodes de cours.',
    tooLate: (time) =>
      `Il est trop tard : une session s’annule ou se déplace au moins ${time} avant son début. Contactez votre mentor.`,
  },
  en: {
    quotas: {
      sessions_per_day: 'Sessions per day',
      sessions_per_week: 'Sessions per week',
      sessions_per_term: 'Sessions per term',
      minutes_per_day: 'Minutes per day',
      minutes_per_week: 'Minutes per week',
      minutes_per_term: 'Minutes per term',
    },
    sessions: (quota, limit, used, date) =>
      `${quota}: ${limit} at most, and you have ${used}. The count starts again on ${date}.`,
    minutes: (quota, limit, left, date) =>
      `${quota}: ${limit} at most, and you have ${left} left. The count starts again on ${date}.`,
    suspended: (date) => `You have missed sessions: you can book again from ${date}.`,
    closed: (name, range) => `There are no sessions on these dates: ${name} (${range}).`,
    nextTerm: (name, date) => `This date is outside the terms. The next one, ${name}, begins on ${date}.`,
    noTerm: 'This date is outside the terms.',
    tooLate: (time) =>
      `It is too late: a session is cancelled or moved at least ${time} before it begins. Contact your mentor.`,
  },
  pt: {
    quotas: {
      sessions_per_day: 'Sessões por dia',
      sessions_per_week: 'Sessões por semana',
      sessions_per_term: 'Sessões por período letivo',
      minutes_per_day: 'Minutos por dia',
      minutes_per_week: 'Minutos por semana',
      minutes_per_term: 'Minutos por período letivo',
    },
    sessions: (quota, limit, used, date) =>
      `${quota}: ${limit} no máximo, e já tem ${used}. A contagem recomeça em ${date}.`,
    minutes: (quota, limit, left, date) =>
      `${quota}: ${limit} no máximo, e restam-lhe ${left}. A contagem recomeça em ${date}.`,
    suspended: (date) => `Faltou a sessões: poderá voltar a reservar a partir de ${date}.`,
    closed: (name, range) => `Não há sessões nestas datas: ${name} (${range}).`,
    nextTerm: (name, date) =>
      `Esta data está fora dos períodos letivos. O próximo, ${name}, começa em ${date}.`,
    noTerm: 'Esta data está fora dos períodos letivos.',
    tooLate: (time) =>
      `É tarde demais: uma sessão cancela-se ou muda-se pelo menos ${time} antes de começar. Contacte o seu mentor.`,
  },
  ar: {
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
    closed: (name, range) => `لا جلسات في هذه التواريخ: ${name} (${range}).`,
    nextTerm: (name, date) => `هذا التاريخ خارج الفصول الدراسية. الفصل القادم، ${name}، يبدأ يوم ${date}.`,
    noTerm: 'هذا التاريخ خارج الفصول الدراسية.',
    tooLate: (time) => `فات الأوان: تُلغى الجلسة أو تُنقل قبل بدايتها بمدة ${time} على الأقل. تواصل مع مرشدك.`,
  },
  sw: {
    quotas: {
      sessions_per_day: 'Vikao kwa siku',
      sessions_per_week: 'Vikao kwa wiki',
      sessions_per_term: 'Vikao kwa muhula',
      minutes_per_day: 'Dakika kwa siku',
      minutes_per_week: 'Dakika kwa wiki',
      minutes_per_term: 'Dakika kwa muhula',
    },
    sessions: (quota, limit, used, date) =>
      `${quota}: visizidi ${limit}, nawe unavyo ${used}. Hesabu inaanza upya ${date}.`,
    minutes: (quota, limit, left, date) =>
      `${quota}: zisizidi ${limit}, nawe umebaki na ${left}. Hesabu inaanza upya ${date}.`,
    suspended: (date) => `Ulikosa vipindi: unaweza kuweka miadi tena kuanzia ${date}.`,
    closed: (name, range) => `Hakuna vipindi tarehe hizi: ${name} (${range}).`,
    nextTerm: (name, date) => `Tarehe hii iko nje ya mihula. Muhula ujao, ${name}, unaanza ${date}.`,
    noTerm: 'Tarehe hii iko nje ya mihula.',
    tooLate: (time) =>
      `Umechelewa: kikao hufutwa au kuhamishwa angalau ${time} kabla ya kuanza. Wasiliana na mshauri wako.`,
  },
};

/**
 * What a partner's programme refused, with what is left and from when on; that it failed for any other problem. In a file of
 * its own, because few students ever meet one of them, and every byte of the dialog counts.
 */
export function refusal(
  problem: ProblemBody | undefined,
  { tag, problems }: { readonly tag: string; readonly problems: { readonly failed: string } },
): string {
  return (problem && told(problem, tag)) ?? problems.failed;
}

function told(problem: ProblemBody, tag: string): string | undefined {
  const words = languages[tag.split('-')[0] as string] as RefusalWords;
  const { code, rule = '', limit = 0, used = 0, left = 0, dates } = problem;
  const day = (date = '') => formatOf(tag, { weekday: 'long', month: 'long' }).format(utc(date));
  if (code === 'quota_exceeded') {
    const quota = words.quotas[rule] as string;
    return rule.startsWith('minutes')
      ? words.minutes(quota, limit, left, day(problem.resets_on))
      : words.sessions(quota, limit, used, day(problem.resets_on));
  }
  if (code === 'booking_suspended') return words.suspended(day(problem.until_date));
  if (code === 'blackout_date' && dates) return words.closed(dates.name, rangeOf(dates, tag));
  if (code === 'outside_term') return dates ? words.nextTerm(dates.name, day(dates.from)) : words.noTerm;
  if (code === 'cancellation_closed') return words.tooLate(timeOf(problem.cutoff_minutes ?? 0, tag));
  return undefined;
}

/** The dates are calendar dates, which UTC stands in for. */
const utc = (date: string): Date => new Date(`${date}T00:00Z`);

const formatOf = (tag: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(tag, { ...style, day: 'numeric', timeZone: 'UTC' });

const rangeOf = ({ from, to }: Dates, tag: string): string =>
  formatOf(tag, { month: 'short', year: 'numeric' }).formatRange(utc(from), utc(to));

/** 2880 -> `2 days`, 90 -> `90 minutes`. */
function timeOf(minutes: number, tag: string): string {
  const [unit, size] = (
    [
      ['day', 1440],
      ['hour', 60],
      ['minute', 1],
    ] as const
  ).find(([, each]) => minutes % each === 0) as readonly [string, number];
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(minutes / size);
}
