import type { messageChannels } from '../contract/message.ts';

/** A channel that something sends by. */
export type OpenChannel = Exclude<(typeof messageChannels)[number], 'push'>;

/**
 * SQL: the channels by which person `u` of partner `p` may be told of an event, the best first.
 *
 * What carries a calendar file, or can wait, goes by mail and, for those who have none, to the phone. What somebody
 * should see soon goes to the phone first. A channel is open where she can be reached by it and has not turned it off.
 *
 * @param event an SQL expression of type text
 */
export const openChannels = (event: string): string => `array_remove(
  CASE WHEN ${event} IN (${mailFirst})
    THEN ARRAY[${mail(event)}, ${whatsapp(event)}, ${sms(event)}]
    ELSE ARRAY[${whatsapp(event)}, ${sms(event)}, ${mail(event)}] END, NULL)`;

/** SQL: the best of them; mail where there is none, which tells why it is not sent. */
export const bestChannel = (event: string): string => `coalesce((${openChannels(event)})[1], 'mail')`;

const mailFirst = [
  ...['session_booked', 'session_cancelled', 'session_rescheduled'],
  ...['zone_data_changed', 'review_requested'],
]
  .map((event) => `'${event}'`)
  .join(', ');

/** All is on until it is turned off. */
const isOn = (event: string, channel: OpenChannel): string => `coalesce((u.notification_preferences #>> ARRAY[
  CASE ${event} WHEN 'session_booked' THEN 'session_booking' ELSE ${event} END, '${channel}'])::boolean, true)`;

const mail = (event: string): string =>
  `CASE WHEN u.email IS NOT NULL AND u.mail_bounced_at IS NULL AND ${isOn(event, 'mail')} THEN 'mail' END`;

const hasPhone = `u.phone_number IS NOT NULL AND NOT EXISTS (
  SELECT FROM stopped_number n WHERE n.partner_id = u.partner_id AND n.phone_number = u.phone_number)`;

const sms = (event: string): string =>
  `CASE WHEN p.gateways -> 'sms' IS NOT NULL AND ${hasPhone} AND ${isOn(event, 'sms')} THEN 'sms' END`;

const whatsapp = (event: string): string =>
  `CASE WHEN p.gateways #> ARRAY['whatsapp', 'templates', ${event}] IS NOT NULL AND ${hasPhone}
    AND ${isOn(event, 'whatsapp')} THEN 'whatsapp' END`;
