/**
 * A text without control characters, which neither calendars (RFC 5545 §3.1, CONTROL) nor headers of mails may hold:
 * one of them, and programs refuse the whole. What is left of them are tabs and line breaks, as `\n`. Half a pair of
 * UTF-16 is no text.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\P{Cc}]/gu, '');
}
