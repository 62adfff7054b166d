import type { AccountWords } from './strings.ts';

export const words: AccountWords = {
  title: 'Mon compte',
  profile: 'Profil',
  name: 'Nom',
  nameHint: 'Celui que voient les étudiants et vos collègues.',
  nameMissing: 'Saisissez votre nom.',
  email: 'Adresse e-mail',
  noEmail: 'Aucune adresse connue',
  locale: 'Langue',
  localeHint: 'De cette page et des messages que vous recevez.',
  timezone: 'Fuseau horaire',
  timezoneHint:
    'Les heures des sessions s’affichent dans ce fuseau. Celui de vos disponibilités se règle à leur page.',
  security: 'Connexions',
  securityText: 'Vous avez utilisé un appareil partagé ou perdu le vôtre ? Déconnectez tous les navigateurs.',
  everywhere: 'Se déconnecter partout',
  everywhereAsk: {
    title: 'Se déconnecter partout ?',
    text: 'Tous vos navigateurs, celui-ci compris, devront se reconnecter avec un code.',
    confirm: 'Se déconnecter partout',
  },
  data: 'Mes données',
  exportText: 'Un fichier JSON avec tout ce que nous conservons à votre sujet.',
  export: 'Télécharger mes données',
  eraseText:
    'Votre nom, votre adresse et vos textes sont effacés pour toujours. Vos sessions passées ne restent que dans les totaux, sans vous nommer.',
  erase: 'Effacer mon compte',
  eraseAsk: {
    title: 'Effacer votre compte ?',
    text: 'C’est définitif. Les sessions à venir que vous avez réservées seront annulées.',
    confirm: 'Effacer pour toujours',
    word: 'effacer',
  },
  erased: 'Votre compte est effacé.',
  sessionsToCome: 'Des étudiants ont encore des sessions avec vous. Annulez-les ou déplacez-les d’abord.',
  toSessions: 'Voir les sessions',
};
