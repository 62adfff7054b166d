import type Router from '@koa/router';
import { applyForCertification } from '../commands/certifications/apply-for-certification.ts';
import type { CertificationOfMentor } from '../commands/certifications/certification-in-turn.ts';
import { createCertification } from '../commands/certifications/create-certification.ts';
import { declineCertification } from '../commands/certifications/decline-certification.ts';
import { grantCertification } from '../commands/certifications/grant-certification.ts';
import { withdrawCertification } from '../commands/certifications/withdraw-certification.ts';
import type { CommandContext } from '../commands/commit.ts';
import type { Certification } from '../contract/certification.ts';
import { operations } from '../contract/operations.ts';
import { endpoint, type Request, type Services } from '../http/endpoint.ts';
import { decodeCursor, pageOf } from '../http/page.ts';
import { pathId } from '../middleware/validate.ts';
import { findManagedMentor } from '../queries/find-mentor.ts';
import { mentorCertifications } from '../queries/mentor-certifications.ts';
import { listApplications, partnerCertifications } from '../queries/partner-certifications.ts';

export function certificationRoutes(router: Router, services: Services): void {
  const { knex } = services;

  const present = ({ actor, now }: CommandContext, mentorId: number) =>
    mentorCertifications(knex, { partnerId: actor.partnerId, mentorId }, now);

  endpoint(router, services, operations.listCertifications, async ({ command: { actor, now } }) => ({
    certifications: await partnerCertifications(knex, actor.partnerId, now),
  }));

  endpoint(router, services, operations.createCertification, async ({ body, command }) => {
    const { actor, now } = command;
    const id = await createCertification(command, body);
    return (await partnerCertifications(knex, actor.partnerId, now, id))[0] as Certification;
  });

  endpoint(router, services, operations.listCertificationApplications, async ({ command, query }) => {
    const { limit = 20, cursor } = query;
    const { partnerId } = command.actor;
    const after = decodeCursor(cursor, 1)?.[0] ?? 0;
    const found = await listApplications(knex, { partnerId, limit: limit + 1, after });
    const { rows, next_cursor } = pageOf(found, limit, ({ id }) => [id]);
    return { applications: rows.map(({ application }) => application), next_cursor };
  });

  endpoint(router, services, operations.listMentorCertifications, async ({ command, id }) => {
    await findManagedMentor(knex, command.actor, id);
    return present(command, id);
  });

  endpoint(router, services, operations.grantCertification, async (request) => {
    await grantCertification(request.command, whichOf(request), request.body);
    return present(request.command, request.id);
  });

  endpoint(router, services, operations.withdrawCertification, async (request) => {
    await withdrawCertification(request.command, whichOf(request));
    return undefined;
  });

  endpoint(router, services, operations.applyForCertification, async (request) => {
    await applyForCertification(request.command, whichOf(request), request.body);
    return present(request.command, request.id);
  });

  endpoint(router, services, operations.declineCertification, async (request) => {
    await declineCertification(request.command, whichOf(request), request.body);
    return present(request.command, request.id);
  });
}

const whichOf = ({ id, ctx }: Pick<Request<object>, 'id' | 'ctx'>): CertificationOfMentor => ({
  mentorId: id,
  certificationId: pathId(ctx.params.certification),
});
