import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Router from '@koa/router';
import type { Knex } from 'knex';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { NotificationListener } from './database/listen.ts';
import type { FetchProvider } from './feeds/fetch-provider.ts';
import type { MeetingDoor } from './feeds/meeting-door.ts';
import type { ReadCalendar } from './feeds/read-calendar.ts';
import type { WebhookDoor } from './feeds/webhook-door.ts';
import type { Services } from './http/endpoint.ts';
import { OpenStreams } from './http/open-streams.ts';
import { crossOrigin } from './middleware/cors.ts';
import { endUnreadBody } from './middleware/end-unread-body.ts';
import { measure } from './middleware/measure.ts';
import { problems } from './middleware/problems.ts';
import { makeRateLimit } from './middleware/rate-limit.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { accountRoutes } from './routes/account.ts';
import { adminRoutes } from './routes/admin.ts';
import { anyMentorRoutes } from './routes/any-mentor.ts';
import { availabilityRoutes } from './routes/availabilities.ts';
import { calendarRoutes } from './routes/calendars.ts';
import { certificationRoutes } from './routes/certifications.ts';
import { devMailRoutes } from './routes/dev-mail.ts';
import { directoryRoutes } from './routes/directory.ts';
import { documentRoutes } from './routes/documents.ts';
import { embedRoutes } from './routes/embed.ts';
import { gatewayRoutes } from './routes/gateways.ts';
import { healthRoutes } from './routes/health.ts';
import { insightRoutes } from './routes/insight.ts';
import { joinRoutes } from './routes/join.ts';
import { linkRoutes } from './routes/links.ts';
import { mailReportRoutes } from './routes/mail-reports.ts';
import { mentorRoutes } from './routes/mentors.ts';
import { messageRoutes } from './routes/messages.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { oidcRoutes } from './routes/oidc.ts';
import { partnerRoutes } from './routes/partner.ts';
import { personRoutes } from './routes/people.ts';
import { programmeRoutes } from './routes/programme.ts';
import { scheduleRoutes } from './routes/schedules.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { slotRoutes } from './routes/slots.ts';
import { waitingListRoutes } from './routes/waiting-list.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { widgetRoutes } from './routes/widget-files.ts';
import type { SecretBox } from './secrets/secret-box.ts';

const embedFolder = fileURLToPath(new URL('../widget/embed', import.meta.url));

export interface AppOptions {
  readonly knex: Knex;
  /** The time, epoch ms. */
  readonly clock: () => number;
  readonly listener: NotificationListener;
  readonly log: Logger;
  /** HS256 secret of this API's own tokens. */
  readonly tokenSecret: string;
  /** Opens and seals partners' secrets. */
  readonly secretBox: SecretBox;
  /** Reads calendars of the public web. */
  readonly readCalendar: ReadCalendar;
  /** Asks partners' key sets and OpenID providers. */
  readonly fetchProvider: FetchProvider;
  /** Sends partners' servers what happens. */
  readonly webhookDoor: WebhookDoor;
  /** Asks the servers where partners meet. */
  readonly meetingDoor: MeetingDoor;
  /** The address others see, without a slash at the end; asked for once the server listens. */
  readonly publicUrl: () => string;
  readonly rateLimit: boolean;
  readonly trustProxy: boolean;
  readonly demo: boolean;
  /** Where the embed doctor is, if this server has one. */
  readonly doctorUrl?: string | undefined;
  /** Where the built widget lies, and its version. */
  readonly widget: { readonly folder: string; readonly version: string };
}

export interface App {
  readonly koa: Koa;
  /** Ends the notification streams, which would otherwise keep the server from closing. */
  endStreams(): void;
}

/** The whole application as one readable list; it listens nowhere and starts nothing. */
export function makeApp(options: AppOptions): App {
  const { knex, clock, listener, log, tokenSecret, secretBox, publicUrl, demo, widget } = options;
  const { readCalendar, fetchProvider, webhookDoor, meetingDoor } = options;
  const rateLimit = makeRateLimit(options.rateLimit);
  const web = { publicUrl, readCalendar, fetchProvider, webhookDoor, meetingDoor };
  const services: Services = { knex, clock, tokenSecret, secretBox, rateLimit, demo, ...web };
  const streams = new OpenStreams();
  const { registry, observe } = measure();

  // The order of the routes is the order they are tried in: fixed paths stand before `:id`.
  const router = new Router();
  healthRoutes(router, { knex, registry });
  documentRoutes(router, widget.version);
  widgetRoutes(router, widget);
  adminRoutes(router, { folder: join(widget.folder, 'admin') });
  embedRoutes(router, { knex, folder: embedFolder });
  if (demo) devMailRoutes(router, knex);
  joinRoutes(router, services, log);
  linkRoutes(router, services);
  directoryRoutes(router, services);
  mentorRoutes(router, services);
  certificationRoutes(router, services);
  availabilityRoutes(router, services);
  scheduleRoutes(router, services);
  slotRoutes(router, services);
  anyMentorRoutes(router, services);
  mailReportRoutes(router, services);
  sessionRoutes(router, services);
  waitingListRoutes(router, services);
  calendarRoutes(router, services);
  notificationRoutes(router, services, listener, streams);
  insightRoutes(router, services);
  signInRoutes(router, services);
  oidcRoutes(router, services);
  accountRoutes(router, services);
  personRoutes(router, services);
  partnerRoutes(router, services, options.doctorUrl ?? null);
  programmeRoutes(router, services);
  webhookRoutes(router, services);
  messageRoutes(router, services);
  gatewayRoutes(router, services);

  // Of X-Forwarded-For what the proxy itself has added: all before it is the caller's word.
  const koa = new Koa({ proxy: options.trustProxy, maxIpsCount: 1 });
  koa.silent = true;
  koa.use(endUnreadBody());
  koa.use(problems(log, observe));
  koa.use(securityHeaders());
  koa.use(crossOrigin(knex, listener));
  koa.use(router.routes());
  koa.use(router.allowedMethods());
  return {
    koa,
    endStreams: () => streams.end(),
  };
}
