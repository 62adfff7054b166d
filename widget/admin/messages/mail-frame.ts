import { html, type TemplateResult } from 'lit';

interface HtmlPolicy {
  createHTML(html: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: HtmlPolicy): HtmlPolicy;
}

/** The one policy beside Lit's that the page's Content-Security-Policy names: what it makes goes into a sandbox alone. */
const policy =
  (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('mail-frame', {
    createHTML: (text) => text,
  }) ?? null;

/**
 * A mail as its reader's program shows it: in a frame without scripts, forms, windows or an origin, that loads nothing,
 * with links that lead nowhere.
 */
export function mailFrame(mail: string, label: string): TemplateResult {
  const quiet = mail
    .replace(
      /<head\b[^>]*>/i,
      (head) => `${head}\n<meta http-equiv="Content-Security-Policy" content="${onlyStyles}">`,
    )
    .replace(/(<a\b[^>]*?\s)href=/gi, '$1data-href=');
  return html`<iframe class="mail" sandbox="" title=${label} .srcdoc=${policy ? policy.createHTML(quiet) : quiet}></iframe>`;
}

const onlyStyles = "default-src 'none'; style-src 'unsafe-inline'";
