import type { CalendarWords } from './strings.ts';

export const words: CalendarWords = {
  subscribe: 'As suas sessões no seu próprio calendário',
  subscribeText:
    'Subscreva este endereço e cada sessão aparece no seu calendário, mesmo quando é remarcada ou cancelada.',
  address: 'Endereço secreto',
  secret: 'Quem tiver este endereço pode ver as suas sessões. Não o partilhe.',
  apple: 'Abrir numa aplicação de calendário',
  renew: 'Renovar o endereço',
  renewQuestion: 'Renovar o endereço?',
  renewText:
    'Os calendários que usam o endereço atual deixam de ser atualizados. Terá de voltar a subscrever neles.',
  renewed: 'O endereço é novo. Volte a subscrevê-lo no seu calendário.',
  howToTitle: 'Como subscrever',
  howTo: [
    {
      name: 'Google Calendar',
      steps: [
        'Num computador, abra o Google Calendar.',
        'Ao lado de «Outros calendários», escolha + e depois «A partir de URL».',
        'Cole o endereço e escolha «Adicionar calendário».',
      ],
    },
    {
      name: 'Outlook',
      steps: [
        'Abra o calendário e escolha «Adicionar calendário».',
        'Escolha «Subscrever a partir da Web».',
        'Cole o endereço, dê-lhe um nome e escolha «Importar».',
      ],
    },
    {
      name: 'Apple',
      steps: [
        'Nesta página, escolha «Abrir numa aplicação de calendário» e confirme.',
        'Ou num Mac: «Ficheiro», «Nova assinatura de calendário», e cole o endereço.',
      ],
    },
  ],
  delay: 'O Google só lê os calendários subscritos de horas a horas; a Apple e o Outlook são mais rápidos.',
  busy: 'Ocupado nos seus outros calendários',
  busyText:
    'Enquanto estiver ocupado neles, ninguém pode reservar aqui. Só se leem as horas, a cada dez minutos; nunca o assunto dos seus eventos.',
  noFeeds: 'Ainda não há outro calendário.',
  working: 'Atualizado',
  failing: 'A falhar',
  lastRead: (ago) => `Lido ${ago}`,
  lastTried: (ago) => `Tentado ${ago}`,
  neverRead: 'Ainda não foi lido',
  kept: 'As últimas horas lidas continuam a contar.',
  skipped: (count) =>
    count === 1
      ? 'Um evento não pôde ser lido, ou não por inteiro.'
      : `${count} eventos não puderam ser lidos, ou não por inteiro.`,
  skipReasons: {
    no_start: 'sem início legível',
    no_end: 'cujo fim é ilegível ou anterior ao início',
    bad_rule: 'cuja repetição é ilegível: só conta a primeira data',
    bad_date: 'datas isoladas de uma série, ilegíveis: as outras contam',
    too_often: 'que se repetem demasiadas vezes para serem contados',
    unknown_zone: 'num fuso horário desconhecido: lidos no seu',
  },
  readNow: 'Ler agora',
  read: 'O calendário foi lido.',
  removeQuestion: (name) => `Remover «${name}»?`,
  removeText: 'As horas que ocupava podem logo voltar a ser reservadas.',
  removed: 'O calendário foi removido.',
  addTitle: 'Adicionar um calendário',
  url: 'Endereço (iCal, ICS)',
  urlHint: 'Começa por https:// ou webcal:// e não volta a ser mostrado.',
  urlMissing: 'Cole o endereço de um calendário.',
  name: 'Nome',
  nameHint: 'Para o reconhecer, por exemplo «Trabalho».',
  addButton: 'Adicionar o calendário',
  adding: 'A ler o calendário…',
  added: 'O calendário foi lido; as suas horas ocupadas estão fechadas a reservas.',
  whereTitle: 'Onde encontrar o endereço',
  where: [
    {
      name: 'Google Calendar',
      steps: [
        'Num computador, abra as definições do seu calendário.',
        'Em «Integrar calendário», copie o «Endereço secreto no formato iCal».',
      ],
    },
    {
      name: 'Outlook',
      steps: [
        'Abra as definições, depois «Calendário» e «Calendários partilhados».',
        'Em «Publicar um calendário», publique o seu e copie a ligação ICS.',
      ],
    },
    {
      name: 'iCloud',
      steps: [
        'Na aplicação Calendário, escolha o símbolo de partilha ao lado do seu calendário.',
        'Ative «Calendário público» e copie a ligação.',
      ],
    },
  ],
  failures: {
    address: 'Isto não é um endereço que comece por https://, http:// ou webcal://.',
    private: 'Este endereço leva a uma rede privada. Só podem ser lidos endereços da Internet pública.',
    too_large: 'O calendário tem mais de 5 MB.',
    too_slow: 'O servidor não respondeu em 10 segundos.',
    no_answer: 'O servidor não responde.',
    refused: 'O servidor diz que esse calendário não existe ou não está partilhado.',
    not_calendar: 'Não há nenhum calendário neste endereço.',
    too_complex: 'O calendário tem mais eventos ou regras do que se podem contar.',
  },
  exists: 'Este calendário já está na lista.',
  tooMany: 'São dez calendários, no máximo.',
};
