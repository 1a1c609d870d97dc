/** An open data key: 32 bytes, in memory only. */
export interface PersonKey {
  readonly keyId: string;
  readonly tenantId: string;
  readonly key: Buffer;
}
