import { replaceNotificationPreferences } from '../commands/notifications/replace-notification-preferences.ts';
import { setNotificationPreferencesSchema } from '../contract/notification.ts';
import type { Phone } from '../contract/phone.ts';
import type { PhoneShown } from '../domain/links/phone-part.ts';
import {
  type ChosenChannel,
  type PreferencesShown,
  preferencesPage,
  shownTypes,
} from '../domain/links/preferences-page.ts';
import { contextFor, type LinkAct, type LinkVisit } from '../http/link-visit.ts';
import { readForm } from '../http/read-form.ts';
import { faultsOf } from '../middleware/validate.ts';
import { wholePreferences } from '../models/user.ts';
import { findPhone } from '../queries/find-phone.ts';
import { doAboutPhone } from './link-phone.ts';

/** What she is told, by what, and when she is reminded; the number that texts go to. */
export const preferencesLink: LinkAct = {
  async show(visit) {
    return { page: pageOf(visit, await phoneOf(visit)) };
  },

  async act(visit) {
    const sent = await readForm(visit.ctx);
    if (sent.has('do')) {
      const { phone, came, status } = await doAboutPhone(visit, sent);
      return { page: pageOf(visit, phone, { came }), status };
    }
    const phone = await phoneOf(visit);
    const channels = channelsOf(visit, phone);
    const byType = shownTypes(visit.scene).map((type) => [
      type,
      Object.fromEntries(channels.map((channel) => [channel, sent.getAll(channel).includes(type)])),
    ]);
    const minutes = sent.getAll('minutes').map(Number);
    const input = {
      ...Object.fromEntries(byType),
      reminder_minutes: sent.get('reminders') === 'own' ? minutes : null,
    };
    if (faultsOf(setNotificationPreferencesSchema, input).length > 0) {
      const preferences = { ...wholePreferences(visit.reader.user), ...input };
      return { page: pageOf(visit, phone, { preferences, fault: 'invalid' }), status: 422 };
    }
    const { context } = contextFor(visit, 'replaceNotificationPreferences', new URLSearchParams());
    const preferences = await replaceNotificationPreferences(context, input);
    return { page: pageOf(visit, phone, { preferences, isSaved: true }) };
  },
};

type Shown = Partial<Pick<PreferencesShown, 'preferences' | 'fault' | 'isSaved'>> & Pick<PhoneShown, 'came'>;

function pageOf(visit: LinkVisit, phone: Phone, { came, ...shown }: Shown = {}) {
  const { scene, reader, once } = visit;
  const { gateways, reminderMinutes } = reader.partner;
  return preferencesPage(scene, {
    once,
    preferences: wholePreferences(reader.user),
    partnerMinutes: reminderMinutes,
    channels: channelsOf(visit, phone),
    isSaved: false,
    ...shown,
    phone: {
      number: phone.phone_number,
      isStopped: phone.is_stopped,
      pending: phone.pending?.phone_number ?? null,
      mayGive: Boolean(gateways.sms),
      came,
    },
  });
}

const phoneOf = ({ services, reader, now }: LinkVisit): Promise<Phone> =>
  findPhone(services.knex, reader.user.id, now);

/** Mail, and the texts that her partner sends, once she has a number. */
function channelsOf({ reader }: LinkVisit, { phone_number }: Phone): ChosenChannel[] {
  const { gateways } = reader.partner;
  const texts = (['whatsapp', 'sms'] as const).filter((channel) => phone_number && gateways[channel]);
  return ['mail', ...texts];
}
