import * as certification from './certification.ts';
import { define } from './operation.ts';

const ofMentor = '/api/mentors/:id/certifications';

export const certificationOperations = {
  listCertifications: define<{ result: certification.CertificationList }>({
    id: 'listCertifications',
    method: 'get',
    path: '/api/partner/certifications',
    tag: 'Certifications',
    who: 'partner_admin',
    scope: 'mentors',
    summary: 'List what the partner certifies',
    status: 200,
    response: certification.certificationListSchema,
    problems: [],
  }),
  createCertification: define<{
    body: certification.CreateCertification;
    result: certification.Certification;
  }>({
    id: 'createCertification',
    method: 'post',
    path: '/api/partner/certifications',
    tag: 'Certifications',
    who: 'partner_admin',
    scope: 'mentors',
    summary: 'Define a certification',
    body: certification.createCertificationSchema,
    status: 201,
    response: certification.certificationSchema,
    problems: ['certification_exists', 'too_many_certifications'],
  }),
  listCertificationApplications: define<{
    query: certification.ApplicationQuery;
    result: certification.ApplicationList;
  }>({
    id: 'listCertificationApplications',
    method: 'get',
    path: '/api/partner/certification-applications',
    tag: 'Certifications',
    who: 'partner_admin',
    scope: 'mentors',
    summary: 'List what mentors ask for',
    description: 'Those that nobody has answered: by `grantCertification` or `declineCertification`.',
    query: certification.applicationQuerySchema,
    status: 200,
    response: certification.applicationListSchema,
    problems: [],
  }),
  listMentorCertifications: define<{ result: certification.MentorCertifications }>({
    id: 'listMentorCertifications',
    method: 'get',
    path: ofMentor,
    tag: 'Certifications',
    who: 'mentor_or_admin',
    scope: 'mentors',
    summary: "Read a mentor's certifications and what became of them",
    status: 200,
    response: certification.mentorCertificationsSchema,
    problems: ['not_found'],
  }),
  grantCertification: define<{ body: certification.Grant; result: certification.MentorCertifications }>({
    id: 'grantCertification',
    method: 'put',
    path: `${ofMentor}/:certification`,
    tag: 'Certifications',
    who: 'partner_admin',
    scope: 'mentors',
    summary: 'Grant or renew a certification',
    description: 'It answers an application too. To grant it again renews it; what is left out is not kept.',
    body: certification.grantSchema,
    bodyOptional: true,
    status: 200,
    response: certification.mentorCertificationsSchema,
    problems: ['not_found'],
  }),
  withdrawCertification: define({
    id: 'withdrawCertification',
    method: 'delete',
    path: `${ofMentor}/:certification`,
    tag: 'Certifications',
    who: 'partner_admin',
    scope: 'mentors',
    summary: 'Withdraw a certification',
    description: 'The history keeps it.',
    status: 204,
    problems: ['not_found'],
  }),
  applyForCertification: define<{
    body: certification.ApplicationInput;
    result: certification.MentorCertifications;
  }>({
    id: 'applyForCertification',
    method: 'post',
    path: `${ofMentor}/:certification/application`,
    tag: 'Certifications',
    who: 'mentor',
    summary: 'Ask for a certification',
    description: 'By the mentor herself. Asked again, it takes the place of what still waits.',
    body: certification.applicationInputSchema,
    status: 201,
    response: certification.mentorCertificationsSchema,
    problems: ['not_found'],
  }),
  declineCertification: define<{ body: certification.Decline; result: certification.MentorCertifications }>({
    id: 'declineCertification',
    method: 'post',
    path: `${ofMentor}/:certification/decline`,
    tag: 'Certifications',
    who: 'partner_admin',
    scope: 'mentors',
    summary: 'Decline what a mentor asks for',
    description: 'What she holds already, she keeps.',
    body: certification.declineSchema,
    bodyOptional: true,
    status: 200,
    response: certification.mentorCertificationsSchema,
    problems: ['not_found'],
  }),
} as const;
