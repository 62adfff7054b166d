import type Router from '@koa/router';
import {
  addAvailability,
  deleteAvailability,
  updateAvailability,
} from '../commands/schedule/change-availability.ts';
import { deleteOverride, putOverride } from '../commands/schedule/change-override.ts';
import { replaceAvailabilities } from '../commands/schedule/replace-availabilities.ts';
import { operations } from '../contract/operations.ts';
import { type Actor, may } from '../domain/permissions.ts';
import { addDays, todayIn } from '../domain/wall-time.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { AvailabilityOverride } from '../models/availability-override.ts';
import { Mentor } from '../models/mentor.ts';
import { MentorAvailability, presentAvailability } from '../models/mentor-availability.ts';
import { notFound } from '../problems.ts';

export function availabilityRoutes(router: Router, services: Services): void {
  const { knex } = services;

  const reachableMentor = async (actor: Actor | null, id: number): Promise<Mentor> => {
    const mentor = await Mentor.query(knex).findById(id);
    if (!mentor || (actor && !may(actor, 'reach_mentor', { partnerId: mentor.partnerId, mentorId: id }))) {
      throw notFound('mentor');
    }
    return mentor;
  };

  endpoint(router, services, operations.listAvailabilities, async ({ actor, id }) => {
    await reachableMentor(actor, id);
    const rules = await MentorAvailability.query(knex).where({ mentor_id: id }).orderBy('id');
    return { availabilities: rules.map(presentAvailability) };
  });

  endpoint(router, services, operations.createAvailability, async ({ body, command }) => {
    const { availabilities, mentor_id, ...rule } = body;
    return availabilities
      ? await replaceAvailabilities(command, mentor_id, availabilities)
      : await addAvailability(command, mentor_id, rule);
  });

  endpoint(router, services, operations.updateAvailability, async ({ body, command, id }) =>
    updateAvailability(command, id, body),
  );

  endpoint(router, services, operations.deleteAvailability, async ({ command, id }) => {
    await deleteAvailability(command, id);
    return undefined;
  });

  endpoint(router, services, operations.listOverrides, async ({ actor, id, query, now }) => {
    const mentor = await reachableMentor(actor, id);
    const from = query.from ?? todayIn(mentor.timezone, now);
    const overrides = await AvailabilityOverride.query(knex)
      .where({ mentor_id: id })
      .where('date', '>=', from)
      .where('date', '<=', query.to ?? addDays(from, 366))
      .orderBy('date');
    return { overrides: overrides.map(({ date, ranges }) => ({ date, ranges })) };
  });

  endpoint(router, services, operations.putOverride, async ({ body, command, id, date }) =>
    putOverride(command, id, date, body),
  );

  endpoint(router, services, operations.deleteOverride, async ({ command, id, date }) => {
    await deleteOverride(command, id, date);
    return undefined;
  });
}
