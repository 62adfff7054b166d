import { confirmPhone } from '../commands/phones/confirm-phone.ts';
import { removePhone } from '../commands/phones/remove-phone.ts';
import { setPhone } from '../commands/phones/set-phone.ts';
import { confirmPhoneSchema, type Phone, setPhoneSchema } from '../contract/phone.ts';
import type { PhoneDeed, PhoneFault, PhoneShown } from '../domain/links/phone-part.ts';
import { contextFor, type LinkVisit } from '../http/link-visit.ts';
import { faultsOf } from '../middleware/validate.ts';
import { Problem } from '../problems.ts';
import { findPhone } from '../queries/find-phone.ts';

/** How her number stands after a form about it, and what came of that. */
interface DoneAboutPhone extends Pick<PhoneShown, 'came'> {
  readonly phone: Phone;
  readonly status: number;
}

/**
 * Does what a form about her number asks for, by the commands of `/api/account/phone` and within their limits.
 *
 * @throws Problem `not_found` for what no button of the page asks for.
 */
export async function doAboutPhone(visit: LinkVisit, sent: URLSearchParams): Promise<DoneAboutPhone> {
  const { services, reader, now } = visit;
  const name = sent.get('do') ?? '';
  if (!Object.hasOwn(deeds, name)) throw new Problem('not_found', 'The page has no such button.');
  const stands = (): Promise<Phone> => findPhone(services.knex, reader.user.id, now);
  try {
    const came = await deeds[name as PhoneDeed](visit, sent);
    return { phone: await stands(), came, status: 200 };
  } catch (error) {
    const fault = error instanceof Problem && faults.find((each) => each === error.code);
    if (!fault) throw error;
    const phone = await stands();
    // A second click finds the code used up that the first has confirmed the number by.
    const isConfirmed = phone.pending === null && phone.confirmed_at !== null;
    if (fault === 'wrong_code' && isConfirmed && now - Date.parse(phone.confirmed_at ?? '') < 60_000) {
      return { phone, came: 'confirmed', status: 200 };
    }
    return { phone, came: { fault, typed: sent.get('phone_number') ?? '' }, status: error.status };
  }
}

const faults: readonly PhoneFault[] = [
  'invalid_request',
  'no_gateway',
  'number_stopped',
  'wrong_code',
  'rate_limited',
];

type Do = (visit: LinkVisit, sent: URLSearchParams) => Promise<PhoneShown['came']>;

const deeds: Readonly<Record<PhoneDeed, Do>> = {
  async phone(visit, sent) {
    const input = { phone_number: sent.get('phone_number') ?? '' };
    if (faultsOf(setPhoneSchema, input).length > 0) throw new Problem('invalid_request', 'No number.');
    const { pending } = await setPhone(contextFor(visit, 'setPhone', sent).context, input);
    return pending ? undefined : 'confirmed';
  },
  async code(visit, sent) {
    const input = { code: (sent.get('code') ?? '').replace(/\D/g, '') };
    if (faultsOf(confirmPhoneSchema, input).length > 0) throw new Problem('wrong_code', 'No code.');
    await confirmPhone(contextFor(visit, 'confirmPhone', sent).context, input);
    return 'confirmed';
  },
  async remove_phone(visit, sent) {
    await removePhone(contextFor(visit, 'removePhone', sent).context);
    return 'removed';
  },
};
