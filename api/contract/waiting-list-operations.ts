import { define } from './operation.ts';
import { slotProblems } from './problem.ts';
import { type Session, sessionSchema } from './session.ts';
import * as list from './waiting-list.ts';

/** Waiting for time that is not free yet. */
export const waitingListOperations = {
  joinWaitingList: define<{ body: list.JoinWaitingList; result: list.WaitingListEntry }>({
    id: 'joinWaitingList',
    method: 'post',
    path: '/api/waiting-list',
    tag: 'Waiting list',
    who: 'student',
    summary: 'Join the waiting list',
    description: `When time opens, the first in line whom it suits is offered it, alone and for a while (\`waiting_list_offer_minutes\` of the programme), never in her quiet hours. At most ${list.mostWaitingListEntries} entries of one student stand.`,
    body: list.joinWaitingListSchema,
    idempotent: true,
    status: 201,
    response: list.waitingListEntrySchema,
    problems: [
      'own_session',
      'not_found',
      'mentor_unavailable',
      'already_waiting',
      'too_many_waiting_list_entries',
      'idempotency_mismatch',
    ],
  }),
  getWaitingList: define<{ result: list.WaitingList }>({
    id: 'getWaitingList',
    method: 'get',
    path: '/api/waiting-list',
    tag: 'Waiting list',
    who: 'student',
    summary: 'List what I wait for',
    status: 200,
    response: list.waitingListSchema,
    problems: [],
  }),
  leaveWaitingList: define({
    id: 'leaveWaitingList',
    method: 'delete',
    path: '/api/waiting-list/:id',
    tag: 'Waiting list',
    who: 'student',
    summary: 'Leave the waiting list',
    description: 'What is offered goes to the next. To leave twice is no fault.',
    status: 204,
    problems: ['not_found', 'not_waiting'],
  }),
  acceptOffer: define<{ result: Session }>({
    id: 'acceptOffer',
    method: 'post',
    path: '/api/waiting-list/:id/accept',
    tag: 'Waiting list',
    who: 'student',
    summary: 'Accept an offer',
    description: 'Books what is offered, by the rules of every booking.',
    idempotent: true,
    status: 201,
    response: sessionSchema,
    problems: [
      ...slotProblems,
      'booking_suspended',
      'not_waiting',
      'no_offer',
      'offer_expired',
      'idempotency_mismatch',
    ],
  }),
  declineOffer: define<{ result: list.WaitingListEntry }>({
    id: 'declineOffer',
    method: 'post',
    path: '/api/waiting-list/:id/decline',
    tag: 'Waiting list',
    who: 'student',
    summary: 'Decline an offer',
    description: 'She keeps her place and waits for another start; this one goes to the next.',
    status: 200,
    response: list.waitingListEntrySchema,
    problems: ['not_found', 'not_waiting', 'no_offer', 'offer_expired'],
  }),
  listPartnersWaitingList: define<{
    query: list.PartnersWaitingListQuery;
    result: list.PartnersWaitingList;
  }>({
    id: 'listPartnersWaitingList',
    method: 'get',
    path: '/api/partner/waiting-list',
    tag: 'Waiting list',
    who: 'mentor_or_admin',
    summary: 'List who waits',
    description:
      'An admin sees who waits at the partner; a mentor who waits for her, or for a subject of hers.',
    query: list.partnersWaitingListQuerySchema,
    status: 200,
    response: list.partnersWaitingListSchema,
    problems: ['not_found', 'forbidden'],
  }),
} as const;
