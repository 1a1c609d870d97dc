/** Meta's own copy of who has which phone. Implemented by src/whatsapp/contact-book.ts. */
export interface ContactBook {
  /** Makes Meta forget the pair of a phone and this BSUID, within the portfolio of the number. */
  forget(order: {
    readonly token: string;
    readonly phoneNumberId: string;
    readonly bsuid: string;
  }): Promise<{ readonly name: 'ok' | 'refused' | 'try-later' }>;
}
