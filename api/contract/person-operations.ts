import * as account from './account.ts';
import { define } from './operation.ts';
import * as person from './person.ts';
import { type SessionView, sessionViewSchema } from './session.ts';

export const personOperations = {
  listPeople: define<{ query: person.PersonQuery; result: person.PersonList }>({
    id: 'listPeople',
    method: 'get',
    path: '/api/people',
    tag: 'People',
    who: 'partner_admin',
    summary: 'List the people of the partner',
    query: person.personQuerySchema,
    status: 200,
    response: person.personListSchema,
    problems: [],
  }),
  getPerson: define<{ query: SessionView; result: person.PersonWithSessions }>({
    id: 'getPerson',
    method: 'get',
    path: '/api/people/:id',
    tag: 'People',
    who: 'partner_admin',
    summary: 'Get a person and the latest of her sessions',
    query: sessionViewSchema,
    status: 200,
    response: person.personWithSessionsSchema,
    problems: ['not_found'],
  }),
  useMailAgain: define<{ result: person.Person }>({
    id: 'useMailAgain',
    method: 'post',
    path: '/api/people/:id/use-mail-again',
    tag: 'People',
    who: 'partner_admin',
    summary: 'Use an address again that mail came back from',
    description:
      'It is marked anew if mail comes back once more. Another address of hers needs no such word.',
    status: 200,
    response: person.personSchema,
    problems: ['not_found'],
  }),
  exportPerson: define<{ result: account.PersonExport }>({
    id: 'exportPerson',
    method: 'get',
    path: '/api/people/:id/export',
    tag: 'People',
    who: 'partner_admin',
    summary: 'Get all that is held of a person',
    description:
      "As a file, for a person who asks for it (GDPR, article 15). A mentor's private notes, the addresses of her calendars and the text of her mail are in her own export only.",
    status: 200,
    response: account.personExportSchema,
    problems: ['not_found'],
  }),
  erasePerson: define<{ body: account.EraseInput; result: person.Person }>({
    id: 'erasePerson',
    method: 'post',
    path: '/api/people/:id/erase',
    tag: 'People',
    who: 'partner_admin',
    summary: 'Erase a person',
    description:
      'For good: name, address and free texts go, sign-ins end, sessions stay as counts, for limits on the same `sub` too. Sessions that she booked and that are still to come are cancelled; a mentor with sessions to come is not erased.',
    body: account.eraseSchema,
    status: 200,
    response: person.personSchema,
    problems: ['not_found', 'sessions_to_come'],
  }),
} as const;
