/**
 * A text without the tokens of our links, `/m/<token>` and `/join/<token>`: whoever has one may act as the person that
 * it was made for.
 */
export const withoutTokens = (text: string): string => text.replace(/(\/(?:m|join)\/)[\w.~-]+/g, '$1…');
