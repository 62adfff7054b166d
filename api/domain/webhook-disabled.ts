import { languageOf } from './messages.ts';

export interface DisabledWebhook {
  readonly partnerName: string;
  /** Host of its address. */
  readonly host: string;
  readonly reason: 'gone' | 'failing';
  /** Where its deliveries are seen. */
  readonly url: string;
}

interface Texts {
  readonly subject: string;
  readonly reasons: Readonly<Record<DisabledWebhook['reason'], string>>;
  readonly text: string;
}

const texts: Readonly<Record<ReturnType<typeof languageOf>, Texts>> = {
  fr: {
    subject: '{partner} : le webhook vers {host} est désactivé',
    reasons: {
      gone: 'Le serveur a répondu que cette adresse n’existe plus (410).',
      failing: 'Depuis cinq jours, aucun envoi n’est arrivé.',
    },
    text: `Bonjour,

Les événements de {partner} ne sont plus envoyés à {host}. {reason}

Ce qui se passe désormais n’est pas conservé pour ce webhook. Corrigez l’adresse ou le serveur, puis réactivez le webhook ici ; vous pourrez y renvoyer ce qui n’est pas arrivé :
{url}`,
  },
  en: {
    subject: '{partner}: the webhook to {host} is disabled',
    reasons: {
      gone: 'The server answered that this address is gone (410).',
      failing: 'For five days nothing that was sent has arrived.',
    },
    text: `Hello,

Events of {partner} are no longer sent to {host}. {reason}

What happens from now on is not kept for this webhook. Put the address or the server right, then make the webhook active again here; there you can also send again what did not arrive:
{url}`,
  },
  pt: {
    subject: '{partner}: o webhook para {host} foi desativado',
    reasons: {
      gone: 'O servidor respondeu que este endereço já não existe (410).',
      failing: 'Há cinco dias que nenhum envio chega.',
    },
    text: `Olá,

Os eventos de {partner} deixaram de ser enviados para {host}. {reason}

O que acontecer a partir de agora não é guardado para este webhook. Corrija o endereço ou o servidor e volte a ativar o webhook aqui; também poderá reenviar o que não chegou:
{url}`,
  },
  ar: {
    subject: '{partner}: عُطّل الويب هوك المرسل إلى {host}',
    reasons: {
      gone: 'أجاب الخادم بأن هذا العنوان لم يعد موجودًا (410).',
      failing: 'لم يصل أي إرسال منذ خمسة أيام.',
    },
    text: `مرحبًا،

لم تعد أحداث {partner} تُرسل إلى {host}. {reason}

ما يحدث من الآن فصاعدًا لا يُحفظ لهذا الويب هوك. أصلح العنوان أو الخادم ثم أعد تفعيل الويب هوك هنا، ويمكنك أيضًا إعادة إرسال ما لم يصل:
{url}`,
  },
  sw: {
    subject: '{partner}: webhook ya {host} imezimwa',
    reasons: {
      gone: 'Seva imejibu kuwa anwani hii haipo tena (410).',
      failing: 'Kwa siku tano hakuna kilichotumwa kilichofika.',
    },
    text: `Habari,

Matukio ya {partner} hayatumwi tena kwa {host}. {reason}

Yatakayotokea kuanzia sasa hayahifadhiwi kwa webhook hii. Rekebisha anwani au seva, kisha washa tena webhook hapa; hapo unaweza pia kutuma tena yasiyofika:
{url}`,
  },
};

/** The mail that tells an admin that a webhook was disabled, in her language. */
export function webhookDisabledMail(
  { partnerName, host, reason, url }: DisabledWebhook,
  locale: string | null,
): { readonly subject: string; readonly text: string } {
  const { subject, reasons, text } = texts[languageOf(locale)];
  const values: Readonly<Record<string, string>> = {
    partner: partnerName,
    host,
    reason: reasons[reason],
    url,
  };
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  // A line break in a name would begin another header of the mail.
  return { subject: fill(subject).replace(/\s+/g, ' '), text: fill(text) };
}
