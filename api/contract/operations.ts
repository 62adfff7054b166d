import { accountOperations } from './account-operations.ts';
import { anyMentorOperations } from './any-mentor-operations.ts';
import { availabilityOperations } from './availability-operations.ts';
import { calendarOperations } from './calendar-operations.ts';
import { certificationOperations } from './certification-operations.ts';
import { directoryOperations } from './directory-operations.ts';
import { insightOperations } from './insight-operations.ts';
import { mentorOperations } from './mentor-operations.ts';
import { messageOperations } from './message-operations.ts';
import { notificationOperations } from './notification-operations.ts';
import { partnerOperations } from './partner-operations.ts';
import { personOperations } from './person-operations.ts';
import { programmeOperations } from './programme-operations.ts';
import { scheduleOperations } from './schedule-operations.ts';
import { sessionOperations } from './session-operations.ts';
import { signInOperations } from './sign-in-operations.ts';
import { slotOperations } from './slot-operations.ts';
import { waitingListOperations } from './waiting-list-operations.ts';
import { webhookOperations } from './webhook-operations.ts';

export type { Operation, OperationTypes } from './operation.ts';

/** Every operation of the API under /api, in the order of the reference. */
export const operations = {
  ...mentorOperations,
  ...certificationOperations,
  ...directoryOperations,
  ...availabilityOperations,
  ...scheduleOperations,
  ...slotOperations,
  ...anyMentorOperations,
  ...sessionOperations,
  ...waitingListOperations,
  ...calendarOperations,
  ...notificationOperations,
  ...insightOperations,
  ...personOperations,
  ...partnerOperations,
  ...programmeOperations,
  ...webhookOperations,
  ...messageOperations,
  ...signInOperations,
  ...accountOperations,
} as const;
