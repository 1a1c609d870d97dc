import { z } from 'zod';

import { locales } from '../domain/locale.ts';
import { receiptName } from '../domain/receipt-words.ts';
import { isWebhookSecret } from './tenant-secret.ts';
import { webhookUrlFault } from './webhook-url.ts';

/** What the deployment can do, for the rules between a tenant's file and it. */
export interface Deployment {
  /** Stores a standing instruction may keep something of. */
  readonly keepableStores: readonly string[];
  /** `SMTP_URL` is set. */
  readonly isMailConfigured: boolean;
  /** `ALLOW_PRIVATE_WEBHOOKS`. */
  readonly allowsPrivateWebhooks: boolean;
}

/** One fault of a tenant file: where, and what in plain words. Never the value: the file holds secrets. */
export interface FileFault {
  /** Such as `channels.email.address`; empty for the file as a whole. */
  readonly path: string;
  readonly what: string;
}

const text = z.string().optional().catch(undefined);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).catch([]);

/** What the rules read, each part for itself: a fault in one hides nothing in another. */
const loose = z
  .looseObject({
    name: text,
    mode: text,
    isOperator: z.boolean().catch(false).default(false),
    locales: z.array(z.string()).catch([...locales]),
    defaultLocale: z.string().catch('en'),
    phoneNumbers: list(z.looseObject({ phoneNumberId: text, displayPhoneNumber: text }).catch({})),
    channels: z
      .looseObject({
        staffPhone: z.looseObject({ phone: text, template: z.unknown().optional() }).catch({}),
        email: z.unknown().optional(),
        webhook: z.looseObject({ url: text, secret: text }).catch({}),
      })
      .catch({ staffPhone: {}, email: undefined, webhook: {} }),
    codeChannels: z.looseObject({ email: z.boolean().catch(false) }).catch({ email: false }),
    instruction: z.looseObject({ kept: list(z.looseObject({ store: text }).catch({})) }).catch({ kept: [] }),
  })
  .catch({
    name: undefined,
    mode: undefined,
    isOperator: false,
    locales: [...locales],
    defaultLocale: 'en',
    phoneNumbers: [],
    channels: { staffPhone: {}, email: undefined, webhook: {} },
    codeChannels: { email: false },
    instruction: { kept: [] },
  });
type Loose = z.infer<typeof loose>;

/** The faults that no single field can tell. Reads any value, also one that is no tenant file. */
export function ruleFaults(value: unknown, deployment: Deployment): readonly FileFault[] {
  const file = loose.parse(value);
  return [
    ...nameFaults(file),
    ...modeFaults(file),
    ...localeFaults(file),
    ...numberFaults(file),
    ...staffFaults(file),
    ...mailFaults(file, deployment),
    ...webhookFaults(file, deployment),
    ...keptFaults(file, deployment),
  ];
}

/** A rule of the set-up, as that of the staff: a tenant that stands already is read as it was written. */
function nameFaults({ name }: Loose): readonly FileFault[] {
  const shown = name?.trim() ?? '';
  if (shown === '' || receiptName.test(shown) || shown.length > 60) return [];
  return [{ path: 'name', what: 'must hold no tab, line break or other control character' }];
}

function modeFaults({ mode, isOperator }: Loose): readonly FileFault[] {
  // Alongside another app the bot keeps silent until a right is asked for: nobody would be led through the questions.
  return isOperator && mode === 'alongside' ? [{ path: 'isOperator', what: 'needs mode owner' }] : [];
}

function localeFaults(file: Loose): readonly FileFault[] {
  const isListed = file.locales.includes(file.defaultLocale);
  return [
    ...(isListed ? [] : [{ path: 'defaultLocale', what: 'must be one of locales' }]),
    ...doubles(file.locales).map((index) => ({ path: `locales.${index}`, what: 'is there twice' })),
  ];
}

function numberFaults({ phoneNumbers, channels }: Loose): readonly FileFault[] {
  const { phone } = channels.staffPhone;
  const isOwn = phone !== undefined && phoneNumbers.some((number) => number.displayPhoneNumber === phone);
  const twice = doubles(phoneNumbers.map(({ phoneNumberId }) => phoneNumberId));
  return [
    ...twice.map((index) => ({ path: `phoneNumbers.${index}.phoneNumberId`, what: 'is there twice' })),
    // A number cannot write to itself on WhatsApp: the staff would never hear of a request.
    ...(isOwn ? [{ path: 'channels.staffPhone.phone', what: "must not be one of the tenant's own numbers" }] : []),
  ];
}

/** Whether a tenant's staff hear of a request at any hour. Without any way at all another rule speaks. */
export function canTellStaff(ways: {
  readonly hasStaffPhone: boolean;
  readonly hasTemplate: boolean;
  readonly hasEmail: boolean;
  readonly hasWebhook: boolean;
}): boolean {
  return !ways.hasStaffPhone || ways.hasTemplate || ways.hasEmail || ways.hasWebhook;
}

/**
 * Outside 24 hours after somebody's last message WhatsApp takes approved templates alone (131047, cloud-api.md). A rule of the set-up
 * and not of the shape: a tenant that stands already is read as it was written.
 */
function staffFaults({ channels: { staffPhone, email, webhook } }: Loose): readonly FileFault[] {
  const ways = { hasStaffPhone: staffPhone.phone !== undefined, hasTemplate: staffPhone.template !== undefined };
  if (canTellStaff({ ...ways, hasEmail: email !== undefined, hasWebhook: webhook.url !== undefined })) return [];
  const why = 'without an approved template the staff can be told only within 24 hours of their last message';
  return [{ path: 'channels.staffPhone.template', what: `is missing: ${why}. Name one, or add email or webhook` }];
}

function mailFaults({ channels, codeChannels }: Loose, { isMailConfigured }: Deployment): readonly FileFault[] {
  if (isMailConfigured) return [];
  const what = 'needs a mail server: set SMTP_URL';
  return [
    ...(channels.email === undefined ? [] : [{ path: 'channels.email', what }]),
    ...(codeChannels.email ? [{ path: 'codeChannels.email', what }] : []),
  ];
}

function webhookFaults({ channels }: Loose, { allowsPrivateWebhooks }: Deployment): readonly FileFault[] {
  const { url, secret } = channels.webhook;
  const fault = url === undefined ? null : webhookUrlFault(url, allowsPrivateWebhooks);
  const isWeak = secret?.startsWith('whsec_') === true && !isWebhookSecret(secret);
  return [
    ...(fault === null ? [] : [{ path: 'channels.webhook.url', what: fault }]),
    ...(isWeak ? [{ path: 'channels.webhook.secret', what: 'must be whsec_ and 24 to 64 bytes in base64' }] : []),
  ];
}

function keptFaults({ instruction }: Loose, { keepableStores }: Deployment): readonly FileFault[] {
  const stores = instruction.kept.map(({ store }) => store);
  const unknown = stores.flatMap((store, index) =>
    store === undefined || keepableStores.includes(store) ? [] : [index],
  );
  const names = keepableStores.join(', ');
  return [
    ...unknown.map((index) => ({ path: `instruction.kept.${index}.store`, what: `must be one of ${names}` })),
    ...doubles(stores).map((index) => ({ path: `instruction.kept.${index}.store`, what: 'is there twice' })),
  ];
}

/** Indexes of what stood earlier in the list as well. */
function doubles(values: readonly (string | undefined)[]): readonly number[] {
  return values.flatMap((one, index) => (one !== undefined && values.indexOf(one) < index ? [index] : []));
}
