import { makeWamid } from '../support/graph/wamid.ts';
import { businessIds } from '../support/product/business.ts';

const { phoneNumberId, displayPhoneNumber } = businessIds;

/** Whose data was erased. */
export const erased = { phone: '16505550100', bsuid: 'US.1000000000000000001' } as const;
const { phone, bsuid } = erased;

/** When what comes late is said to have happened: before the erasure. Seconds, as Meta writes them. */
export const before = String(Math.floor(Date.now() / 1000) - 60);

const wamid = (): string => makeWamid({ phone }, 'in');
const messages = (...list: readonly Readonly<Record<string, unknown>>[]) => ({
  contacts: [{ profile: { name: 'Ana Fictive' }, wa_id: phone, user_id: bsuid }],
  messages: list.map((one) => ({ id: wamid(), timestamp: before, ...one })),
});
const text = (body: string) => ({ type: 'text', text: { body } });
export const metadata = { display_phone_number: displayPhoneNumber, phone_number_id: phoneNumberId };

/** What Meta may still bring, up to weeks later. */
export const late: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['a message', 'messages', messages({ from: phone, from_user_id: bsuid, ...text('Are you there?') })],
  [
    'DELETE under the BSUID alone',
    'messages',
    { messages: [{ id: wamid(), timestamp: before, from_user_id: bsuid, ...text('DELETE') }] },
  ],
  [
    'DELETE under the phone alone',
    'messages',
    { messages: [{ id: wamid(), timestamp: before, from: phone, ...text('DELETE') }] },
  ],
  [
    'DELETE under an id of a new kind',
    'messages',
    { messages: [{ id: wamid(), timestamp: before, from_user_id: 'US.7000000000000000007', ...text('DELETE') }] },
  ],
  [
    'an edit and a revoke',
    'messages',
    messages(
      {
        from: phone,
        type: 'edit',
        edit: { original_message_id: wamid(), message: { type: 'text', text: { body: 'mended' } } },
      },
      { from: phone, type: 'revoke', revoke: { original_message_id: wamid() } },
    ),
  ],
  [
    'a change of number',
    'messages',
    {
      messages: [
        {
          id: wamid(),
          timestamp: before,
          from: phone,
          type: 'system',
          system: { type: 'user_changed_number', wa_id: '447700900123', customer: phone },
        },
      ],
    },
  ],
  [
    'statuses',
    'messages',
    {
      statuses: ['sent', 'delivered', 'read'].map((status) => ({
        id: makeWamid({ phone }, 'out'),
        status,
        timestamp: before,
        recipient_id: phone,
        recipient_user_id: bsuid,
      })),
    },
  ],
  [
    'a preference',
    'user_preferences',
    {
      metadata,
      user_preferences: [
        {
          wa_id: phone,
          user_id: bsuid,
          detail: 'more',
          category: 'marketing_messages',
          value: 'resume',
          timestamp: before,
        },
      ],
    },
  ],
  [
    'an echo',
    'smb_message_echoes',
    {
      metadata,
      message_echoes: [
        { from: displayPhoneNumber, to: phone, id: makeWamid({ phone }, 'out'), timestamp: before, ...text('See you') },
      ],
    },
  ],
  [
    'history',
    'history',
    {
      metadata,
      history: [
        {
          metadata: { phase: 0, chunk_order: 1, progress: 100 },
          threads: [
            { id: phone, messages: [{ from: phone, id: wamid(), timestamp: before, ...text('From long ago') }] },
          ],
        },
      ],
    },
  ],
  [
    'the address book',
    'smb_app_state_sync',
    {
      metadata,
      state_sync: [
        {
          type: 'contact',
          contact: { full_name: 'Ana Fictive', phone_number: phone },
          action: 'add',
          metadata: { timestamp: before },
        },
      ],
    },
  ],
];
