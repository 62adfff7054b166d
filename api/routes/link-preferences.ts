import { replaceNotificationPreferences } from '../commands/notifications/replace-notification-preferences.ts';
import { setNotificationPreferencesSchema } from '../contract/notification.ts';
import { type ChosenChannel, preferencesPage, shownTypes } from '../domain/links/preferences-page.ts';
import { contextFor, type LinkAct } from '../http/link-visit.ts';
import { readForm } from '../http/read-form.ts';
import { faultsOf } from '../middleware/validate.ts';
import { wholePreferences } from '../models/user.ts';
import type { LinkReader } from '../queries/find-link-reader.ts';

/** What she is told, by what, and when she is reminded. */
export const preferencesLink: LinkAct = {
  async show({ scene, reader, once }) {
    const preferences = wholePreferences(reader.user);
    const { reminderMinutes: partnerMinutes } = reader.partner;
    const shown = { once, preferences, partnerMinutes, channels: channelsOf(reader), isSaved: false };
    return { page: preferencesPage(scene, shown) };
  },

  async act(visit) {
    const { ctx, scene, reader, once } = visit;
    const sent = await readForm(ctx);
    const channels = channelsOf(reader);
    const byType = shownTypes(scene).map((type) => [
      type,
      Object.fromEntries(channels.map((channel) => [channel, sent.getAll(channel).includes(type)])),
    ]);
    const minutes = sent.getAll('minutes').map(Number);
    const input = {
      ...Object.fromEntries(byType),
      reminder_minutes: sent.get('reminders') === 'own' ? minutes : null,
    };
    const partnerMinutes = reader.partner.reminderMinutes;
    if (faultsOf(setNotificationPreferencesSchema, input).length > 0) {
      const preferences = { ...wholePreferences(reader.user), ...input };
      const shown = {
        once,
        preferences,
        partnerMinutes,
        channels,
        isSaved: false,
        fault: 'invalid',
      } as const;
      return { page: preferencesPage(scene, shown), status: 422 };
    }
    const { context } = contextFor(visit, 'replaceNotificationPreferences', new URLSearchParams());
    const preferences = await replaceNotificationPreferences(context, input);
    return { page: preferencesPage(scene, { once, preferences, partnerMinutes, channels, isSaved: true }) };
  },
};

/** Mail, and the texts that her partner sends, once she has a number. */
function channelsOf({ user, partner }: LinkReader): ChosenChannel[] {
  const texts = (['whatsapp', 'sms'] as const).filter(
    (channel) => user.phoneNumber && partner.gateways[channel],
  );
  return ['mail', ...texts];
}
