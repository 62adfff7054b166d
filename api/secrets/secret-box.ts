import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const prefix = 'sealed:v1:';

const ivLength = 12;
const tagLength = 16;

/** A secret that was sealed by a key that this server does not have. */
export class UnreadableSecretError extends Error {
  override readonly name = 'UnreadableSecretError';
}

/**
 * Seals what must be read again but must not stand readable in the database: partners' shared secrets, credentials.
 *
 * AES-256-GCM under a key derived (HKDF, RFC 5869) from a secret of the server, with what it is sealed for as
 * associated data, so that a sealed value is good in its own place alone. A sealed value names its key:
 * `sealed:v1:<key>:<base64url of iv, tag and ciphertext>`. To rotate, a new secret is put before the old one: the
 * first seals, all open.
 *
 * A text that is not sealed is opened as it is: what was stored before there was a key, and servers of development that
 * have none. Without a secret nothing is sealed.
 */
export class SecretBox {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #sealing: string | undefined;

  /** @param secrets texts that nobody guesses, the one that seals first */
  constructor(secrets: readonly string[]) {
    const keys = secrets.map((secret) => {
      const key = Buffer.from(hkdfSync('sha256', secret, '', 'mentor-booking secrets at rest', 32));
      return [createHash('sha256').update(key).digest('hex').slice(0, 8), key] as const;
    });
    this.#keys = new Map(keys);
    this.#sealing = keys[0]?.[0];
  }

  /** @param place what it is for and whose: `shared secret of demo` */
  seal(secret: string, place: string): string {
    const id = this.#sealing;
    if (id === undefined) return secret;
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv('aes-256-gcm', this.#keys.get(id) as Buffer, iv).setAAD(Buffer.from(place));
    const hidden = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return `${prefix}${id}:${Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url')}`;
  }

  /** @throws UnreadableSecretError for one that was sealed by another key, for another place, or was changed. */
  open(kept: string, place: string): string {
    if (!kept.startsWith(prefix)) return kept;
    return this.#unseal(kept, place);
  }

  /** The same secret, sealed by the key that seals now; as it is where that is so already. */
  reseal(kept: string, place: string): string {
    const isCurrent = this.#sealing === undefined || kept.startsWith(`${prefix}${this.#sealing}:`);
    const secret = this.#sealing === undefined ? kept : this.open(kept, place);
    return isCurrent ? kept : this.seal(secret, place);
  }

  #unseal(kept: string, place: string): string {
    const [id = '', text = ''] = kept.slice(prefix.length).split(':');
    const key = this.#keys.get(id);
    if (!key) {
      const remedy =
        'put the SECRETS_KEY or TOKEN_SECRET of then into SECRETS_KEY, after the one of now and a comma';
      throw new UnreadableSecretError(
        `The ${place} was sealed by the key ${id}, which is not given: ${remedy}.`,
      );
    }
    const bytes = Buffer.from(text, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
      return (
        decipher.update(bytes.subarray(ivLength + tagLength), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch {
      throw new UnreadableSecretError(`The ${place} was changed, or sealed for another place.`);
    }
  }
}

/** Places of a partner's secrets, by its slug or id, which never change. */
export const placeOf = {
  sharedSecret: (slug: string): string => `shared secret of ${slug}`,
  webhookSecret: (partnerId: number): string => `webhook secret of partner ${partnerId}`,
  meetingSecret: (partnerId: number): string => `meeting secret of partner ${partnerId}`,
  mentorsMeetingSecret: (mentorId: number): string => `meeting secret of mentor ${mentorId}`,
  gateway: (partnerId: number, provider: string): string =>
    `credentials of partner ${partnerId} at ${provider}`,
  oidcClientSecret: (slug: string): string => `OpenID client secret of ${slug}`,
} as const;
