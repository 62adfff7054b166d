import type { SeriesStrings } from './strings.ts';

export const strings: SeriesStrings = {
  repeat: 'Répéter',
  rhythms: ['Une seule fois', 'Chaque semaine', 'Toutes les deux semaines'],
  count: 'Nombre de sessions',
  loading: 'Vérification des dates…',
  failed: 'Les dates n’ont pas pu être vérifiées.',
  allFree: 'Toutes ces dates sont libres.',
  someFree: (free, count) => `Dates libres : ${free} sur ${count}. Le reste ne sera pas réservé.`,
  noneFree: 'Aucune de ces dates n’est libre.',
  states: {
    free: 'libre',
    taken: 'déjà pris',
    held: 'en cours de réservation',
    student_busy: 'vous avez une autre session',
    outside: 'hors des disponibilités',
    closed: 'fermé à la réservation',
  },
};
