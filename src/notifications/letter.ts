import { dayInWords, shortName } from '../../flows/phrasing.ts';
import { type Instant, toInstant, toMilliseconds } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { type Dispatch, type ToldNotice } from './channel.ts';
import { type AskedNotice, type ControllerNotice, type ErasedNotice } from './notice.ts';
import { noticeTexts } from './texts/index.ts';
import { type NoticeTexts } from './texts/texts.ts';

interface Link {
  readonly label: string;
  readonly url: string;
  readonly note: string;
}

/** One line of a list, with its link if it has one. */
interface Item {
  readonly text: string;
  readonly link: Link | null;
}

/** What a reader gets, before it becomes plain text or HTML. Never a name, number or id of the person. */
export interface Letter {
  readonly locale: Locale;
  readonly subject: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly link: Link | null;
  readonly lists: readonly { readonly label: string; readonly items: readonly Item[] }[];
  readonly footer: string;
}

/** Words a notice, or a digest, in the reader's language. */
export function composeLetter(locale: Locale, tenantName: string, dispatch: Dispatch): Letter {
  const texts = noticeTexts[locale];
  const business = shortName(tenantName);
  const base = { locale, footer: texts.footer({ business }) };
  if (dispatch.kind === 'single') {
    const { notice, at } = dispatch;
    const title = capital(texts.happened[notice.event], locale);
    return { ...base, subject: `${title}: ${notice.reference}`, title, ...bodyOf(texts, locale, business, notice, at) };
  }
  const { told } = dispatch;
  const title = capital(texts.happened['dsr.digest'], locale);
  const items = told.map((one) => ({ text: lineOf(texts, locale, one), link: linkOf(texts, locale, one.notice) }));
  return {
    ...base,
    subject: `${title}: ${told[0]?.notice.reference ?? ''} (+${told.length - 1})`,
    title,
    paragraphs: texts.digest({ count: told.length }),
    facts: [],
    link: null,
    lists: [{ label: texts.labels.notices, items }],
  };
}

/** A moment as people read it: the day in words, the minute, UTC. */
export function momentInWords(locale: Locale, instant: Instant): string {
  return `${dayInWords(locale, instant)}, ${toInstant(toMilliseconds(instant)).slice(11, 16)} UTC`;
}

/** One line of a digest: reference, what happened, when. */
function lineOf(texts: NoticeTexts, locale: Locale, { notice, at }: ToldNotice): string {
  return `${notice.reference} · ${texts.happened[notice.event]} · ${momentInWords(locale, at)}`;
}

/** What nobody gets without a code. Of anything else a code may never have been typed: then the time is that of the wish. */
const withCode: readonly AskedNotice['what'][] = ['copy', 'part'];

type Body = Pick<Letter, 'paragraphs' | 'facts' | 'link' | 'lists'>;

function bodyOf(texts: NoticeTexts, locale: Locale, business: string, notice: ControllerNotice, at: Instant): Body {
  const { labels } = texts;
  const when = (label: string, instant: Instant) => ({ label, value: momentInWords(locale, instant) });
  const reference = { label: labels.reference, value: notice.reference };
  const plain = (paragraphs: readonly string[]): Body => ({
    paragraphs,
    facts: [reference, when(labels.time, at)],
    link: null,
    lists: [],
  });
  switch (notice.event) {
    case 'dsr.verified':
      return {
        paragraphs: texts.verified({ business, confirmedBy: notice.confirmedBy }),
        facts: [
          reference,
          when(labels.confirmed, notice.verifiedAt),
          when(labels.starts, notice.startsAt),
          when(labels.due, notice.dueAt),
        ],
        link: linkOf(texts, locale, notice),
        lists: [],
      };
    case 'dsr.asked':
      return {
        paragraphs: texts.asked[notice.what]({ business }),
        facts: [
          reference,
          when(withCode.includes(notice.what) ? labels.confirmed : labels.time, notice.verifiedAt),
          when(labels.due, notice.dueAt),
        ],
        link: linkOf(texts, locale, notice),
        lists: [],
      };
    case 'dsr.erased':
      return erasedBody(texts, locale, business, notice);
    case 'dsr.closed': {
      const letter = plain(texts.closed);
      return { ...letter, facts: [...letter.facts, receiptOf(texts, notice)] };
    }
    case 'dsr.cancelled':
      return plain(texts.cancelled);
    case 'log.head': {
      const letter = plain(texts.logHead);
      return { ...letter, facts: [...letter.facts, { label: labels.head, value: notice.head }] };
    }
    case 'dsr.resurrection':
      return { ...plain(texts.resurrection), lists: listsOf(texts, locale, { stores: notice.stores, heldUntil: [] }) };
    case 'budget.spent':
      return plain(texts.budgetSpent({ limit: notice.limit }));
    case 'breaker.held':
      return plain(texts.breakerHeld({ limit: notice.limit }));
    case 'human.requested':
      return plain(texts.human);
    case 'channel.failed':
      return plain(texts.channelFailed({ channel: texts.channels[notice.channel] }));
  }
}

function erasedBody(texts: NoticeTexts, locale: Locale, business: string, notice: ErasedNotice): Body {
  const { labels } = texts;
  return {
    paragraphs: texts.erased({ business }),
    facts: [
      { label: labels.reference, value: notice.reference },
      { label: labels.confirmed, value: momentInWords(locale, notice.verifiedAt) },
      { label: labels.erased, value: momentInWords(locale, notice.erasedAt) },
      receiptOf(texts, notice),
    ],
    link: null,
    lists: listsOf(texts, locale, notice),
  };
}

function receiptOf({ labels }: NoticeTexts, { receipt }: Pick<ErasedNotice, 'receipt'>): Letter['facts'][number] {
  return { label: labels.receipt, value: receipt.url };
}

function listsOf(
  texts: NoticeTexts,
  locale: Locale,
  { stores, heldUntil }: Pick<ErasedNotice, 'stores' | 'heldUntil'>,
): Letter['lists'] {
  const storeItems = stores.map(({ store, deleted, retained, kept }) => {
    const until = kept === null ? '' : dayInWords(locale, kept.until);
    const rest = kept === null ? null : { count: retained, ground: texts.grounds[kept.ground], until };
    return { text: texts.storeLine({ store, deleted, kept: rest }), link: null };
  });
  const heldItems = heldUntil.map(({ what, until }) => {
    return { text: texts.held[what]({ until: momentInWords(locale, until) }), link: null };
  });
  const lists = [
    { label: texts.labels.stores, items: storeItems },
    { label: texts.labels.held, items: heldItems },
  ];
  return lists.filter(({ items }) => items.length > 0);
}

function linkOf({ link }: NoticeTexts, locale: Locale, notice: ControllerNotice): Link | null {
  if ((notice.event !== 'dsr.verified' && notice.event !== 'dsr.asked') || notice.reveal === null) return null;
  const { url, expiresAt } = notice.reveal;
  return { label: link.label, url, note: link.note({ until: momentInWords(locale, expiresAt) }) };
}

function capital(text: string, locale: Locale): string {
  return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
}
