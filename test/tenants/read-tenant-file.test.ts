import { describe, expect, test } from '../support/jest.ts';

import { errorCode } from '../../src/domain/errors.ts';
import { readTenantFile } from '../../src/tenants/read-tenant-file.ts';
import { type Deployment } from '../../src/tenants/tenant-rules.ts';
import { deployment, exampleFile } from './tenant-world.ts';

function faultsOf(value: unknown, within: Partial<Deployment> = {}): readonly string[] {
  try {
    readTenantFile(value, { ...deployment, ...within });
    return [];
  } catch (error) {
    expect(errorCode(error)).toBe('tenant_file_invalid');
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

/** Replaces the webhook's settings. */
const webhook = (settings: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  exampleFile({ channels: { webhook: settings } });

describe('a tenant file', () => {
  test('as the documentation shows it is accepted', () => {
    expect(readTenantFile(exampleFile(), deployment)).toMatchObject({ mode: 'owner', code: { digits: 6 } });
  });

  test('has every fault named at once, with its place', () => {
    const faults = faultsOf({
      ...exampleFile(),
      name: 7,
      mode: 'sideways',
      nickname: 'Plants',
      wabaId: 'not-an-id',
      phoneNumbers: [
        { phoneNumberId: '222000222000222', displayPhoneNumber: '16505550199' },
        { phoneNumberId: '222000222000222' },
      ],
      locales: ['en', 'en'],
      defaultLocale: 'pt',
      channels: {
        staffPhone: { phone: '16505550199' },
        webhook: { url: 'http://10.0.0.1/hook', secret: 'whsec_short' },
        pigeon: {},
      },
      instruction: { version: '1', objectionHours: 99, kept: [{ store: 'attic', ground: 'love', retentionDays: 0 }] },
      code: { digits: 9.5, lifeMinutes: 10 },
    });
    expect(faults).toEqual([
      'name: must be text',
      'mode: must be one of owner, alongside',
      'wabaId: must be a numeric id from Meta',
      'phoneNumbers.1.displayPhoneNumber: is missing',
      'channels.pigeon: is not a field of the file',
      'instruction.objectionHours: is too long or too big: at most 72',
      'instruction.kept.0.ground: must be one of legal_duty, legal_claims, fraud_prevention, contract',
      'instruction.kept.0.retentionDays: is too short or too small: at least 1',
      'code.digits: must be a whole number',
      'nickname: is not a field of the file',
      'defaultLocale: must be one of locales',
      'locales.1: is there twice',
      'phoneNumbers.1.phoneNumberId: is there twice',
      "channels.staffPhone.phone: must not be one of the tenant's own numbers",
      'channels.webhook.url: must begin with https://',
      'channels.webhook.secret: must be whsec_ and 24 to 64 bytes in base64',
      'instruction.kept.0.store: must be one of messages, contacts',
    ]);
  });

  test.each(['Made-Up\tPlants', 'Made-Up\nPlants', 'Made-Up\u0085Plants', 'Made-Up\ud800Plants'])(
    'is refused with a name that no receipt may hold: %j',
    (name) => {
      expect(faultsOf(exampleFile({ name }))).toEqual([
        'name: must hold no tab, line break or other control character',
      ]);
      // What stands at its ends is left out, as ever.
      expect(faultsOf(exampleFile({ name: '\tMade-Up Plants\n' }))).toEqual([]);
    },
  );

  test('of the operator’s own number is refused alongside another app, and taken otherwise', () => {
    expect(faultsOf({ ...exampleFile(), isOperator: true, mode: 'alongside' })).toEqual([
      'isOperator: needs mode owner',
    ]);
    expect(faultsOf({ ...exampleFile(), isOperator: true, mode: 'owner' })).toEqual([]);
  });

  test('is refused with delays that shorten as the risk grows, and with numbers that bound nothing', () => {
    const faults = faultsOf(
      exampleFile({
        risk: { raisedDelayHours: 100, highDelayHours: 24 },
        budget: { paidSendsPerDay: -1 },
        breaker: { perHourAtLeast: 0 },
        templates: { notice: 'Not A Name' },
      }),
    );
    expect(faults).toEqual([
      'templates.notice: must be lower case letters, digits and _',
      'risk: raisedDelayHours must not be above highDelayHours',
      'budget.paidSendsPerDay: is too short or too small: at least 0',
      'breaker.perHourAtLeast: is too short or too small: at least 1',
    ]);
  });

  test('is refused with no way to tell the business, and with no way for the code', () => {
    expect(faultsOf(exampleFile({ channels: {}, codeChannels: {} }))).toEqual([
      'codeChannels: must name at least one way for the code: template, email or chat',
      'channels: must name at least one way to tell the business: staffPhone, email or webhook',
    ]);
  });

  test('is refused when the staff could never be told a day after their last message', () => {
    const phone = '16505550199';
    const withChannels = (channels: unknown) => faultsOf(exampleFile({ channels }));
    const never = [
      'channels.staffPhone.template: is missing: without an approved template the staff can be told only within 24 hours of their last message. Name one, or add email or webhook',
    ];
    expect(withChannels({ staffPhone: { phone } })).toEqual(never);
    // It says only that many deletions are held.
    expect(withChannels({ staffPhone: { phone, buttonTemplate: 'held_notice' } })).toEqual(never);
    expect(withChannels({ staffPhone: { phone, template: 'deletion_notice' } })).toEqual([]);
    expect(withChannels({ staffPhone: { phone }, email: { address: 'privacy@made-up-plants.example' } })).toEqual([]);
    expect(withChannels({ staffPhone: { phone }, webhook: { url: 'https://shop.example.org/oubli' } })).toEqual([]);
  });

  test('may name e-mail only when there is a mail server', () => {
    const file = exampleFile({ codeChannels: { email: true } });
    expect(faultsOf(file)).toEqual([]);
    expect(faultsOf(file, { isMailConfigured: false })).toEqual([
      'channels.email: needs a mail server: set SMTP_URL',
      'codeChannels.email: needs a mail server: set SMTP_URL',
    ]);
  });

  test('never repeats a secret in a fault', () => {
    const secret = 'EAAB-very-secret';
    const file = {
      ...exampleFile(),
      accessToken: [secret],
      appSecrets: [secret, 'short', 'x', secret],
      name: [secret],
    };
    expect(faultsOf(file).length).toBeGreaterThan(1);
    expect(faultsOf(file).join('\n')).not.toContain(secret);
  });

  test.each([null, 'text', 7, [], [[]]])('that is no object at all is refused in a sentence: %j', (value) => {
    expect(faultsOf(value)[0]).toBe('the file: must be an object with fields');
  });

  test.each([
    'http://made-up-plants.example/hook',
    'ftp://made-up-plants.example/hook',
    'https://127.0.0.1/hook',
    'https://127.1/hook',
    'https://2130706433/hook',
    'https://192.168.1.5/hook',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/hook',
    'https://[::ffff:10.0.0.1]/hook',
    'https://[fd00::1]/hook',
    'https://localhost/hook',
    'https://printer.local/hook',
    'https://intranet/hook',
    'https://user:secret@made-up-plants.example/hook',
  ])('has its webhook refused when it leads inside or over plain http: %s', (url) => {
    expect(faultsOf(webhook({ url }))).toHaveLength(1);
  });

  test('may lead its webhook inside where the deployment allows that, as in development', () => {
    expect(faultsOf(webhook({ url: 'http://127.0.0.1:9000/hook' }), { allowsPrivateWebhooks: true })).toEqual([]);
    expect(faultsOf(webhook({ url: 'https://made-up-plants.example/hook' }))).toEqual([]);
  });
});
