import type { AvailabilityWords } from './strings.ts';

const nths = ['', 'primeir', 'segund', 'terceir', 'quart', 'quint'];

/** Saturday and Sunday are masculine, the other days feminine. */
const endingOf = (day: number): 'a' | 'o' => (day >= 5 ? 'o' : 'a');

/** `primeira`, `12.ª`, `última`, `penúltima`; `ending` is the gender of what is counted. */
function nth(n: number, ending: 'a' | 'o'): string {
  if (n === -1) return `últim${ending}`;
  if (n === -2) return `penúltim${ending}`;
  const number = `${Math.abs(n)}.${ending === 'a' ? 'ª' : 'º'}`;
  return n > 0 && nths[n] ? nths[n] + ending : number;
}

const fromEnd = (n: number): string => (n < -2 ? ' a contar do fim' : '');
const into = (ending: 'a' | 'o'): string => (ending === 'a' ? 'na' : 'no');

export const words: AvailabilityWords = {
  tag: 'pt',
  rule: {
    tag: 'pt-PT',
    every: (frequency, n) => {
      const [one, many] = {
        DAILY: ['todos os dias', 'dias'],
        WEEKLY: ['todas as semanas', 'semanas'],
        MONTHLY: ['todos os meses', 'meses'],
        YEARLY: ['todos os anos', 'anos'],
      }[frequency] as [string, string];
      return n === 1 ? one : `de ${n} em ${n} ${many}`;
    },
    weekday: (name, day) => `${day >= 5 ? 'ao' : 'à'} ${name}`,
    nthWeekday: (name, day, n) => `${into(endingOf(day))} ${nth(n, endingOf(day))} ${name}${fromEnd(n)}`,
    monthDay: (day) => (day > 0 ? `no dia ${day}` : `no ${nth(day, 'o')} dia do mês${fromEnd(day)}`),
    ofYear: 'do ano',
    inMonths: (months) => `em ${months}`,
    only: (days) => `só ${days}`,
    position: (n) => `o ${nth(n, 'o')}${fromEnd(n)}`,
    chosen: (positions, frequency) =>
      `só ${positions} destes dias em cada ${{ DAILY: 'dia', WEEKLY: 'semana', MONTHLY: 'mês', YEARLY: 'ano' }[frequency]}`,
    weeksFrom: (weekday) => `com semanas que começam em ${weekday}`,
    times: (count) => (count === 1 ? '1 vez' : `${count} vezes`),
    since: (date) => `a partir de ${date}`,
    until: (date) => `até ${date}`,
    except: (dates) => `exceto em ${dates}`,
    also: (dates) => `e também em ${dates}`,
    more: (count) => (count === 1 ? 'mais 1 data' : `mais ${count} datas`),
  },
  title: 'Disponibilidade',
  intro: 'Quando os estudantes podem marcar consigo. Nada muda para eles antes de guardar.',
  noMentor: { text: 'Escolha o mentor cuja disponibilidade quer alterar.', link: 'Ver os mentores' },
  of: (mentor) => `Disponibilidade de ${mentor}`,
  from: 'Das',
  to: 'Às',
  hours: (from, to) => `das ${from} às ${to}`,
  week: {
    title: 'Todas as semanas',
    hint: 'Arraste na grelha para acrescentar um horário, arraste um bloco para o mover e as pontas para mudar a duração. Num ecrã tátil, mantenha o dedo sobre a grelha.',
    keys: 'Atalhos de teclado',
    keyList: [
      ['← ↑ → ↓', 'Andar na grelha'],
      ['Enter', 'Acrescentar um horário, ou escolher o que lá está'],
      ['Shift + ↑ ↓', 'Encurtar ou alongar o horário'],
      ['Alt + ← ↑ → ↓', 'Mover o horário'],
      ['Delete', 'Remover o horário'],
      ['Ctrl + Z', 'Anular'],
    ],
    grid: 'Grelha',
    list: 'Lista',
    view: 'Vista',
    step: 'Linhas da grelha',
    gridName: 'Horário de todas as semanas',
    cell: (day, time, block) => `${day} ${time}, ${block ? `aberto ${block}` : 'fechado'}`,
    block: (day, from, to) => `${day}, das ${from} às ${to}`,
    add: (day) => `Acrescentar um horário: ${day}`,
    remove: (block) => `Remover ${block}`,
    none: 'Fechado',
    nothingSelected: 'Escolha um horário na grelha para o alterar aqui.',
    copy: (day) => `Copiar ${day} para outros dias`,
    copyHint: 'O horário desses dias é substituído.',
    workdays: 'De segunda a sexta-feira',
    everyDay: 'Todos os dias',
    copyDo: 'Copiar',
  },
  told: {
    added: (block) => `Acrescentado: ${block}.`,
    moved: (block) => `Movido para ${block}.`,
    resized: (block) => `Agora ${block}.`,
    removed: (block) => `Removido: ${block}.`,
    merged: (block) => `Junto com o horário ao lado: ${block}.`,
    selected: (block) => `Escolhido: ${block}.`,
    copied: (days) => `Copiado para ${days}.`,
    undone: 'Alteração anulada.',
    redone: 'Alteração refeita.',
    loaded: 'A disponibilidade guardada foi carregada.',
  },
  rules: {
    title: 'Outros horários regulares',
    hint: 'De duas em duas semanas, uma vez por mês, até uma data. Somam-se ao horário de todas as semanas.',
    add: 'Acrescentar um horário regular',
    change: 'Alterar o horário regular',
    none: 'Nenhum.',
    kept: 'Esta regra não pode ser alterada aqui. Vale tal como está, e pode removê-la.',
    paused: 'Suspenso',
    pause: 'Suspender',
    resume: 'Retomar',
    details: 'Detalhes',
    kind: 'Repetição',
    kinds: {
      weeks: 'Por semanas',
      'month-weekday': 'Num dia da semana do mês',
      'month-day': 'Num dia do mês',
    },
    everyWeeks: 'A cada',
    everyMonths: 'A cada',
    weeks: 'semanas',
    months: 'meses',
    weekdays: 'Nestes dias',
    which: 'Qual',
    nth: (n) => nth(n, 'o').replace(/^./, (letter) => letter.toUpperCase()),
    weekday: 'Dia da semana',
    monthDay: 'Dia do mês',
    lastDay: 'Último dia do mês',
    dtstart: 'Primeira data possível',
    until: 'Última data possível',
    untilHint: 'Deixe em branco para não ter fim.',
    exdate: 'Exceto em',
    rdate: 'Também em',
    addDate: 'Acrescentar a data',
    removeDate: (date) => `Retirar ${date}`,
    done: 'Aplicar',
    faults: {
      every: 'Escreva um número inteiro de 1 a 52.',
      weekdays: 'Escolha pelo menos um dia.',
      endTime: 'O fim tem de ser depois do início.',
      dtstart: 'Escreva uma data.',
      until: 'A última data não pode ser anterior à primeira.',
    },
    changed: 'Horário regular alterado.',
    removed: 'Horário regular removido.',
  },
  overrides: {
    title: 'Férias e datas especiais',
    hint: 'Escolha uma data para a fechar ou para lhe dar outro horário.',
    previous: 'Mês anterior',
    next: 'Mês seguinte',
    range: 'Escolher vários dias',
    rangeHint: 'Escolha o primeiro dia e depois o último.',
    states: { usual: 'horário habitual', closed: 'fechado', other: 'outro horário', past: 'passado' },
    chosen: (dates, count) => (count === 1 ? dates : `${dates} (${count} dias)`),
    close: 'Fechado',
    other: 'Outro horário',
    usual: 'Horário habitual',
    addHours: 'Acrescentar um horário',
    removeHours: (hours) => `Remover o horário ${hours}`,
    apply: 'Aplicar este horário',
    coming: 'Próximas datas',
    none: 'Nem férias nem outros horários.',
    remove: (dates) => `Voltar ao horário habitual: ${dates}`,
    changed: (dates, state) => `${dates}: ${state}.`,
  },
  settings: {
    title: 'Regras de marcação',
    taking: 'Os estudantes podem marcar comigo',
    takingHint: 'Se estiver desligado, não aparece nenhum horário livre. As sessões marcadas ficam.',
    zone: 'Fuso horário',
    zoneHint: 'Todas as horas desta página são deste fuso. Os estudantes veem as do seu.',
    zoneFault: 'Escolha um fuso da lista.',
    buffer: 'Pausa entre sessões',
    bufferHint: 'Fica livre antes e depois de cada sessão.',
    notice: 'Antecedência',
    noticeHint: 'Até quanto tempo antes do início se pode marcar.',
    unit: 'Unidade',
    minutes: 'minutos',
    hours: 'horas',
    days: 'dias',
    window: 'Marcações abertas para',
    windowHint: 'Com quantos dias de avanço os estudantes podem marcar.',
    step: 'Um início a cada',
    stepHint: 'Contado a partir do início de cada horário.',
    durations: 'Durações de uma sessão',
    durationsHint: 'De uma a oito durações.',
    newDuration: 'Outra duração, em minutos',
    addDuration: 'Acrescentar a duração',
    between: (least, most) => `Escreva um número inteiro de ${least} a ${most}.`,
  },
  preview: {
    title: 'O que os estudantes veem',
    hint: 'Com as suas alterações, antes de as guardar.',
    notTaking: 'De momento não aceita marcações: os estudantes não veem nenhum horário livre.',
    inFault: 'A pré-visualização volta quando os valores estiverem certos.',
    conflicts: (count) =>
      count === 1
        ? 'Uma sessão marcada ficaria fora deste horário. Continua marcada.'
        : `${count} sessões marcadas ficariam fora deste horário. Continuam marcadas.`,
  },
  bar: {
    unsaved: 'Alterações por guardar',
    undo: 'Anular',
    redo: 'Refazer',
    discarded: 'As suas alterações foram descartadas.',
  },
  meanwhile: {
    title: 'Esta disponibilidade foi alterada entretanto',
    text: 'Outro separador ou outra pessoa guardou uma alteração depois de ter aberto esta página. A sua não está guardada.',
    theirs: 'Carregar a versão guardada',
    mine: 'Guardar a minha por cima',
  },
  outside: {
    title: (count) =>
      count === 1
        ? 'Uma sessão marcada está agora fora do seu horário'
        : `${count} sessões marcadas estão agora fora do seu horário`,
    text: 'Continuam marcadas. Mude-as ou cancele-as se não as puder dar.',
    session: (date, time) => `${date}, ${time}`,
  },
  faultAt: (place) => `O servidor não aceita este valor: ${place}`,
};
