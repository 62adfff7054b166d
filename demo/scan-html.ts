import { type Token, type TokenHandler, Tokenizer, TokenizerMode } from 'parse5';

/** A start tag; names and attribute names in lower case, character references of values decoded. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Written as `<name ... />`. */
  readonly selfClosed: boolean;
}

/** What stands in these elements is text to a browser that runs scripts. HTML §13.2.6. */
const TEXT_MODES: Readonly<Record<string, Tokenizer['state']>> = {
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
  style: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  noscript: TokenizerMode.RAWTEXT,
  script: TokenizerMode.SCRIPT_DATA,
  plaintext: TokenizerMode.PLAINTEXT,
};

/**
 * Lists the start tags of a page, in order, as a browser reads them: comments, text and templates are passed over. No
 * tree is built, so that hostile markup costs no more than its length.
 */
export function scanTags(html: string): Tag[] {
  const tags: Tag[] = [];
  /** How many templates stand around. */
  let templates = 0;
  const handler: TokenHandler = {
    ...SILENT,
    onStartTag({ tagName, attrs, selfClosing }: Token.TagToken) {
      tokenizer.state = (Object.hasOwn(TEXT_MODES, tagName) && TEXT_MODES[tagName]) || tokenizer.state;
      if (templates === 0) tags.push({ name: tagName, attributes: valuesOf(attrs), selfClosed: selfClosing });
      if (tagName === 'template') templates++;
    },
    onEndTag({ tagName }: Token.TagToken) {
      if (tagName === 'template' && templates > 0) templates--;
    },
  };
  const tokenizer = new Tokenizer({}, handler);
  tokenizer.write(html, true);
  return tags;
}

const ignore = (): void => {};

const SILENT = {
  onComment: ignore,
  onDoctype: ignore,
  onEof: ignore,
  onCharacter: ignore,
  onNullCharacter: ignore,
  onWhitespaceCharacter: ignore,
};

/** Of attributes that stand twice the tokenizer gives the first, as HTML says. */
function valuesOf(attrs: Token.TagToken['attrs']): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const { name, value } of attrs) attributes[name] = value;
  return attributes;
}
