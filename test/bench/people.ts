import { SignJWT } from 'jose';

export const benchTokenSecret = 'own-token-secret-of-the-bench-server-32';
export const benchPartnerSecret = 'shared-secret-of-the-bench-partner-32';

/** A student's token, valid for an hour. */
export async function studentToken(sub: string): Promise<string> {
  return new SignJWT({ name: sub, email: `${sub}@example.edu` })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('bench')
    .setAudience('mentor-booking')
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(benchPartnerSecret));
}
