/** A button as it stands under a message on the phone: a reply button, a list row, or a template's quick reply. */
export interface ShownButton {
  readonly id: string;
  readonly title: string;
  readonly kind: 'reply' | 'row' | 'quick-reply';
}

/** A message of the business as it stands on the person's phone. */
export interface Arrived {
  readonly from: 'business';
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly messageId: string;
  readonly phoneNumberId: string;
  /** `text`, `interactive`, `template`, `document`, `reaction` … */
  readonly type: string;
  /** What the person reads; a template with its parameters filled in. */
  readonly text: string;
  readonly buttons: readonly ShownButton[];
  readonly template: {
    readonly name: string;
    readonly language: string;
    readonly parameters: readonly string[];
  } | null;
  /** The one-time code that an authentication template's button copies. */
  readonly code: string | null;
  /** There is a "Share contact info" button. */
  readonly asksForContact: boolean;
  /** `biz_opaque_callback_data`, which the person does not see. */
  readonly correlation: string | null;
  /** What was posted to the Graph API. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Something the person sent. */
export interface Sent {
  readonly from: 'person';
  readonly at: number;
  readonly messageId: string;
  readonly phoneNumberId: string;
  readonly type: string;
  /** The text, or the title of what was tapped; empty for what has no words. */
  readonly text: string;
}

export type ChatLine = Arrived | Sent;

/** One person's chat, and the waiting for what comes next. */
export interface Mailbox {
  readonly lines: readonly ChatLine[];
  readonly arrived: readonly Arrived[];
  push(line: ChatLine): void;
  waitFor(matches: (message: Arrived) => boolean, withinMs: number): Promise<Arrived>;
  close(): void;
}

interface Waiter {
  readonly matches: (message: Arrived) => boolean;
  readonly resolve: (message: Arrived) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Reading moves a cursor: what `waitFor` returned, and what it passed over, is not returned again. */
export function createMailbox(): Mailbox {
  const lines: ChatLine[] = [];
  const arrived: Arrived[] = [];
  let waiters: Waiter[] = [];
  let cursor = 0;

  const find = (matches: Waiter['matches']): Arrived | null => {
    for (let index = cursor; index < arrived.length; index += 1) {
      const message = arrived[index];
      if (message === undefined || !matches(message)) continue;
      cursor = index + 1;
      return message;
    }
    return null;
  };

  const end = (waiter: Waiter): void => {
    clearTimeout(waiter.timer);
    waiters = waiters.filter((one) => one !== waiter);
  };

  return {
    lines,
    arrived,
    push(line) {
      lines.push(line);
      if (line.from === 'person') return;
      arrived.push(line);
      for (const waiter of [...waiters]) {
        const message = find(waiter.matches);
        if (message === null) continue;
        end(waiter);
        waiter.resolve(message);
      }
    },
    waitFor(matches, withinMs) {
      const message = find(matches);
      if (message !== null) return Promise.resolve(message);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          end(waiter);
          reject(new Error(`No such message within ${withinMs} ms. ${describeUnread(arrived.slice(cursor))}`));
        }, withinMs);
        const waiter: Waiter = { matches, resolve, reject, timer };
        waiters.push(waiter);
      });
    },
    close() {
      for (const waiter of [...waiters]) {
        end(waiter);
        waiter.reject(new Error('The Graph server was closed.'));
      }
    },
  };
}

function describeUnread(unread: readonly Arrived[]): string {
  if (unread.length === 0) return 'Nothing arrived.';
  return `What arrived instead: ${unread.map(({ type, text }) => `${type} ${JSON.stringify(text.slice(0, 80))}`).join('; ')}`;
}
