/** The colours of what the server writes for people, mails and pages, by day and in the dark. */
export const light = {
  page: '#F5F5F5',
  card: '#FFFFFF',
  ink: '#14222E',
  soft: '#4B5C6B',
  line: '#DDE3E8',
  /** Links, where the partner's colour would be hard to read. */
  link: '#1B4965',
} as const;

export const dark: Readonly<Record<keyof typeof light, string>> = {
  page: '#0F1720',
  card: '#17222D',
  ink: '#F1F5F8',
  soft: '#B4C0CB',
  line: '#33424F',
  link: '#9CCBEA',
};

/** A partner's primary colour, `#RRGGBB`, or the widget's own where there is none. */
export const primaryOf = (color: string | null | undefined): string =>
  /^#[0-9a-f]{6}$/i.test(color ?? '') ? String(color) : '#1B4965';
