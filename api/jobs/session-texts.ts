import { languageOf } from '../domain/messages.ts';
import { sessionText, sessionTextParts } from '../domain/sms/session-text.ts';
import type { OutgoingText } from '../gateways/gateway.ts';
import type { WholeMessage } from '../queries/find-messages.ts';
import type { TextServices } from './gateway-of.ts';
import { sessionFacts } from './session-mail.ts';

/** The text that a message is, in its reader's language and zone, to her number. */
export function sessionTextOf(
  whole: WholeMessage,
  { publicUrl, tokenSecret }: Pick<TextServices, 'publicUrl' | 'tokenSecret'>,
  reportUrl: string,
): OutgoingText {
  const { message, reader } = whole;
  const facts = sessionFacts(whole, { publicUrl: publicUrl(), tokenSecret });
  return {
    to: reader.phoneNumber ?? '',
    text: sessionText(facts),
    form: { event: facts.event, language: languageOf(reader.locale), parts: sessionTextParts(facts) },
    messageId: message.id,
    reportUrl,
  };
}
