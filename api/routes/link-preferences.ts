import { replaceNotificationPreferences } from '../commands/notifications/replace-notification-preferences.ts';
import { setNotificationPreferencesSchema } from '../contract/notification.ts';
import { preferencesPage, shownTypes } from '../domain/links/preferences-page.ts';
import { contextFor, type LinkAct } from '../http/link-visit.ts';
import { readForm } from '../http/read-form.ts';
import { faultsOf } from '../middleware/validate.ts';
import { wholePreferences } from '../models/user.ts';

/** What she is told by mail, and when she is reminded. */
export const preferencesLink: LinkAct = {
  async show({ scene, reader, once }) {
    const preferences = wholePreferences(reader.user);
    const partnerMinutes = reader.partner.reminderMinutes;
    return { page: preferencesPage(scene, { once, preferences, partnerMinutes, isSaved: false }) };
  },

  async act(visit) {
    const { ctx, scene, reader, once } = visit;
    const sent = await readForm(ctx);
    const mails = sent.getAll('mail');
    const byType = shownTypes(scene).map((type) => [type, { mail: mails.includes(type) }]);
    const minutes = sent.getAll('minutes').map(Number);
    const input = {
      ...Object.fromEntries(byType),
      reminder_minutes: sent.get('reminders') === 'own' ? minutes : null,
    };
    const partnerMinutes = reader.partner.reminderMinutes;
    if (faultsOf(setNotificationPreferencesSchema, input).length > 0) {
      const preferences = { ...wholePreferences(reader.user), ...input };
      const shown = { once, preferences, partnerMinutes, isSaved: false, fault: 'invalid' } as const;
      return { page: preferencesPage(scene, shown), status: 422 };
    }
    const { context } = contextFor(visit, 'replaceNotificationPreferences', new URLSearchParams());
    const preferences = await replaceNotificationPreferences(context, input);
    return { page: preferencesPage(scene, { once, preferences, partnerMinutes, isSaved: true }) };
  },
};
