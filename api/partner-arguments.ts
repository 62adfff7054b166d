import { parseArgs } from 'node:util';
import type { NewPartner } from './commands/partner/add-partner.ts';
import { SettingError } from './env.ts';

const partnerUsage = `Creates a partner, its first admin and its shared secret, which is printed this once.

  npm run partner -- --slug SLUG --name NAME --admin-email ADDRESS [--admin-name NAME]

  --slug         its short name, the \`iss\` of its tokens: a-z, 0-9 and -, such as uni-dakar
  --name         its name for people, such as "Université de Dakar"
  --admin-email  where the admin gets the codes with which she signs in at /admin/
  --admin-name   her name (default: Admin)

Run again with a slug that is there, it only makes this person an admin of that partner.
`;

/**
 * What the command line asks for.
 *
 * @throws SettingError in one line for a person.
 */
export function readPartnerArguments(args: readonly string[]): NewPartner {
  const values = parsed(args);
  const text = (name: keyof typeof values, expected: string, pattern: RegExp, fallback = ''): string => {
    const value = (values[name] ?? fallback).trim();
    if (!pattern.test(value)) throw wrong(`--${name} is not ${expected}`);
    return value;
  };
  const slug = text('slug', 'a slug, such as uni-dakar', /^[a-z0-9][a-z0-9-]{0,62}$/);
  if (slug === 'mentor-booking') throw wrong('--slug mentor-booking is the name of this product');
  return {
    slug,
    name: text('name', 'a name of 1 to 200 characters', /^.{1,200}$/u),
    adminEmail: text('admin-email', 'a mail address', /^[^\s@<>]{1,64}@[^\s@<>]+\.[^\s@<>.]+$/),
    adminName: text('admin-name', 'a name of 1 to 200 characters', /^.{1,200}$/u, 'Admin'),
  };
}

function parsed(args: readonly string[]) {
  const type = 'string' as const;
  const options = { slug: { type }, name: { type }, 'admin-email': { type }, 'admin-name': { type } };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw wrong((error as Error).message.replaceAll(/\s+/g, ' '));
  }
}

const wrong = (reason: string): SettingError =>
  new SettingError('partner', `partner: ${reason}.\n\n${partnerUsage}`);
