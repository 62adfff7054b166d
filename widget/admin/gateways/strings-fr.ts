import type { GatewayWords } from './strings.ts';

export const words: GatewayWords = {
  title: 'SMS et WhatsApp',
  hint: 'Les rappels partent par WhatsApp, sinon par SMS, sinon par e-mail. Les personnes en reçoivent dès que leur numéro est connu.',
  provider: 'Fournisseur de SMS',
  none: 'Aucun SMS',
  useWhatsapp: 'Envoyer par WhatsApp',
  fields: {
    username: 'Nom d’utilisateur (sandbox pour l’essai)',
    api_key: 'Clé d’API',
    account_sid: 'Account SID',
    auth_token: 'Auth Token',
    messaging_service_sid: 'Messaging Service SID, au lieu d’un expéditeur',
    from: 'Expéditeur (numéro ou nom)',
    phone_number_id: 'Identifiant du numéro',
    access_token: 'Jeton d’accès',
    app_secret: 'Clé secrète de l’application',
  },
  kept: 'Enregistré, jamais affiché. Laissez vide pour le garder.',
  template: 'Modèle du rappel',
  templateHint:
    'Nom du modèle approuvé par Meta, avec trois variables : la personne, la date, un lien. Sans modèle, rien ne part par WhatsApp.',
  callback: 'Adresse à indiquer au fournisseur',
  callbackHint: 'Pour les accusés de réception et les réponses STOP. Elle contient un secret.',
  verifyToken: 'Jeton de vérification, pour Meta',
  quiet: 'Heures calmes',
  quietHint: 'Aucun SMS ni message WhatsApp pendant ces heures, à l’horloge du destinataire.',
  from: 'De',
  to: 'À',
  saved: 'SMS et WhatsApp enregistrés.',
  needed: 'Ce champ est nécessaire.',
};
