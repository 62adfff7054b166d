import type { SignInRefusal } from '../../../api/contract/sign-in.ts';

/** What the page says that signs in. */
export interface SignInWords {
  readonly title: string;
  readonly lead: string;
  readonly email: string;
  readonly send: string;
  readonly codeTitle: string;
  /** `{email}` stands for the address. */
  readonly sent: string;
  readonly code: string;
  readonly signIn: string;
  readonly nothingThere: string;
  readonly again: string;
  readonly againIn: (seconds: number) => string;
  readonly sentAgain: string;
  readonly otherAddress: string;
  readonly choosePartner: string;
  readonly own: string;
  readonly ownOf: (partner: string) => string;
  readonly demo: string;
  readonly demoText: string;
  readonly demoMentor: string;
  readonly demoPartner: string;
  readonly faults: {
    readonly email: string;
    readonly code: string;
    readonly wrongCode: string;
    /** The code was asked for elsewhere, or long ago. */
    readonly otherBrowser: string;
    readonly tooOften: (seconds: number) => string;
  };
  /** Why the partner's own sign-in sent her back, by the `sign_in` of the address. */
  readonly refusals: Readonly<Record<SignInRefusal, string>>;
}
