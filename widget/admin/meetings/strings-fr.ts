import type { MeetingWords } from './strings.ts';

export const words: MeetingWords = {
  title: 'Visioconférence',
  hints: {
    partner:
      'Où se tiennent les sessions des mentors qui n’ont rien choisi d’autre. Chaque personne reçoit son propre lien, ouvert de 15 minutes avant la session à 30 minutes après.',
    mentor:
      'Où se tiennent vos sessions. Chaque personne reçoit son propre lien, ouvert de 15 minutes avant la session à 30 minutes après.',
  },
  kind: 'Salle',
  kinds: {
    partner: 'Comme mon établissement',
    none: 'Aucune',
    fixed: 'Toujours la même adresse',
    jitsi: 'Jitsi Meet',
    bigbluebutton: 'BigBlueButton',
  },
  room: 'Adresse de la salle',
  server: 'Adresse du serveur',
  jitsiHint: 'Par exemple https://meet.exemple.edu. Chaque session a sa salle, que personne ne peut deviner.',
  bigBlueButtonHint: 'Celle qu’affiche la commande « bbb-conf --secret ».',
  appId: 'Identifiant d’application',
  appIdHint: 'Seulement si le serveur demande des jetons signés.',
  keyId: 'Identifiant de la clé (8x8.vc)',
  keyIdHint: 'Seulement pour Jitsi as a Service.',
  secret: 'Secret',
  privateKey: 'Clé privée (PEM)',
  kept: 'Un secret est enregistré. Laissez vide pour le garder.',
  checksum: 'Empreinte',
  save: 'Enregistrer la visioconférence',
  saved: 'Visioconférence enregistrée.',
  faults: {
    address: 'Indiquez une adresse publique qui commence par https://, sans mot de passe.',
    needed: 'À remplir.',
    key: 'Ce n’est pas une clé privée RSA (PEM).',
  },
};
