/** The driver gives a BSON Binary where buffers are not promoted. */
export function toBytes(value: Buffer | { readonly buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer);
}
