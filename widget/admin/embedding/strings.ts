/** What the page about embedding says. */
export interface EmbeddingWords {
  readonly snippet: {
    readonly title: string;
    readonly text: string;
    readonly mentor: string;
    readonly language: string;
    readonly where: string;
    readonly kinds: Readonly<
      Record<'html' | 'frame' | 'directory' | 'moodle' | 'wordpress' | 'react', string>
    >;
    /** Label of the button on the partner's page, in the language of the code. */
    readonly button: string;
    readonly hints: Readonly<
      Record<'html' | 'frame' | 'directory' | 'moodle' | 'wordpress' | 'react', string>
    >;
    /** Headings of the pieces of code. */
    readonly parts: {
      readonly page: string;
      readonly once: string;
      readonly place: string;
      readonly component: string;
    };
    readonly token: string;
    readonly doctor: string;
    readonly doctorText: string;
  };
  readonly origins: {
    readonly title: string;
    readonly text: string;
    readonly empty: string;
    readonly add: string;
    readonly hint: string;
    readonly fault: string;
    readonly remove: (origin: string) => string;
    readonly removed: (origin: string) => string;
    readonly added: (origin: string) => string;
  };
  readonly keys: {
    readonly title: string;
    readonly text: string;
    readonly algorithm: string;
    readonly shared: string;
    readonly secrets: string;
    readonly older: string;
    readonly newer: string;
    readonly only: string;
    readonly fingerprint: string;
    readonly make: string;
    readonly remove: (fingerprint: string) => string;
    readonly removeTitle: string;
    readonly removeText: string;
    readonly removed: string;
    readonly steps: string;
    readonly stepList: readonly string[];
    readonly jwksUrl: string;
    readonly jwks: string;
    readonly jwksHint: string;
    readonly jwksFault: string;
    readonly changeTitle: string;
    readonly changeText: string;
    readonly change: string;
  };
  readonly once: { readonly title: string; readonly text: string; readonly stored: string };
  readonly apiKeys: {
    readonly title: string;
    readonly text: string;
    readonly empty: string;
    readonly name: string;
    readonly nameHint: string;
    readonly scopes: string;
    readonly scopeNames: Readonly<Record<'mentors' | 'sessions' | 'metrics' | 'webhooks', string>>;
    readonly create: string;
    readonly fault: string;
    readonly lastUsed: (when: string) => string;
    readonly neverUsed: string;
    readonly revoked: string;
    readonly revoke: (name: string) => string;
    readonly revokeTitle: (name: string) => string;
    readonly revokeText: string;
    readonly revokeNow: string;
  };
  readonly institution: { readonly title: string; readonly name: string; readonly slug: string };
  readonly oidc: {
    readonly title: string;
    readonly text: string;
    readonly issuer: string;
    readonly clientId: string;
    readonly secret: string;
    readonly secretKept: string;
    readonly redirect: string;
    readonly fault: string;
    readonly off: string;
  };
  readonly problems: {
    readonly too_many_secrets: string;
    readonly last_secret: string;
    readonly too_many_api_keys: string;
  };
}
