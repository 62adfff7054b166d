import { languageOf } from './messages.ts';

const texts = {
  fr: [
    '{code} est votre code de connexion',
    'Votre code de connexion est {code}. Il est valable dix minutes, dans le navigateur où vous l’avez demandé.',
    "Vous n'avez rien demandé ? Ignorez ce message : sans ce code, personne ne peut se connecter. Ne le communiquez à personne.",
  ],
  en: [
    '{code} is your sign-in code',
    'Your sign-in code is {code}. It is valid for ten minutes, in the browser where you asked for it.',
    'If you did not ask for it, ignore this message: without the code nobody can sign in. Do not give it to anyone.',
  ],
  pt: [
    '{code} é o seu código de acesso',
    'O seu código de acesso é {code}. É válido durante dez minutos, no navegador onde o pediu.',
    'Se não o pediu, ignore esta mensagem: sem o código ninguém pode entrar. Não o comunique a ninguém.',
  ],
  ar: [
    '{code} هو رمز تسجيل الدخول الخاص بك',
    'رمز تسجيل الدخول الخاص بك هو {code}، وهو صالح لمدة عشر دقائق في المتصفح الذي طلبته منه.',
    'إذا لم تطلب هذا الرمز فتجاهل هذه الرسالة: لا يمكن لأحد تسجيل الدخول من دونه. لا تعطه لأي شخص.',
  ],
  sw: [
    '{code} ndio msimbo wako wa kuingia',
    'Msimbo wako wa kuingia ni {code}. Unatumika kwa dakika kumi, katika kivinjari ulichouombea.',
    'Kama hukuuomba, puuza ujumbe huu: bila msimbo huu hakuna anayeweza kuingia. Usimpe mtu yeyote.',
  ],
} as const;

/** The mail with a code, in its reader's language. It names nobody. */
export function signInMessage(code: string, locale: string | null): { title: string; message: string } {
  const [title, ...lines] = texts[languageOf(locale)].map((text) => text.replace('{code}', code));
  return { title: title as string, message: lines.join('\n\n') };
}
