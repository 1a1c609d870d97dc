import { type Instant } from '../domain/instant.ts';
import { type Wake } from '../queue/wake.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { canCarryLink, channelsFor } from './channel.ts';
import { createDelivery, type DeliveryOutcome, type DeliveryParts, warn } from './deliver.ts';
import { type Delivery, noticeIdOf } from './notice-store.ts';
import {
  type AskedFact,
  type AskedNotice,
  type ControllerNotice,
  type CorrectedFact,
  type NoticeChannel,
  type SubjectRef,
  type VerifiedNotice,
} from './notice.ts';
import { type RevealedPerson, type RevealMatter, type Reveals } from './reveals.ts';
import { subjectRefOf } from './subject-ref.ts';

/** A verified request, before its notice: the names are still in clear, in memory. */
export type VerifiedOrder = Omit<VerifiedNotice, 'event' | 'subjectRef' | 'reveal'> & {
  readonly person: RevealedPerson;
};

/** A notice that carries a link to the person's identifiers. */
type LinkedNotice = VerifiedNotice | AskedNotice;

/** A right that is answered for what the product holds. */
export type AskedOrder = Omit<AskedNotice, 'event' | 'subjectRef' | 'reveal'> & {
  readonly person: RevealedPerson;
  readonly correction?: CorrectedFact;
  readonly asked?: readonly AskedFact[];
};

/** Tells the business. At least once on each channel: a crash between sending and noting sends once more, under the same id. */
export interface Notices {
  /** `dsr.asked`, with the hashes and the reveal link made here. */
  announceAsked(tenant: Tenant, order: AskedOrder): Promise<void>;
  /** One row a channel; telling the same again does nothing. Returns once it is durable, not once it has arrived. */
  announce(tenant: Tenant, notice: ControllerNotice): Promise<void>;
  /**
   * `dsr.verified`, with the hashes and the reveal link made here. Returns what `dsr.erased` will need: the hashes, and until
   * when the link holds the identifiers (`null`: there is no link).
   */
  announceVerified(
    tenant: Tenant,
    order: VerifiedOrder,
  ): Promise<{ readonly subjectRef: readonly SubjectRef[]; readonly heldUntil: Instant | null }>;
  /** How far the news of the request is, on each channel. */
  deliveries(requestId: string): Promise<readonly Delivery[]>;
  /** Looks at one notice or digest: what a job or the sweep asks for. */
  deliver(noticeId: string): Promise<DeliveryOutcome>;
  /**
   * A WhatsApp message to the staff was accepted and failed later, as its status says (a closed window comes like that).
   * False: it was no notice. What it said is dropped by then: the operator and the other channels hear that it is missing.
   */
  failedLate(tenant: Tenant, messageId: string, errorCodes: readonly number[]): Promise<boolean>;
  /** Ids of what is due at that moment (milliseconds since the Unix epoch), longest waiting first. */
  due(now: number, limit: number): Promise<readonly string[]>;
}

export interface NoticesParts extends Omit<DeliveryParts, 'look' | 'tell'> {
  readonly reveals: Reveals;
  readonly wake: Wake;
}

/** Makes the desk that tells businesses. */
export function createNotices(parts: NoticesParts): Notices {
  const { store, reveals, wake, telemetry, clock } = parts;

  const look = (noticeId: string, delayMs?: number): void => {
    // A wake-up may be lost: the sweep finds what is due (design.md decision 2).
    wake.wake('notice', noticeId, delayMs).catch(() => undefined);
  };

  const tell = async (tenant: Tenant, notice: ControllerNotice, without: NoticeChannel | null): Promise<boolean> => {
    const channels = channelsFor(tenant, notice).filter((channel) => channel !== without);
    if (channels.length === 0) {
      telemetry.fault('notice_without_channel', null, { event: notice.event });
      return false;
    }
    const createdAt = clock.now();
    const isNew = await store.insertAll(
      channels.map((channel) => ({ tenantId: tenant.tenantId, channel, notice, createdAt })),
    );
    if (isNew) for (const channel of channels) look(noticeIdOf(notice.requestId, notice.event, channel));
    return isNew;
  };

  const tellWithLink = createTellWithLink(parts, tell);
  const delivery = createDelivery({ ...parts, look, tell });

  return {
    async announce(tenant, notice) {
      // Who cancelled is nobody the business should look up any more.
      if (notice.event === 'dsr.cancelled') await reveals.drop(notice.requestId);
      await tell(tenant, notice, null);
    },
    async announceVerified(tenant, { person, ...order }) {
      const event = 'dsr.verified';
      const what = 'erasure';
      const subjectRef = await tellWithLink(tenant, person, { ...order, event, what }, (link) => ({
        event,
        ...order,
        ...link,
      }));
      return { subjectRef, heldUntil: await reveals.heldUntil(order.requestId) };
    },
    async announceAsked(tenant, { person, correction, asked, ...order }) {
      const event = 'dsr.asked';
      await tellWithLink(
        tenant,
        { ...person, ...(correction === undefined ? {} : { correction }), ...(asked === undefined ? {} : { asked }) },
        { ...order, event },
        (link) => ({ event, ...order, ...link }),
      );
    },
    deliveries: (requestId) => store.deliveries(requestId, 'dsr.verified'),
    deliver: delivery,
    async failedLate(tenant, messageId, [errorCode = 0]) {
      const code = `whatsapp_${errorCode}`;
      const failed = await store.failLate(tenant.tenantId, messageId, code);
      if (failed === null) return false;
      const { channel, event, attempts } = failed;
      telemetry.fault('notice_failed', null, { channel, event, tries: attempts, code });
      await warn({ tell, clock }, tenant, failed);
      return true;
    },
    due: (now, limit) => store.due(now, limit),
  };
}

/** Tells with a link to the person's identifiers, once a request: a second link would reach nobody. Gives the hashes. */
function createTellWithLink(
  { store, reveals }: Pick<NoticesParts, 'store' | 'reveals'>,
  tell: (tenant: Tenant, notice: ControllerNotice, without: null) => Promise<boolean>,
) {
  return async (
    tenant: Tenant,
    person: RevealedPerson,
    {
      requestId,
      reference,
      event,
      what,
    }: Pick<LinkedNotice, 'requestId' | 'reference' | 'event'> & { readonly what: RevealMatter },
    noticeOf: (link: Pick<LinkedNotice, 'subjectRef' | 'reveal'>) => LinkedNotice,
  ): Promise<readonly SubjectRef[]> => {
    const subjectRef = subjectRefOf(tenant, person.identifiers);
    if (await store.isAnnounced(requestId, event)) return subjectRef;
    const made = canCarryLink(tenant) ? await reveals.create(tenant, { requestId, reference, what, person }) : null;
    const reveal = made === null ? null : { url: made.url, expiresAt: made.expiresAt };
    const isNew = await tell(tenant, noticeOf({ subjectRef, reveal }), null);
    // Another worker was first and its link is out: nobody will ever hold the key to this one.
    if (!isNew && made !== null) await reveals.dropOne(made.revealId);
    return subjectRef;
  };
}
