import { createHash } from 'node:crypto';

/** What one page needs beyond nothing: directives of CSP and their sources, such as `{'script-src': "'self'"}`. */
export type Allowed = Readonly<Record<string, string>>;

/**
 * A Content-Security-Policy that allows what is named and nothing else: no source, no frame around the page, no form,
 * no base. It is the policy of every answer as it is, and the floor of those of pages. Source: CSP Level 3.
 */
export function contentPolicy(allowed: Allowed = {}): string {
  const directives = {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    ...allowed,
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}

/** The policy of a page without scripts that has this one sheet in a style element: its hash lets in no other. */
export const styledPolicy = (sheet: string): string =>
  contentPolicy({ 'style-src': hashSource(sheet), 'img-src': "'self' data:" });

/** The source that lets in what stands in this `style` element, to the letter. */
export const hashSource = (sheet: string): string =>
  `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`;
