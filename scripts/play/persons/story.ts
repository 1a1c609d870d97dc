import { type Person } from '../../../test/support/graph/person.ts';
import { type TenantChoices } from '../../../test/support/product/business.ts';
import { type Product } from '../../../test/support/product/product.ts';

/** Where a story is played: the whole product, and the one clock that it and the loopback Graph go by. */
export interface Stage {
  readonly product: Product;
  /** Lets hours pass in a moment. Timers are looked at by this clock. */
  readonly pass: (hours: number) => void;
}

/** What came of a story: whose chats are shown, and what is claimed of them. */
export interface Told {
  readonly people: readonly Person[];
  readonly claims: Readonly<Record<string, boolean>>;
}

/** One fictional person whose way is not the plain one. */
export interface Story {
  /** One sentence, printed above the chat. */
  readonly about: string;
  /** What the business's tenant file has beside the usual. */
  readonly tenant?: TenantChoices['rest'];
  /** Plays it to its end. Throws when something that must come does not. */
  readonly play: (stage: Stage) => Promise<Told>;
}
