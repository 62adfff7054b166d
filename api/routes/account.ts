import type Router from '@koa/router';
import { erasePerson } from '../commands/erase-person.ts';
import { signOutEverywhere } from '../commands/sign-out-everywhere.ts';
import { updateAccount } from '../commands/update-account.ts';
import { operations } from '../contract/operations.ts';
import { findAccount } from '../models/account.ts';
import { exportPerson } from '../models/person-export.ts';
import { notFound } from '../problems.ts';
import { endpoint, type Services } from './endpoint.ts';
import { writeSignIn } from './sign-in-cookie.ts';

export function accountRoutes(router: Router, services: Services): void {
  const { knex, publicUrl } = services;

  endpoint(router, services, operations.getAccount, async ({ command: { actor } }) => {
    const account = await findAccount(knex, actor.userId, actor.role);
    if (!account) throw notFound('account');
    return account;
  });

  endpoint(router, services, operations.updateAccount, ({ command, body }) => updateAccount(command, body));

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
