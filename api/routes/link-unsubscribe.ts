import { replaceNotificationPreferences } from '../commands/notifications/replace-notification-preferences.ts';
import { unsubscribePage } from '../domain/links/link-pages.ts';
import type { Unsubscribed } from '../domain/links/words.ts';
import { contextFor, type LinkAct, type LinkVisit } from '../http/link-visit.ts';
import { passOver } from '../http/read-form.ts';
import { isOn } from '../models/user.ts';
import { linkToken } from '../secrets/person-link.ts';

/**
 * Stops the mails of one type. Mail programs POST here by themselves when their user wishes it (RFC 8058): without a
 * cookie or an Origin, as a form or in parts. The address says all that there is to know, so the body is not asked.
 */
export const unsubscribeLink = (type: Unsubscribed): LinkAct => ({
  async show(visit) {
    const state = isOn(visit.reader.user.notificationPreferences, type, 'mail') ? 'on' : 'already';
    return { page: pageOf(visit, type, state) };
  },

  async act(visit) {
    await passOver(visit.ctx);
    if (!isOn(visit.reader.user.notificationPreferences, type, 'mail')) {
      return { page: pageOf(visit, type, 'already') };
    }
    const { context } = contextFor(visit, 'replaceNotificationPreferences', new URLSearchParams());
    await replaceNotificationPreferences(context, { [type]: { mail: false } });
    return { page: pageOf(visit, type, 'done') };
  },
});

function pageOf(visit: LinkVisit, type: Unsubscribed, state: 'on' | 'done' | 'already') {
  const { scene, link, services, once } = visit;
  // Beside this address, and for no longer.
  const preferences = linkToken(services.tokenSecret, { ...link, purpose: 'preferences' });
  return unsubscribePage(scene, type, { once, state, preferences });
}
