import { errorCode, OubliError } from '../domain/errors.ts';

/** What a command says when it fails: our own words, or the code of somebody else's error. Never a stack or a driver's message. */
export function sentenceOf(error: unknown): string {
  if (error instanceof OubliError) return error.message;
  return `This failed unexpectedly (${errorCode(error)}). Run "npm run oubli -- doctor" to see what is wrong.`;
}
