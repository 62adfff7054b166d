import type { AvailabilityWords } from './strings.ts';

const nths = ['', 'premier', 'deuxième', 'troisième', 'quatrième', 'cinquième'];

/** `premier`, `12e`, `dernier`, `3e avant la fin`. */
function nth(n: number, name = ''): string {
  const named = name && ` ${name}`;
  if (n === -1) return `dernier${named}`;
  if (n === -2) return `avant-dernier${named}`;
  if (n < 0) return `${-n}e${named} en partant de la fin`;
  return `${nths[n] ?? `${n}e`}${named}`;
}

/** The first of a month is an ordinal: Intl writes `1 décembre`. */
const first = (dates: string): string => dates.replace(/(?<!\d)1 (?=\p{L}+ \d{4})/gu, '1er ');

export const words: AvailabilityWords = {
  tag: 'fr',
  rule: {
    tag: 'fr',
    every: (frequency, n) => {
      const units = { DAILY: 'jour', WEEKLY: 'semaine', MONTHLY: 'mois', YEARLY: 'an' };
      const unit = units[frequency];
      if (n === 1) return frequency === 'YEARLY' ? 'chaque année' : `chaque ${unit}`;
      return `${frequency === 'WEEKLY' ? 'toutes' : 'tous'} les ${n} ${unit}${frequency === 'MONTHLY' ? '' : 's'}`;
    },
    weekday: (name) => `le ${name}`,
    nthWeekday: (name, _, n) => (n === -2 ? `l’${nth(n, name)}` : `le ${nth(n, name)}`),
    monthDay: (day) => {
      if (day > 0) return day === 1 ? 'le 1er' : `le ${day}`;
      return day === -2 ? 'l’avant-dernier jour du mois' : `le ${nth(day, 'jour du mois')}`;
    },
    ofYear: 'de l’année',
    inMonths: (months) => `en ${months}`,
    only: (days) => `seulement ${days}`,
    position: (n) => (n === -2 ? `l’${nth(n)}` : `le ${nth(n)}`),
    chosen: (positions, frequency) =>
      `seulement ${positions} de ces jours dans ${{ DAILY: 'chaque jour', WEEKLY: 'chaque semaine', MONTHLY: 'chaque mois', YEARLY: 'chaque année' }[frequency]}`,
    weeksFrom: (weekday) => `avec des semaines qui commencent le ${weekday}`,
    times: (count) => `${count} fois`,
    since: (date) => `à partir du ${first(date)}`,
    until: (date) => `jusqu’au ${first(date)}`,
    except: (dates) => `sauf le ${first(dates)}`,
    also: (dates) => `et aussi le ${first(dates)}`,
    more: (count) => (count === 1 ? '1 autre date' : `${count} autres dates`),
  },
  title: 'Disponibilités',
  intro: 'Quand les étudiants peuvent réserver avec vous. Rien ne change pour eux avant l’enregistrement.',
  noMentor: {
    text: 'Choisissez le mentor dont vous voulez modifier les disponibilités.',
    link: 'Voir les mentors',
  },
  of: (mentor) => `Disponibilités de ${mentor}`,
  from: 'De',
  to: 'À',
  hours: (from, to) => `de ${from} à ${to}`,
  week: {
    title: 'Chaque semaine',
    hint: 'Glissez sur la grille pour ajouter une plage, glissez une plage pour la déplacer et ses bords pour la rallonger. Sur un écran tactile, gardez le doigt appuyé sur la grille.',
    keys: 'Raccourcis clavier',
    keyList: [
      ['← ↑ → ↓', 'Se déplacer dans la grille'],
      ['Entrée', 'Ajouter une plage, ou choisir celle qui est là'],
      ['Maj + ↑ ↓', 'Raccourcir ou rallonger la plage'],
      ['Alt + ← ↑ → ↓', 'Déplacer la plage'],
      ['Suppr', 'Supprimer la plage'],
      ['Ctrl + Z', 'Revenir en arrière'],
    ],
    grid: 'Grille',
    list: 'Liste',
    view: 'Affichage',
    step: 'Pas de la grille',
    gridName: 'Horaires de chaque semaine',
    cell: (day, time, block) => `${day} ${time}, ${block ? `ouvert ${block}` : 'fermé'}`,
    block: (day, from, to) => `${day}, de ${from} à ${to}`,
    add: (day) => `Ajouter une plage le ${day.toLowerCase()}`,
    remove: (block) => `Supprimer ${block}`,
    none: 'Fermé',
    nothingSelected: 'Choisissez une plage dans la grille pour la modifier ici.',
    copy: (day) => `Copier le ${day.toLowerCase()} vers d’autres jours`,
    copyHint: 'Les horaires de ces jours sont remplacés.',
    workdays: 'Du lundi au vendredi',
    everyDay: 'Tous les jours',
    copyDo: 'Copier',
  },
  told: {
    added: (block) => `Ajouté : ${block}.`,
    moved: (block) => `Déplacé : ${block}.`,
    resized: (block) => `Désormais ${block}.`,
    removed: (block) => `Supprimé : ${block}.`,
    merged: (block) => `Réuni avec la plage voisine : ${block}.`,
    selected: (block) => `Choisi : ${block}.`,
    copied: (days) => `Copié vers ${days}.`,
    undone: 'Modification annulée.',
    redone: 'Modification refaite.',
    loaded: 'Les disponibilités enregistrées ont été chargées.',
  },
  rules: {
    title: 'Autres horaires réguliers',
    hint: 'Toutes les deux semaines, une fois par mois, jusqu’à une date. Ils s’ajoutent aux horaires de chaque semaine.',
    add: 'Ajouter un horaire régulier',
    change: 'Modifier l’horaire régulier',
    none: 'Aucun.',
    kept: 'Cette règle ne peut pas être modifiée ici. Elle s’applique telle quelle, et vous pouvez la supprimer.',
    paused: 'Suspendu',
    pause: 'Suspendre',
    resume: 'Reprendre',
    details: 'Détails',
    kind: 'Répétition',
    kinds: {
      weeks: 'Par semaines',
      'month-weekday': 'Un jour de semaine du mois',
      'month-day': 'Un jour du mois',
    },
    everyWeeks: 'Toutes les',
    everyMonths: 'Tous les',
    weeks: 'semaines',
    months: 'mois',
    weekdays: 'Ces jours-là',
    which: 'Lequel',
    nth: (n) => nth(n).replace(/^./, (letter) => letter.toUpperCase()),
    weekday: 'Jour de la semaine',
    monthDay: 'Jour du mois',
    lastDay: 'Dernier jour du mois',
    dtstart: 'Première date possible',
    until: 'Dernière date possible',
    untilHint: 'Laissez vide pour ne pas fixer de fin.',
    exdate: 'Sauf le',
    rdate: 'Et aussi le',
    capacity: 'Places',
    capacityHint: 'Combien d’étudiants peuvent partager une même session.',
    places: (count) => `${count} places`,
    mode: 'Comment vous vous retrouvez',
    anyMode: 'Comme dans vos autres horaires',
    modes: { online: 'En ligne', in_person: 'Sur place', phone: 'Par téléphone' },
    place: 'Lieu',
    placeHint: 'Une salle, une adresse ou le numéro à appeler. Ceux qui réservent le reçoivent.',
    addDate: 'Ajouter la date',
    removeDate: (date) => `Retirer le ${date}`,
    done: 'Appliquer',
    faults: {
      every: 'Saisissez un nombre entier de 1 à 52.',
      weekdays: 'Choisissez au moins un jour.',
      endTime: 'La fin doit suivre le début.',
      dtstart: 'Saisissez une date.',
      until: 'La dernière date ne peut pas précéder la première.',
      capacity: 'Saisissez un nombre entier de 1 à 500.',
    },
    changed: 'Horaire régulier modifié.',
    removed: 'Horaire régulier supprimé.',
  },
  overrides: {
    title: 'Congés et dates particulières',
    hint: 'Choisissez une date pour la fermer ou lui donner d’autres horaires.',
    previous: 'Mois précédent',
    next: 'Mois suivant',
    range: 'Choisir plusieurs jours',
    rangeHint: 'Choisissez le premier jour, puis le dernier.',
    states: { usual: 'horaires habituels', closed: 'fermé', other: 'autres horaires', past: 'passé' },
    chosen: (dates, count) => (count === 1 ? dates : `${dates} (${count} jours)`),
    close: 'Fermé',
    other: 'Autres horaires',
    usual: 'Horaires habituels',
    addHours: 'Ajouter une plage',
    removeHours: (hours) => `Supprimer la plage ${hours}`,
    apply: 'Appliquer ces horaires',
    coming: 'Dates à venir',
    none: 'Ni congés ni autres horaires à venir.',
    remove: (dates) => `Revenir aux horaires habituels : ${dates}`,
    changed: (dates, state) => `${dates} : ${state}.`,
  },
  settings: {
    title: 'Règles de réservation',
    taking: 'Les étudiants peuvent réserver avec moi',
    takingHint: 'Sinon, aucun créneau n’est affiché. Les sessions réservées restent.',
    zone: 'Fuseau horaire',
    zoneHint: 'Toutes les heures de cette page sont dans ce fuseau. Les étudiants voient le leur.',
    zoneFault: 'Choisissez un fuseau de la liste.',
    buffer: 'Pause entre deux sessions',
    bufferHint: 'Gardée libre avant et après chaque session.',
    notice: 'Délai de prévenance',
    noticeHint: 'Jusqu’à combien de temps avant le début on peut réserver.',
    unit: 'Unité',
    minutes: 'minutes',
    hours: 'heures',
    days: 'jours',
    window: 'Réservation ouverte sur',
    windowHint: 'Combien de jours à l’avance les étudiants peuvent réserver.',
    step: 'Un début toutes les',
    stepHint: 'Compté à partir du début de vos plages.',
    durations: 'Durées d’une session',
    durationsHint: 'D’une à huit durées.',
    newDuration: 'Autre durée, en minutes',
    addDuration: 'Ajouter la durée',
    between: (least, most) => `Saisissez un nombre entier de ${least} à ${most}.`,
  },
  preview: {
    title: 'Ce que voient les étudiants',
    hint: 'Avec vos modifications, avant même de les enregistrer.',
    notTaking: 'Vous ne prenez pas de réservations : les étudiants ne voient aucun créneau.',
    inFault: 'L’aperçu revient dès que les valeurs sont correctes.',
    conflicts: (count) =>
      count === 1
        ? 'Une session réservée se trouverait hors de ces horaires. Elle reste réservée.'
        : `${count} sessions réservées se trouveraient hors de ces horaires. Elles restent réservées.`,
  },
  bar: {
    unsaved: 'Modifications non enregistrées',
    undo: 'Annuler l’action',
    redo: 'Refaire l’action',
    discarded: 'Vos modifications ont été abandonnées.',
  },
  meanwhile: {
    title: 'Ces disponibilités ont changé entre-temps',
    text: 'Un autre onglet ou une autre personne a enregistré une modification après l’ouverture de cette page. La vôtre n’est pas enregistrée.',
    theirs: 'Charger la version enregistrée',
    mine: 'Enregistrer la mienne par-dessus',
  },
  outside: {
    title: (count) =>
      count === 1
        ? 'Une session réservée est désormais hors de vos horaires'
        : `${count} sessions réservées sont désormais hors de vos horaires`,
    text: 'Elles restent réservées. Déplacez-les ou annulez-les si vous ne pouvez pas les tenir.',
    session: (date, time) => `${date}, ${time}`,
  },
  faultAt: (place) => `Le serveur refuse cette valeur : ${place}`,
};
