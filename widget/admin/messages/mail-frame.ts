import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';

interface HtmlPolicy {
  createHTML(html: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: HtmlPolicy): HtmlPolicy;
}

const asItIs: HtmlPolicy = { createHTML: (text) => text };

/** The one policy beside Lit's that the page allows: what it makes is parsed, and shown in a sandbox. */
const policy =
  (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('mail-frame', asItIs) ?? asItIs;

/**
 * A mail as its reader's program shows it: in a frame without scripts, forms and windows, that loads nothing, with
 * links that lead nowhere.
 *
 * The frame is under the policy of the page, which allows no styles within HTML: so they travel as data, and are put in
 * from here.
 */
export function mailFrame(mail: string, label: string): TemplateResult {
  const document = new DOMParser().parseFromString(policy.createHTML(mail), 'text/html');
  const css = quieted(document);
  const whole = (): string => policy.createHTML(`<!doctype html>\n${document.documentElement.outerHTML}`);
  return html`<iframe sandbox="allow-same-origin" title=${label} .srcdoc=${guard([mail], whole)}
    @load=${({ target }: Event) => dress(target as HTMLIFrameElement, css)}></iframe>`;
}

/** Takes away what the frame may not do. @returns the sheets of the document. */
function quieted(document: Document): string {
  for (const link of document.querySelectorAll('[href]')) link.removeAttribute('href');
  for (const element of document.querySelectorAll('[style]')) {
    element.setAttribute('data-style', element.getAttribute('style') ?? '');
    element.removeAttribute('style');
  }
  const sheets = [...document.querySelectorAll('style')];
  for (const sheet of sheets) sheet.remove();
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = "default-src 'none'";
  document.head.prepend(meta);
  return sheets.map(({ textContent }) => textContent).join('\n');
}

function dress({ contentDocument: document, contentWindow }: HTMLIFrameElement, css: string): void {
  if (!document || !contentWindow) return;
  for (const element of document.querySelectorAll<HTMLElement>('[data-style]'))
    element.style.cssText = element.dataset.style ?? '';
  const sheet = new (contentWindow as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}
