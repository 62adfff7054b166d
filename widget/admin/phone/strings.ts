/** What the card with a person's phone number says, in one language. */
export interface PhoneWords {
  readonly title: string;
  readonly hint: string;
  readonly none: string;
  readonly fromPartner: string;
  readonly stopped: string;
  readonly number: string;
  readonly example: string;
  readonly send: string;
  readonly sent: (number: string) => string;
  readonly code: string;
  readonly confirm: string;
  readonly confirmed: string;
  readonly remove: string;
  readonly removed: string;
  readonly faults: Readonly<
    Record<'invalid_request' | 'no_gateway' | 'number_stopped' | 'wrong_code', string>
  >;
}
