import { type Tenant } from '../tenants/tenant.ts';

/** The largest file that is kept. Bytes. Source: Meta, Cloud API media: video and audio 16 MB (documents may be larger). */
export const maxMediaBytes = 16 * 1024 * 1024;

/** Fetches what a person sent. Implemented by src/whatsapp. */
export interface MediaSource {
  /**
   * The file, or `null` when WhatsApp no longer has it or it is larger than {@link maxMediaBytes}.
   * @throws when trying again may help.
   */
  download(order: {
    readonly tenant: Tenant;
    readonly phoneNumberId: string;
    readonly mediaId: string;
    /** Gives up at once when it is aborted. */
    readonly signal: AbortSignal;
  }): Promise<{ readonly bytes: Buffer; readonly mimeType: string } | null>;
}
