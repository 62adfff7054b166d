import type { Context } from 'koa';
import { type Language, languageOf } from '../domain/messages.ts';
import { contentPolicy, hashSource } from '../middleware/content-policy.ts';

/** A page that the server makes for one person, with the one sheet and the one script in it. */
export interface PersonalPage {
  readonly html: string;
  readonly sheet: string;
  readonly script?: string | undefined;
  /** After how many seconds it is to be asked for anew. */
  readonly refreshSeconds?: number | undefined;
}

/**
 * Answers with a page that nobody else may keep, find or frame, and whose address, which is a key, goes nowhere with
 * it.
 *
 * @param formAction where its forms may lead, as `form-action` of a Content-Security-Policy has it
 */
export function sendPage(ctx: Context, page: PersonalPage, status: number, formAction = "'self'"): void {
  const { html, sheet, script, refreshSeconds } = page;
  ctx.status = status;
  ctx.type = 'text/html';
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Referrer-Policy', 'no-referrer');
  ctx.set('X-Robots-Tag', 'noindex');
  if (refreshSeconds !== undefined) ctx.set('Refresh', String(refreshSeconds));
  const policy = {
    'style-src': hashSource(sheet),
    'img-src': 'data:',
    ...(script !== undefined && { 'script-src': hashSource(script) }),
    'form-action': formAction,
  };
  ctx.set('Content-Security-Policy', contentPolicy(policy));
  ctx.body = html;
}

/** The language that a browser asks for, where nobody knows whose it is. */
export const languageAsked = (ctx: Context): Language =>
  languageOf(ctx.acceptsLanguages(['fr', 'en', 'pt', 'ar', 'sw']) || null);
