/** One button: the id comes back on a tap. Title at most 20 code points, id at most 256 (Meta, interactive reply buttons). */
export interface Button {
  readonly id: string;
  readonly title: string;
}

/** What the bot can say. Limits are checked by the texts' tests and again by `src/whatsapp`. */
export type OutboundMessage =
  | { readonly kind: 'text'; readonly body: string }
  /** One to three buttons, body at most 1,024 code points. */
  | { readonly kind: 'buttons'; readonly body: string; readonly buttons: readonly Button[] }
  /** At most ten rows; row title at most 24, description at most 72, button label at most 20 code points. */
  | {
      readonly kind: 'list';
      readonly body: string;
      readonly button: string;
      readonly rows: readonly { readonly id: string; readonly title: string; readonly description?: string }[];
    }
  /** Asks a person without a known phone to share it (Meta, request_contact_info, July 2026). */
  | { readonly kind: 'contact-request'; readonly body: string }
  /**
   * An approved template. `parameters` fill the body in order; `code` also fills the copy-code button, `payloads` the quick-reply
   * buttons: what comes back on a tap.
   */
  | {
      readonly kind: 'template';
      readonly name: string;
      readonly language: string;
      readonly parameters: readonly string[];
      readonly code?: string;
      readonly payloads?: readonly string[];
    };
