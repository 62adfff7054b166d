/** What a person is told about her phone number on the admin page and by link, in one language. */
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
    Record<'invalid_request' | 'no_gateway' | 'number_stopped' | 'wrong_code' | 'rate_limited', string>
  >;
}
