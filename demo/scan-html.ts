/** A start tag as it stands in the source; names and attribute names in lower case, entities of values decoded. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Written as `<name ... />`. */
  readonly selfClosed: boolean;
}

/**
 * Lists the start tags of a page, in order. Comments and what stands inside script, style, template and textarea
 * elements is passed over, as a browser does; it is a scanner for checking markup, no parser that builds a tree.
 */
export function scanTags(html: string): Tag[] {
  const tags: Tag[] = [];
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) {
      at = html.indexOf('-->', at);
      if (at < 0) break;
      continue;
    }
    const name = nameAt(html, ++at);
    if (!name) continue;
    const end = endOfTag(html, at + name.length);
    // A tag that never ends swallows the rest of the page.
    if (end < 0) break;
    const rest = html.slice(at + name.length, end);
    const selfClosed = rest.endsWith('/') && !/=[^\s"'=]*$/.test(rest.slice(-300));
    const tag = { name: name.toLowerCase(), attributes: attributesOf(rest), selfClosed };
    tags.push(tag);
    at = end;
    if (!/^(?:script|style|template|textarea|title)$/.test(tag.name)) continue;
    const closing = new RegExp(`</${tag.name}[\\s>]`, 'gi');
    closing.lastIndex = at;
    const closed = closing.exec(html);
    if (!closed) break;
    at = closed.index + 1;
  }
  return tags;
}

function nameAt(html: string, at: number): string {
  const name = /[a-z][\w:-]*/iy;
  name.lastIndex = at;
  return name.exec(html)?.[0] ?? '';
}

/** Where the `>` of a tag stands, outside quotes; -1 when there is none. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  for (let at = from; at < html.length; at++) {
    const character = html[at];
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '>') return at;
    else if (character === '"' || character === "'") quote = character;
  }
  return -1;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const [, name = '', double, single, bare] of text.matchAll(
    /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    attributes[name.toLowerCase()] ??= decode(double ?? single ?? bare ?? '');
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  '#39': "'",
  lt: '<',
  gt: '>',
};

const decode = (value: string): string =>
  value.replace(/&(amp|quot|apos|#39|lt|gt);/g, (whole, name: string) => ENTITIES[name] ?? whole);
