import type { AccountWords } from './strings.ts';

export const words: AccountWords = {
  title: 'A minha conta',
  profile: 'Perfil',
  name: 'Nome',
  nameHint: 'Tal como os estudantes e os colegas o veem.',
  nameMissing: 'Introduza o seu nome.',
  email: 'Endereço de e-mail',
  noEmail: 'Nenhum endereço conhecido',
  locale: 'Língua',
  localeHint: 'Desta página e das mensagens que recebe.',
  timezone: 'Fuso horário',
  timezoneHint:
    'As horas das sessões são mostradas neste fuso. O da sua disponibilidade define-se na respetiva página.',
  security: 'Sessões iniciadas',
  securityText: 'Usou um aparelho partilhado ou perdeu o seu? Termine a sessão em todos os navegadores.',
  everywhere: 'Sair em todo o lado',
  everywhereAsk: {
    title: 'Sair em todo o lado?',
    text: 'Todos os seus navegadores, incluindo este, terão de entrar de novo com um código.',
    confirm: 'Sair em todo o lado',
  },
  data: 'Os meus dados',
  exportText: 'Um ficheiro JSON com tudo o que guardamos a seu respeito.',
  export: 'Descarregar os meus dados',
  eraseText:
    'O seu nome, endereço e textos são apagados para sempre. As suas sessões passadas ficam apenas nos totais, sem o seu nome.',
  erase: 'Apagar a minha conta',
  eraseAsk: {
    title: 'Apagar a sua conta?',
    text: 'É definitivo. As próximas sessões que reservou serão canceladas.',
    confirm: 'Apagar para sempre',
    word: 'apagar',
  },
  erased: 'A sua conta foi apagada.',
  sessionsToCome: 'Ainda há estudantes com sessões marcadas consigo. Cancele-as ou remarque-as primeiro.',
  toSessions: 'Ver as sessões',
};
