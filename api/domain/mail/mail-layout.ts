/** What stands in a mail, and in which order, before it is HTML or text. Isolated names are marked (typed-text.ts). */
export interface MailLayout {
  /** BCP 47. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** What stands between a label and what it labels. */
  readonly colon: string;
  /** The mail's subject line. */
  readonly subject: string;
  readonly heading: string;
  readonly greeting: string;
  /** What happened, in one or two sentences. */
  readonly sentence: string;
  readonly facts: readonly MailFact[];
  readonly buttons: readonly MailButton[];
  readonly partner: string;
  /** Why she gets it. */
  readonly why: string;
  readonly preferences: MailLink | null;
  /** The partner's own colour, #RRGGBB. */
  readonly colour: string;
}

/** A row of the table of facts. */
export interface MailFact {
  readonly label: string;
  /** May have several lines. */
  readonly value: string;
  /** What makes the value precise, a line each. */
  readonly notes?: readonly string[];
  /** Whether it holds no more. */
  readonly isFormer?: boolean;
}

export interface MailLink {
  readonly label: string;
  /** Absolute, http or https. */
  readonly href: string;
}

export interface MailButton extends MailLink {
  /** The one thing that most readers are to do. */
  readonly isPrimary: boolean;
}
