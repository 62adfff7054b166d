import { isIP } from 'node:net';
import { isPublicAddress } from './fetch-public.ts';

/** Whether a host, as `URL` writes it, is this machine by one of its usual names. */
export const isLocal = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** Whether a host leads into a private network, as far as can be told without looking up its name. */
export function isPrivate(hostname: string): boolean {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal)) return !isPublicAddress(literal);
  return /(?:^|\.)localhost\.?$/.test(hostname);
}
