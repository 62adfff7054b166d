import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { linkToken, type PersonLink, readLinkToken } from '../../../api/secrets/person-link.ts';

const secret = 'a secret of thirty-two characters';
const link: PersonLink = {
  purpose: 'cancel',
  personId: 12,
  mentorId: 7,
  sessionId: 90_071,
  expiresAt: Date.UTC(2026, 10, 30, 9),
};

describe('the token of a link', () => {
  it('says again what it was made of', () => {
    for (const purpose of [
      'join',
      'move',
      'cancel',
      'answer',
      'refuse',
      'again',
      'review',
      'preferences',
      'unsubscribe_reminder',
      'unsubscribe_review',
    ] as const)
      for (const expiresAt of [link.expiresAt, null]) {
        const made = { ...link, purpose, expiresAt };
        assert.deepEqual(readLinkToken(secret, linkToken(secret, made)), made);
      }
  });

  it('fits into a text message, whatever the ids', () => {
    const largest = { ...link, personId: 2 ** 40, mentorId: 2 ** 40, sessionId: 2 ** 40 };
    const token = linkToken(secret, largest);
    assert.ok(token.length <= 55, token);
    assert.match(token, /^[\w.-]+$/);
    assert.deepEqual(readLinkToken(secret, token), largest);
  });

  it('opens nothing when a character of it is another, is missing or is too many', () => {
    const token = linkToken(secret, link);
    for (let at = 0; at < token.length; at++)
      for (const changed of [
        `${token.slice(0, at)}${token[at] === 'b' ? 'k' : 'b'}${token.slice(at + 1)}`,
        token.slice(0, at) + token.slice(at + 1),
        `${token.slice(0, at)}0${token.slice(at)}`,
      ])
        assert.equal(readLinkToken(secret, changed), null, changed);
  });

  it('opens nothing by another secret', () => {
    assert.equal(readLinkToken('another secret', linkToken(secret, link)), null);
  });

  it('is one for each person and purpose', () => {
    const others = [link, { ...link, personId: 13 }, { ...link, purpose: 'move' } as const];
    assert.equal(new Set(others.map((each) => linkToken(secret, each))).size, 3);
  });
});
