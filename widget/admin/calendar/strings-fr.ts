import type { CalendarWords } from './strings.ts';

export const words: CalendarWords = {
  subscribe: 'Vos sessions dans votre propre agenda',
  subscribeText:
    'Abonnez-vous à cette adresse : chaque session apparaît dans votre agenda, même déplacée ou annulée.',
  address: 'Adresse secrète',
  secret: 'Toute personne qui a cette adresse peut voir vos sessions. Ne la partagez pas.',
  apple: 'Ouvrir dans une appli d’agenda',
  renew: 'Renouveler l’adresse',
  renewQuestion: 'Renouveler l’adresse ?',
  renewText:
    'Les agendas qui utilisent l’adresse actuelle ne seront plus mis à jour. Il faudra vous y abonner de nouveau.',
  renewed: 'L’adresse est nouvelle. Abonnez-vous-y de nouveau dans votre agenda.',
  howToTitle: 'Comment s’abonner',
  howTo: [
    {
      name: 'Google Agenda',
      steps: [
        'Sur un ordinateur, ouvrez Google Agenda.',
        'À côté d’« Autres agendas », choisissez + puis « À partir de l’URL ».',
        'Collez l’adresse et choisissez « Ajouter un agenda ».',
      ],
    },
    {
      name: 'Outlook',
      steps: [
        'Ouvrez le calendrier et choisissez « Ajouter un calendrier ».',
        'Choisissez « S’abonner à partir du web ».',
        'Collez l’adresse, nommez-la et choisissez « Importer ».',
      ],
    },
    {
      name: 'Apple',
      steps: [
        'Sur cette page, choisissez « Ouvrir dans une appli d’agenda » et confirmez.',
        'Ou sur Mac : « Fichier », « Nouvel abonnement », puis collez l’adresse.',
      ],
    },
  ],
  delay:
    'Google ne relit les agendas abonnés que toutes les quelques heures ; Apple et Outlook sont plus rapides.',
  busy: 'Occupé dans vos autres agendas',
  busyText:
    'Quand vous y êtes occupé, personne ne peut réserver ici. Seules les heures sont lues, toutes les dix minutes ; jamais le contenu de vos événements.',
  noFeeds: 'Aucun autre agenda pour le moment.',
  working: 'À jour',
  failing: 'En échec',
  lastRead: (ago) => `Lu ${ago}`,
  lastTried: (ago) => `Essayé ${ago}`,
  neverRead: 'Pas encore lu',
  kept: 'Les dernières heures lues restent valables.',
  skipped: (count) =>
    count === 1
      ? 'Un événement n’a pas pu être lu, ou pas en entier.'
      : `${count} événements n’ont pas pu être lus, ou pas en entier.`,
  skipReasons: {
    no_start: 'sans début lisible',
    no_end: 'dont la fin est illisible ou précède le début',
    bad_rule: 'dont la répétition est illisible : seule la première date compte',
    bad_date: 'dates isolées d’une série, illisibles : les autres comptent',
    too_often: 'qui se répètent trop souvent pour être comptés',
    unknown_zone: 'dans un fuseau horaire inconnu : lus dans le vôtre',
  },
  readNow: 'Lire maintenant',
  read: 'L’agenda a été lu.',
  removeQuestion: (name) => `Retirer « ${name} » ?`,
  removeText: 'Les heures qu’il occupait peuvent aussitôt être réservées de nouveau.',
  removed: 'L’agenda a été retiré.',
  addTitle: 'Ajouter un agenda',
  url: 'Adresse (iCal, ICS)',
  urlHint: 'Elle commence par https:// ou webcal:// et ne sera plus affichée.',
  urlMissing: 'Collez l’adresse d’un agenda.',
  name: 'Nom',
  nameHint: 'Pour le reconnaître, par exemple « Travail ».',
  addButton: 'Ajouter l’agenda',
  adding: 'Lecture de l’agenda…',
  added: 'L’agenda a été lu ; ses heures occupées sont fermées aux réservations.',
  whereTitle: 'Où trouver l’adresse',
  where: [
    {
      name: 'Google Agenda',
      steps: [
        'Sur un ordinateur, ouvrez les paramètres de votre agenda.',
        'Sous « Intégrer l’agenda », copiez l’« Adresse secrète au format iCal ».',
      ],
    },
    {
      name: 'Outlook',
      steps: [
        'Ouvrez les paramètres, puis « Calendrier » et « Calendriers partagés ».',
        'Sous « Publier un calendrier », publiez le vôtre et copiez le lien ICS.',
      ],
    },
    {
      name: 'iCloud',
      steps: [
        'Dans l’app Calendrier, choisissez le symbole de partage à côté de votre calendrier.',
        'Activez « Calendrier public » et copiez le lien.',
      ],
    },
  ],
  failures: {
    address: 'Ce n’est pas une adresse qui commence par https://, http:// ou webcal://.',
    private:
      'Cette adresse mène à un réseau privé. Seules les adresses de l’Internet public peuvent être lues.',
    too_large: 'L’agenda dépasse 5 Mo.',
    too_slow: 'Le serveur n’a pas répondu en 10 secondes.',
    no_answer: 'Le serveur ne répond pas.',
    refused: 'Le serveur dit que cet agenda n’existe pas ou n’est pas partagé.',
    not_calendar: 'Il n’y a pas d’agenda à cette adresse.',
    too_complex: 'L’agenda contient plus d’événements ou de règles que l’on ne peut en compter.',
  },
  exists: 'Cet agenda est déjà dans la liste.',
  tooMany: 'Dix agendas au maximum.',
};
