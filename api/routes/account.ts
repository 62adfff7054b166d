import type Router from '@koa/router';
import { erasePerson } from '../commands/people/erase-person.ts';
import { updateAccount } from '../commands/people/update-account.ts';
import { confirmPhone } from '../commands/phones/confirm-phone.ts';
import { removePhone } from '../commands/phones/remove-phone.ts';
import { setPhone } from '../commands/phones/set-phone.ts';
import { signOutEverywhere } from '../commands/sign-in/sign-out-everywhere.ts';
import { operations } from '../contract/operations.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { writeSignIn } from '../http/sign-in-cookie.ts';
import { notFound } from '../problems.ts';
import { exportPerson } from '../queries/export-person.ts';
import { findAccount } from '../queries/find-account.ts';
import { findPhone } from '../queries/find-phone.ts';

export function accountRoutes(router: Router, services: Services): void {
  const { knex, publicUrl } = services;

  endpoint(router, services, operations.getAccount, async ({ command: { actor } }) => {
    const account = await findAccount(knex, actor.userId, actor.role);
    if (!account) throw notFound('account');
    return account;
  });

  endpoint(router, services, operations.updateAccount, ({ command, body }) => updateAccount(command, body));

  endpoint(router, services, operations.getPhone, async ({ command: { actor }, now }) =>
    findPhone(knex, actor.userId, now),
  );

  endpoint(router, services, operations.setPhone, ({ command, body }) => setPhone(command, body));

  endpoint(router, services, operations.confirmPhone, ({ command, body }) => confirmPhone(command, body));

  endpoint(router, services, operations.removePhone, async ({ command }) => {
    await removePhone(command);
    return undefined;
  });

  endpoint(router, services, operations.signOutEverywhere, async ({ ctx, command }) => {
    await signOutEverywhere(command);
    writeSignIn(ctx, '', publicUrl());
    return undefined;
  });

  endpoint(router, services, operations.exportAccount, async ({ ctx, command: { actor }, now }) => {
    ctx.attachment('mentor-booking-account.json');
    return exportPerson(knex, actor, now);
  });

  endpoint(router, services, operations.eraseAccount, async ({ ctx, command }) => {
    await erasePerson(command, command.actor.userId);
    writeSignIn(ctx, '', publicUrl());
    return undefined;
  });
}
