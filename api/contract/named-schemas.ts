import * as account from './account.ts';
import * as any from './any-mentor.ts';
import * as audit from './audit.ts';
import * as availability from './availability.ts';
import * as busyFeed from './busy-feed.ts';
import * as certification from './certification.ts';
import * as directory from './directory.ts';
import * as event from './event.ts';
import * as mentor from './mentor.ts';
import * as mentorImport from './mentor-import.ts';
import * as metrics from './metrics.ts';
import * as notification from './notification.ts';
import { occurrenceSchema } from './occurrence.ts';
import * as partner from './partner.ts';
import * as person from './person.ts';
import { problemSchema } from './problem.ts';
import * as programme from './programme.ts';
import * as schedule from './schedule.ts';
import * as series from './series.ts';
import * as session from './session.ts';
import * as signIn from './sign-in.ts';
import * as slot from './slot.ts';
import * as waitingList from './waiting-list.ts';
import * as webhook from './webhook.ts';

/** Schemas that the document names; wherever one of these stands, it is referred to. */
export const namedSchemas: ReadonlyMap<object, string> = new Map<object, string>(
  Object.entries({
    Problem: problemSchema,
    Mentor: mentor.mentorSchema,
    MentorList: mentor.mentorListSchema,
    CreateMentor: mentor.createMentorSchema,
    UpdateMentor: mentor.updateMentorSchema,
    DeactivatedMentor: mentor.deactivatedMentorSchema,
    MentorImport: mentorImport.mentorImportSchema,
    MentorImportReport: mentorImport.mentorImportReportSchema,
    HeldCertification: certification.heldCertificationSchema,
    Certification: certification.certificationSchema,
    CertificationList: certification.certificationListSchema,
    CreateCertification: certification.createCertificationSchema,
    Grant: certification.grantSchema,
    ApplicationInput: certification.applicationInputSchema,
    ApplicationList: certification.applicationListSchema,
    DeclineInput: certification.declineSchema,
    MentorCertifications: certification.mentorCertificationsSchema,
    Directory: directory.directorySchema,
    RecommendationList: directory.recommendationListSchema,
    RecommendationWeights: directory.recommendationWeightsSchema,
    RecommendationWeightsInput: directory.recommendationWeightsInputSchema,
    Availability: availability.availabilitySchema,
    AvailabilityList: availability.availabilityListSchema,
    CreateAvailability: availability.createAvailabilitySchema,
    UpdateAvailability: availability.updateAvailabilitySchema,
    ReplacedAvailabilities: availability.replacedAvailabilitiesSchema,
    AvailabilityOverride: availability.overrideSchema,
    OverrideList: availability.overrideListSchema,
    PutOverride: availability.putOverrideSchema,
    Schedule: schedule.scheduleSchema,
    SavedSchedule: schedule.savedScheduleSchema,
    ScheduleInput: schedule.scheduleInputSchema,
    SchedulePreviewInput: schedule.schedulePreviewInputSchema,
    SchedulePreview: schedule.schedulePreviewSchema,
    Conflict: availability.conflictSchema,
    Slot: slot.slotSchema,
    SlotList: slot.slotListSchema,
    HoldInput: slot.holdInputSchema,
    Hold: slot.holdSchema,
    AnySlotList: any.anySlotListSchema,
    AnyHoldInput: any.anyHoldInputSchema,
    AnyBookInput: any.anyBookSchema,
    Session: session.sessionSchema,
    SessionList: session.sessionListSchema,
    BookInput: session.bookSchema,
    Occurrence: occurrenceSchema,
    BookSeriesInput: series.bookSeriesSchema,
    Series: series.seriesSchema,
    SeriesDryRun: series.seriesDryRunSchema,
    RescheduleInput: session.rescheduleSchema,
    CancelInput: session.cancelSchema,
    UpdateSession: session.updateSessionSchema,
    ReviewInput: session.reviewInputSchema,
    Review: session.reviewSchema,
    WaitingListEntry: waitingList.waitingListEntrySchema,
    WaitingList: waitingList.waitingListSchema,
    JoinWaitingList: waitingList.joinWaitingListSchema,
    StudentOnWaitingList: waitingList.studentOnWaitingListSchema,
    PartnersWaitingList: waitingList.partnersWaitingListSchema,
    Person: person.personSchema,
    PersonList: person.personListSchema,
    PersonWithSessions: person.personWithSessionsSchema,
    Notification: notification.notificationSchema,
    NotificationList: notification.notificationListSchema,
    NotificationPreferences: notification.notificationPreferencesSchema,
    SetNotificationPreferences: notification.setNotificationPreferencesSchema,
    ReadAll: notification.readAllSchema,
    UnreadCount: notification.unreadCountSchema,
    CalendarFeed: busyFeed.calendarFeedSchema,
    BusyFeed: busyFeed.busyFeedSchema,
    BusyFeedList: busyFeed.busyFeedListSchema,
    CreateBusyFeed: busyFeed.createBusyFeedSchema,
    WidgetEvent: event.eventSchema,
    EventInput: event.eventInputSchema,
    Metrics: metrics.metricsSchema,
    Theme: partner.themeSchema,
    Partner: partner.partnerSchema,
    UpdatePartner: partner.updatePartnerSchema,
    NewSecret: partner.newSecretSchema,
    ApiKey: partner.apiKeySchema,
    ApiKeyList: partner.apiKeyListSchema,
    NewApiKey: partner.newApiKeySchema,
    CreateApiKey: partner.createApiKeySchema,
    Programme: programme.programmeSchema,
    SavedProgramme: programme.savedProgrammeSchema,
    ProgrammeInput: programme.programmeInputSchema,
    Webhook: webhook.webhookSchema,
    WebhookList: webhook.webhookListSchema,
    CreateWebhook: webhook.createWebhookSchema,
    UpdateWebhook: webhook.updateWebhookSchema,
    NewWebhook: webhook.newWebhookSchema,
    WebhookDelivery: webhook.webhookDeliverySchema,
    WebhookDeliveryList: webhook.webhookDeliveryListSchema,
    RedeliverSince: webhook.redeliverSinceSchema,
    Redelivered: webhook.redeliveredSchema,
    WebhookEvent: webhook.webhookEventSchema,
    AuditList: audit.auditListSchema,
    PartnerName: account.partnerNameSchema,
    Account: account.accountSchema,
    UpdateAccount: account.updateAccountSchema,
    EraseInput: account.eraseSchema,
    PersonExport: account.personExportSchema,
    SignInCodeInput: signIn.signInCodeInputSchema,
    SignInInput: signIn.signInSchema,
    SignedIn: signIn.signedInSchema,
    OwnToken: signIn.ownTokenSchema,
    DemoSignIn: signIn.demoSignInSchema,
    SignInOptions: signIn.signInOptionsSchema,
  }).map(([name, schema]) => [schema, name]),
);
