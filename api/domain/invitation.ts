import { languageOf } from './messages.ts';

export interface Invitation {
  readonly mentorName: string;
  readonly partnerName: string;
  /** Where she signs in. */
  readonly url: string;
}

const texts: Readonly<Record<ReturnType<typeof languageOf>, readonly [subject: string, text: string]>> = {
  fr: [
    '{partner} vous invite comme mentor',
    `Bonjour {name},

{partner} vous invite à ouvrir vos heures aux étudiantes et étudiants qui souhaitent un rendez-vous avec vous.

Ouvrez cette page et saisissez l’adresse à laquelle vous lisez ce message ; un code vous y sera envoyé, aucun mot de passe n’est nécessaire :
{url}

Vous y choisissez vos disponibilités, et vous y retrouverez vos sessions.`,
  ],
  en: [
    '{partner} invites you as a mentor',
    `Hello {name},

{partner} invites you to open hours for students who would like to meet you.

Open this page and enter the address at which you read this message; a code will be sent to it, and no password is needed:
{url}

There you choose when you are available, and there you will find your sessions.`,
  ],
  pt: [
    '{partner}: convite para mentoria',
    `Olá, {name},

{partner} envia-lhe este convite para abrir horários a estudantes que queiram uma reunião consigo.

Abra esta página e introduza o endereço em que lê esta mensagem; receberá um código, sem precisar de palavra-passe:
{url}

Aí escolhe a sua disponibilidade e encontra as suas sessões.`,
  ],
  ar: [
    'تدعوك {partner} للانضمام إلى فريق الإرشاد',
    `مرحبًا {name}،

تدعوك {partner} إلى تخصيص أوقات للطلبة الراغبين في لقائك.

افتح هذه الصفحة وأدخل العنوان الذي تقرأ عليه هذه الرسالة، وسيصلك رمز عليه دون حاجة إلى كلمة مرور:
{url}

هناك تحدد أوقاتك المتاحة وتجد جلساتك.`,
  ],
  sw: [
    '{partner} inakualika kuwa mshauri',
    `Habari {name},

{partner} inakualika kutoa nafasi za kukutana na wanafunzi wanaotaka ushauri wako.

Fungua ukurasa huu na uandike anwani unayosomea ujumbe huu; utatumiwa msimbo hapo, na huhitaji nenosiri:
{url}

Hapo utachagua saa zako na kuona vikao vyako.`,
  ],
};

/** The mail that tells a mentor where to sign in, in her language. */
export function invitationFor(
  { mentorName, partnerName, url }: Invitation,
  locale: string | null,
): { readonly subject: string; readonly text: string } {
  const values: Readonly<Record<string, string>> = { name: mentorName, partner: partnerName, url };
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const [subject, text] = texts[languageOf(locale)];
  // A line break in a name would begin another header of the mail.
  return { subject: fill(subject).replace(/\s+/g, ' '), text: fill(text) };
}
