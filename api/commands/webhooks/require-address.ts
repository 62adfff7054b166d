import type { WebhookDoor } from '../../feeds/webhook-door.ts';
import { invalidRequest } from '../../problems.ts';

/** @throws Problem `invalid_request` for an address that nothing is ever sent to. */
export function requireAddress(door: WebhookDoor, url: string): void {
  const refusal = door.refusalOf(url);
  if (refusal) throw invalidRequest([{ pointer: '/url', detail: `The address ${refusal}` }]);
}
