import { z } from 'zod';

import { locales } from '../domain/locale.ts';
import { grounds } from '../domain/ground.ts';

const locale = z.enum(locales);
const phoneNumber = z.string().regex(/^[1-9][0-9]{6,14}$/, 'must be digits with the country code, without +');
const graphId = z.string().regex(/^[0-9]{5,30}$/, 'must be a numeric id from Meta');
const templateName = z.string().regex(/^[a-z0-9_]{1,512}$/, 'must be lower case letters, digits and _');

/** What `npm run oubli -- tenant add --file tenant.json` reads. Documented in docs/tenant.md; unknown fields are refused. */
export const tenantFile = z
  .strictObject({
    name: z.string().trim().min(1).max(60).describe('Name of the business, as people see it in the chat.'),
    mode: z
      .enum(['owner', 'alongside'])
      .default('owner')
      .describe('`owner`: the number is ours, every message is answered. `alongside`: only deletion requests are.'),
    isOperator: z
      .boolean()
      .optional()
      .describe(
        "The operator's own number: people ask one or more businesses by it (docs/route-b.md). Mode `owner` only.",
      ),
    wabaId: graphId.describe('WhatsApp Business Account id.'),
    portfolioId: graphId.optional().describe('Business portfolio id: BSUIDs are scoped to it. Default: the WABA id.'),
    phoneNumbers: z
      .array(
        z.strictObject({
          phoneNumberId: graphId,
          displayPhoneNumber: phoneNumber,
          onPhoneApp: z
            .boolean()
            .optional()
            .describe(
              "The number is on the WhatsApp Business app as well (coexistence): the app's phone shows the same chat.",
            ),
        }),
      )
      .min(1)
      .max(50),
    accessToken: z.string().min(10).describe('System-user token for this WABA. Stored sealed.'),
    appSecrets: z
      .array(z.string().min(16))
      .max(3)
      .default([])
      .describe("Secrets of the tenant's own Meta app. Empty: the operator's app."),
    locales: z
      .array(locale)
      .min(1)
      .default([...locales]),
    defaultLocale: locale.default('en'),
    codeChannels: z
      .strictObject({
        template: z
          .strictObject({ name: templateName })
          .optional()
          .describe('Approved AUTHENTICATION template with a copy-code button.'),
        email: z
          .boolean()
          .default(false)
          .describe('E-mail the code to the address the tenant holds, when there is one.'),
        chat: z
          .boolean()
          .default(false)
          .describe("Send the code as a chat message (Meta's rule names templates; see README)."),
        phrase: z
          .boolean()
          .optional()
          .describe('Have people whose number WhatsApp hides type a phrase back, instead of sharing the number.'),
      })
      .refine(
        (channels) => channels.template !== undefined || channels.email || channels.chat,
        'must name at least one way for the code: template, email or chat',
      ),
    channels: z
      .strictObject({
        staffPhone: z
          .strictObject({
            phone: phoneNumber,
            template: templateName.optional(),
            buttonTemplate: templateName
              .optional()
              .describe('As `template`, with one quick-reply button: asks to let many deletions go on.'),
            locale: locale.optional(),
          })
          .optional(),
        email: z.strictObject({ address: z.email('must be a mail address'), locale: locale.optional() }).optional(),
        webhook: z
          .strictObject({
            url: z.url('must be a web address'),
            secret: z.string().startsWith('whsec_', 'must begin with whsec_').optional(),
          })
          .optional(),
      })
      .refine(
        (channels) =>
          channels.staffPhone !== undefined || channels.email !== undefined || channels.webhook !== undefined,
        'must name at least one way to tell the business: staffPhone, email or webhook',
      ),
    instruction: z
      .strictObject({
        version: z.string().min(1).max(40),
        objectionHours: z.number().int().min(0).max(72).default(0),
        kept: z
          .array(
            z.strictObject({
              store: z.string(),
              ground: z.enum(grounds),
              retentionDays: z.number().int().min(1).max(3660),
            }),
          )
          .default([])
          .describe('Standing instruction: classes that stay, why and how long.'),
      })
      .default({ version: '1', objectionHours: 0, kept: [] }),
    content: z
      .strictObject({ keepDays: z.number().int().min(1).max(365) })
      .optional()
      .describe('Present: message content and media are stored, sealed, this long. Absent: metadata only.'),
    privacyContact: z
      .string()
      .max(200)
      .optional()
      .describe('Shown to people who ask for a human, where nobody can be told or reached.'),
    code: z
      .strictObject({
        digits: z.number().int().min(6).max(8).default(6),
        lifeMinutes: z.number().int().min(1).max(10).default(10),
      })
      .default({ digits: 6, lifeMinutes: 10 }),
    templates: z
      .strictObject({ notice: templateName.optional() })
      .default({})
      .describe('Approved UTILITY templates. `notice`: two parameters, for news outside the 24-hour window.'),
    risk: z
      .strictObject({
        raisedDelayHours: z.number().int().min(0).max(168).default(24),
        highDelayHours: z.number().int().min(0).max(168).default(168),
      })
      .refine(
        ({ raisedDelayHours, highDelayHours }) => raisedDelayHours <= highDelayHours,
        'raisedDelayHours must not be above highDelayHours',
      )
      .default({ raisedDelayHours: 24, highDelayHours: 168 })
      .describe('How long a confirmed request waits where something speaks for care (docs/risk.md).'),
    budget: z
      .strictObject({ paidSendsPerDay: z.number().int().min(0).max(1_000_000).default(1_000) })
      .default({ paidSendsPerDay: 1_000 })
      .describe('Templates a day to people who ask. Beyond it the slow path, not silence.'),
    breaker: z
      .strictObject({ perHourAtLeast: z.number().int().min(1).max(1_000_000).default(20) })
      .default({ perHourAtLeast: 20 })
      .describe('More erasures an hour than this, and than five times the median, wait for one tap of the business.'),
  })
  .readonly();

export type TenantFile = z.infer<typeof tenantFile>;
