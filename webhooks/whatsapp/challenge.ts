import { createHash, timingSafeEqual } from 'node:crypto';

const challengeShape = /^[A-Za-z0-9_.-]{1,200}$/;

/**
 * Answers Meta's handshake (`GET` with `hub.mode`, `hub.verify_token`, `hub.challenge`; cloud-api.md 1.1).
 * Read from the URL itself, so that the host app's query parser does not matter; a parameter given twice is refused.
 *
 * @returns the challenge to send back as text, or `null` to answer 403.
 */
export function answerChallenge(url: string, verifyToken: string): string | null {
  const start = url.indexOf('?');
  const query = new URLSearchParams(start === -1 ? '' : url.slice(start + 1));
  const only = (name: string): string => {
    const values = query.getAll(name);
    return values.length === 1 ? (values[0] ?? '') : '';
  };
  const isTokenRight = isSameText(only('hub.verify_token'), verifyToken) && verifyToken !== '';
  const challenge = only('hub.challenge');
  return isTokenRight && only('hub.mode') === 'subscribe' && challengeShape.test(challenge) ? challenge : null;
}

/** Compares in constant time, whatever the lengths, by comparing digests. */
function isSameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
