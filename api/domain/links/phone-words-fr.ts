import type { PhoneWords } from './phone-words.ts';

export const words: PhoneWords = {
  title: 'Numéro de téléphone',
  hint: 'Les SMS et messages WhatsApp sur vos sessions vont à ce numéro.',
  none: 'Aucun numéro pour le moment.',
  fromPartner: 'Donné par votre établissement.',
  stopped:
    'Les messages à ce numéro sont arrêtés. Envoyez START par SMS à leur expéditeur pour les recevoir de nouveau.',
  number: 'Votre numéro, avec l’indicatif du pays',
  example: 'Par exemple +221 77 123 45 67',
  send: 'Envoyer un code',
  sent: (n) => `Un code à six chiffres part par SMS au ${n}.`,
  code: 'Code reçu par SMS',
  confirm: 'Confirmer',
  confirmed: 'Numéro confirmé.',
  remove: 'Retirer ce numéro',
  removed: 'Numéro retiré.',
  faults: {
    invalid_request: 'Ce n’est pas un numéro valable avec l’indicatif du pays.',
    no_gateway: 'Votre établissement n’envoie pas de SMS.',
    number_stopped: 'Les messages à ce numéro ont été arrêtés par STOP.',
    wrong_code: 'Ce code est faux ou périmé.',
    rate_limited: 'Trop de codes ont été demandés. Réessayez dans une heure.',
  },
};
