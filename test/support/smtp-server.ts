import { type AddressInfo } from 'node:net';

import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as the server took it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Every byte, headers included. */
  readonly raw: Buffer;
  readonly parsed: ParsedMail;
}

/** A real SMTP server on loopback. */
export interface TestSmtpServer {
  /** What `SMTP_URL` becomes. */
  readonly url: string;
  readonly mails: ReceivedMail[];
  /** Refuses the next mails with these codes, one each, at the recipient. */
  refuseNext(...codes: readonly number[]): void;
  /** Takes everything from now on. */
  refuseNone(): void;
  /** Forgets what came and what to refuse. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startSmtpServer(): Promise<TestSmtpServer> {
  const mails: ReceivedMail[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(_address, _session, callback) {
      const responseCode = refusals.shift();
      if (responseCode === undefined) callback();
      else callback(Object.assign(new Error('Refused by the test.'), { responseCode }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        simpleParser(raw).then(
          (parsed) => {
            mails.push({ from, to: rcptTo.map(({ address }) => address), raw, parsed });
            callback();
          },
          (error: unknown) => callback(error as Error),
        );
      });
    },
  });
  // A client that was killed while it spoke is what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuseNext: (...codes) => void refusals.push(...codes),
    refuseNone: () => void refusals.splice(0),
    reset() {
      mails.length = 0;
      refusals.length = 0;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
