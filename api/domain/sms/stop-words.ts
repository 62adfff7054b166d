/**
 * What a person wants who answers a text with one word: no more of them, or some again. `cancel` and the like are not
 * among them: who writes that means her session.
 */
export function wishOf(text: string): 'stop' | 'start' | null {
  const word = text
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
  return stop.has(word) ? 'stop' : start.has(word) ? 'start' : null;
}

const stop = new Set([
  ...[
    'stop',
    'stopall',
    'unsubscribe',
    'end',
    'quit',
    'arret',
    'arreter',
    'desabonner',
    'parar',
    'pare',
    'sair',
  ],
  ...['acha', 'simama', 'sitisha', 'توقف', 'ايقاف', 'قف'],
]);

const start = new Set(
  [
    ...[
      'start',
      'unstop',
      'reprendre',
      'reprise',
      'iniciar',
      'comecar',
      'retomar',
      'anza',
      'endelea',
      'ابدا',
      'استئناف',
    ],
  ].map((word) => word.normalize('NFD').replace(/[^\p{L}]/gu, '')),
);
