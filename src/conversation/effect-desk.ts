import { type Instant } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { type CodeChannel, type RequestStateName, type Right } from '../domain/request.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Subject } from './subjects.ts';

/** What the conversation needs of `src/requests`. */
export interface RequestDesk {
  /** Opens the person's request, or finds the open one again. */
  open(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly phoneNumberId: string;
    readonly right: Right;
    readonly locale: Locale;
  }): Promise<{
    readonly requestId: string;
    readonly reference: string;
    /** When erasing starts at the earliest, if the code was typed already; `null` while it was not. */
    readonly startsAt: Instant | null;
  }>;
  codeSent(requestId: string, channel: CodeChannel): Promise<void>;
  codeLocked(requestId: string, until: Instant): Promise<void>;
  cancel(requestId: string): Promise<{ readonly isCancelled: boolean; readonly reference: string }>;
  /** The right code was typed: lock-out, the business told, erasing scheduled. Idempotent. */
  verified(requestId: string): Promise<{ readonly reference: string; readonly startsAt: Instant }>;
  /** Only of the same tenant; by reference alone, or the person's open one. */
  status(order: {
    readonly tenant: Tenant;
    /** `null`: of whoever asks nothing is known; then only a reference leads to a request. */
    readonly subject: Subject | null;
    readonly requestId: string | null;
    readonly reference: string | null;
  }): Promise<{ readonly reference: string; readonly state: RequestStateName; readonly dueAt: Instant | null } | null>;
}

/** Records an objection to marketing, or its end. */
export interface Objections {
  record(order: { readonly tenant: Tenant; readonly subject: Subject; readonly objects: boolean }): Promise<void>;
}

/** Tells the business's people that somebody asks for a human: a reference, never contents. */
export interface HumanDesk {
  tell(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly phoneNumberId: string;
    readonly locale: Locale;
  }): Promise<boolean>;
}

/** The second way of sending a code: to an e-mail address that the tenant already held. */
export interface CodeMail {
  /** `false` when no address is known or the mail server refused. */
  send(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly locale: Locale;
    readonly code: string;
    readonly lifeMinutes: number;
  }): Promise<boolean>;
}

/** Notes a message of the bot's own in the message log (owner mode), so that its statuses find it. */
export interface SentLog {
  sent(order: {
    readonly tenant: Tenant;
    readonly subject: Subject;
    readonly phoneNumberId: string;
    readonly messageId: string;
    readonly type: string;
    readonly templateName: string | null;
    /** The number as Meta's answer spells it. */
    readonly waId?: string | undefined;
  }): Promise<void>;
}
