import * as audit from './audit.ts';
import { define } from './operation.ts';
import * as programme from './programme.ts';
import * as zoneChange from './zone-change.ts';

export const programmeOperations = {
  getProgramme: define<{ result: programme.Programme }>({
    id: 'getProgramme',
    method: 'get',
    path: '/api/partner/rules',
    tag: 'Programme',
    who: 'partner_admin',
    summary: 'Read the programme',
    status: 200,
    response: programme.programmeSchema,
    problems: [],
  }),
  replaceProgramme: define<{ body: programme.ProgrammeInput; result: programme.SavedProgramme }>({
    id: 'replaceProgramme',
    method: 'put',
    path: '/api/partner/rules',
    tag: 'Programme',
    who: 'partner_admin',
    summary: 'Replace the programme',
    description:
      'They hold for what is booked, held, moved and cancelled from now on; sessions that stand are left as they are.',
    body: programme.programmeInputSchema,
    ifMatch: 'required',
    status: 200,
    response: programme.savedProgrammeSchema,
    problems: ['precondition_required', 'precondition_failed'],
  }),
  listZoneChanges: define<{ query: zoneChange.ZoneChangeQuery; result: zoneChange.ZoneChangeList }>({
    id: 'listZoneChanges',
    method: 'get',
    path: '/api/partner/zone-changes',
    tag: 'Programme',
    who: 'partner_admin',
    summary: 'List sessions that new zone data shows at another time',
    description:
      'When a country changes its clocks at short notice, sessions stay at their instant and both people are told. One entry a person whose wall shows another time than she was told.',
    query: zoneChange.zoneChangeQuerySchema,
    status: 200,
    response: zoneChange.zoneChangeListSchema,
    problems: [],
  }),
  listAudit: define<{ query: audit.AuditQuery; result: audit.AuditList }>({
    id: 'listAudit',
    method: 'get',
    path: '/api/partner/audit',
    tag: 'Programme',
    who: 'partner_admin',
    summary: 'Read who changed what, and when',
    description: 'Every write leaves an entry; entries are kept for 400 days.',
    query: audit.auditQuerySchema,
    status: 200,
    response: audit.auditListSchema,
    problems: [],
  }),
  exportAudit: define<{ query: audit.AuditExportQuery; result: string }>({
    id: 'exportAudit',
    method: 'get',
    path: '/api/partner/audit.csv',
    tag: 'Programme',
    who: 'partner_admin',
    summary: 'Export who changed what as CSV',
    description: 'The latest 10,000 entries that are asked for; narrow `from` and `to` for others.',
    query: audit.auditExportQuerySchema,
    status: 200,
    mediaType: 'text/csv',
    problems: [],
  }),
} as const;
