import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A number as E.164 has it: `+221771234567`; why it is none, to stand after its name in a sentence. */
export type PhoneNumber = { readonly number: string } | { readonly fault: string };

/**
 * Reads a number as people write it, with its country's code: `+221 77 123 45 67`, `00221 (77) 1234567`. What no
 * country has is refused, such as one country's digits behind the code of another.
 */
export function readPhoneNumber(text: string): PhoneNumber {
  const plain = text.trim().replace(/^00/, '+');
  if (!plain.startsWith('+')) return { fault: 'must begin with + and the code of the country' };
  const found = parsePhoneNumberFromString(plain, { extract: false });
  if (!found || found.ext)
    return { fault: 'must be a phone number in international form, without an extension' };
  if (!found.isValid()) {
    return { fault: `is no number of the country of +${found.countryCallingCode}: check its digits` };
  }
  return { number: found.number };
}
