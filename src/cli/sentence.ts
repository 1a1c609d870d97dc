import { errorCode, OubliError } from '../domain/errors.ts';

/** MongoDB's code for a user that lacks a right. */
const unauthorised = '13';
const mayNot =
  'The user of MONGODB_URI lacks a right at MongoDB (code 13): it must read and write its database, and for restore drill ' +
  'databases named oubli_drill_… as well (docs/how-to/run-in-production.md).';

/** What a command says when it fails: our own words, or the code of somebody else's error. Never a stack or a driver's message. */
export function sentenceOf(error: unknown): string {
  if (error instanceof OubliError) return error.message;
  if (errorCode(error) === unauthorised) return mayNot;
  return `This failed unexpectedly (${errorCode(error)}). Run "npm run oubli -- doctor" to see what is wrong.`;
}
