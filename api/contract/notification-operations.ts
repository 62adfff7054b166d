import * as notification from './notification.ts';
import { define } from './operation.ts';

export const notificationOperations = {
  listNotifications: define<{
    query: notification.NotificationQuery;
    result: notification.NotificationList;
  }>({
    id: 'listNotifications',
    method: 'get',
    path: '/api/notifications',
    tag: 'Notifications',
    who: 'person',
    summary: 'List my notifications',
    query: notification.notificationQuerySchema,
    status: 200,
    response: notification.notificationListSchema,
    problems: [],
  }),
  streamNotifications: define({
    id: 'streamNotifications',
    method: 'get',
    path: '/api/notifications/stream',
    tag: 'Notifications',
    who: 'person',
    summary: 'Receive notifications as they come',
    description:
      'Server-Sent Events: one `notification` event for each, its data a Notification. It ends when the token does: come back with a new one. Send `Last-Event-ID` to receive first what was missed.',
    status: 200,
    mediaType: 'text/event-stream',
    problems: [],
  }),
  readAllNotifications: define<{ body: notification.ReadAll; result: notification.UnreadCount }>({
    id: 'readAllNotifications',
    method: 'post',
    path: '/api/notifications/read-all',
    tag: 'Notifications',
    who: 'person',
    summary: 'Mark all notifications as read',
    body: notification.readAllSchema,
    bodyOptional: true,
    status: 200,
    response: notification.unreadCountSchema,
    problems: [],
  }),
  getNotificationPreferences: define<{ result: notification.NotificationPreferences }>({
    id: 'getNotificationPreferences',
    method: 'get',
    path: '/api/account/notification-preferences',
    tag: 'Notifications',
    who: 'person',
    summary: 'Read what I am told, and how',
    status: 200,
    response: notification.notificationPreferencesSchema,
    problems: [],
  }),
  replaceNotificationPreferences: define<{
    body: notification.SetNotificationPreferences;
    result: notification.NotificationPreferences;
  }>({
    id: 'replaceNotificationPreferences',
    method: 'put',
    path: '/api/account/notification-preferences',
    tag: 'Notifications',
    who: 'person',
    summary: 'Set what I am told, and how',
    description:
      'Holds for what is sent from then on. What is left out stays as it is. Reminders of sessions to come are moved with `reminder_minutes`.',
    body: notification.setNotificationPreferencesSchema,
    status: 200,
    response: notification.notificationPreferencesSchema,
    problems: [],
  }),
  readNotification: define<{ result: notification.Notification }>({
    id: 'readNotification',
    method: 'post',
    path: '/api/notifications/:id/read',
    tag: 'Notifications',
    who: 'person',
    summary: 'Mark a notification as read',
    status: 200,
    response: notification.notificationSchema,
    problems: ['not_found'],
  }),
} as const;
