import type { SignInWords } from './strings.ts';

export const words: SignInWords = {
  title: 'Se connecter',
  lead: 'Pour les mentors et les responsables de programme. Pas de mot de passe : nous vous envoyons un code par e-mail.',
  email: 'Adresse e-mail',
  send: 'Recevoir un code',
  codeTitle: 'Saisissez le code',
  sent: 'Si cette adresse est celle d’un mentor ou d’un responsable, un code arrive à {email}. Il est valable dix minutes, et dans ce navigateur seulement : saisissez-le ici.',
  code: 'Code',
  signIn: 'Se connecter',
  nothingThere: 'Rien reçu ? Regardez aussi dans les courriers indésirables.',
  again: 'Renvoyer un code',
  againIn: (seconds) => `Renvoyer un code (dans ${seconds} s)`,
  sentAgain: 'Un nouveau code est en route ; le précédent ne sert plus.',
  otherAddress: 'Utiliser une autre adresse',
  choosePartner: 'Où voulez-vous vous connecter ?',
  own: 'Ou avec votre établissement',
  ownOf: (partner) => `Continuer avec ${partner}`,
  demo: 'Essayer la démo',
  demoText: 'Sans adresse ni code, avec des données d’exemple.',
  demoMentor: 'En tant que mentor',
  demoPartner: 'En tant que responsable',
  faults: {
    email: 'Saisissez une adresse e-mail complète, comme nom@universite.edu.',
    code: 'Saisissez les six chiffres du code.',
    wrongCode:
      'Ce code n’est pas le bon, ou il a expiré. Vérifiez le dernier e-mail ou demandez un nouveau code.',
    otherBrowser:
      'Ce code n’a pas été demandé dans ce navigateur, ou il y a trop longtemps. Saisissez-le là où vous l’avez demandé, ou demandez-en un nouveau ici.',
    tooOften: (seconds) => `Trop de demandes. Réessayez dans ${seconds} secondes.`,
  },
  refusals: {
    unknown_person:
      'Votre établissement vous a reconnu, mais vous n’êtes ni mentor ni responsable ici. Demandez à votre responsable de vous ajouter.',
    refused: 'La connexion auprès de votre établissement a été annulée ou refusée.',
    expired: 'La connexion a pris trop de temps. Recommencez.',
    unavailable:
      'La connexion de votre établissement ne répond pas. Réessayez plus tard ou demandez un code.',
  },
};
