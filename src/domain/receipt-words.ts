/**
 * What words of a receipt may look like. Every verifier refuses others (docs/receipt.md), so that whoever takes such a word from
 * somebody asks here first.
 */

/** Names that people gave: no control characters, no lone surrogates (RFC 8785, 3.2.2.2). */
export const receiptName = /^[^\p{Cc}\p{Cs}]{1,200}$/u;
/** What an eraser calls its store. */
export const receiptStore = /^[a-z][a-z0-9_.-]{0,63}$/;
/** Where whoever signed it is reached, without a slash at its end. */
export const receiptIssuer = /^https?:\/\/[^\s\p{Cc}\p{Cs}?#]{1,200}[^\s\p{Cc}\p{Cs}?#/]$/u;
