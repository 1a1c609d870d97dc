import { type MessageContent } from '../domain/inbound.ts';
import { type Instant } from '../domain/instant.ts';
import { type MessageOf } from './records.ts';

export type MediaKind = Extract<MessageContent, { kind: 'media' }>['media'];

/** A file that is still to be fetched. */
export interface WantedMedia {
  /** Our own random id. */
  readonly id: string;
  readonly tenantId: string;
  readonly subjectId: string;
  readonly phoneNumberId: string;
  readonly mediaId: string;
  /** This try included. */
  readonly attempts: number;
}

/** Files that people sent. Implemented by src/stores/media.ts. */
export interface MediaStore {
  /** Notes a file to be fetched. Idempotent. */
  want(
    media: MessageOf & {
      readonly kind: MediaKind;
      readonly mediaId: string;
      readonly mimeType: string;
      readonly phoneNumberId: string;
      readonly at: Instant;
      readonly expiresAt: Date;
      readonly dueAt: Date;
    },
  ): Promise<void>;
  /** Takes one that is due; nobody else gets it before `leaseMs` are over. `null`: none is due. */
  takeDue(now: number, leaseMs: number): Promise<WantedMedia | null>;
  /** Seals and keeps the bytes. False when the person or the message was erased meanwhile: then nothing is kept. */
  keep(id: string, file: { readonly bytes: Buffer; readonly mimeType: string }): Promise<boolean>;
  /** Tried again then. */
  postpone(id: string, dueAt: Date): Promise<void>;
  /** There is nothing to be had: the note goes too. */
  drop(id: string): Promise<void>;
  /** The file that came with a message. */
  remove(message: MessageOf): Promise<void>;
}
