/** Whether MongoDB failed with this code (https://www.mongodb.com/docs/manual/reference/error-codes/). */
export function hasCode(error: unknown, code: number): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
