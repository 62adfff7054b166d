import type { JoinWords } from './words.ts';

export const words: JoinWords = {
  title: 'Videoconferência',
  open: (other) => `A sala está aberta. Vai encontrar-se lá com ${other}.`,
  enter: 'Entrar na sala',
  early: 'A sala ainda não está aberta. Mantenha esta página: o botão aparecerá aqui.',
  opensIn: 'Abre dentro de',
  opensAt: (when) => `Abertura: ${when}`,
  reload: 'Atualizar a página',
  failed: [
    'A sala não responde',
    'O servidor de videoconferência não conseguiu abrir a sala. Tente de novo daqui a pouco; se persistir, avise a outra pessoa.',
  ],
  again: 'Tentar de novo',
  refusals: {
    over: ['A sessão terminou', 'A sala está fechada desde o fim da sessão.'],
    cancelled: ['A sessão foi cancelada', 'Já não há videoconferência em que entrar.'],
    none: [
      'Sem videoconferência',
      'Não há sala para esta sessão. Pergunte à outra pessoa onde se encontram.',
    ],
    unknown: [
      'Esta ligação não funciona',
      'Está incompleta ou já não é válida. Use a da sua última mensagem.',
    ],
    busy: ['Demasiados pedidos', 'Espere um minuto e tente de novo.'],
    away: [
      'Indisponível de momento',
      'Esta página não pode ser mostrada agora. Tente de novo daqui a um minuto.',
    ],
  },
};
