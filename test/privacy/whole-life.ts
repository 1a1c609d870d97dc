import { type Person } from '../support/graph/person.ts';
import { businessIds } from '../support/product/business.ts';
import { askForCode, expectTaken } from '../support/product/chat.ts';
import { type Product } from '../support/product/product.ts';
import { countsOf, identityOf, untilHandled } from '../support/product/rows.ts';
import { until } from '../support/until.ts';
import { type Canary } from './forms.ts';

/** Somebody whose every word and name is to be found nowhere. Fictional, the number of a range kept for fiction. */
const zephyrine = {
  phone: '16505550142',
  bsuid: 'US.7391000000000004217',
  name: 'Zephyrine Quillfeather',
  email: 'zephyrine@quillfeather.example',
  importName: 'Madame Quillfeather-Imported',
  bookName: 'Zeph Quillfeather Mobile',
  attribute: 'loyalty-kumquat-gold',
  proof: 'ticked-at-the-persimmon-fair',
  text: 'Do you deliver marzipan-periwinkles?',
  caption: 'this is my obsidian-umbrella',
  file: 'bytes-of-a-photo-of-a-tangerine',
  voice: 'bytes-of-a-voice-saying-galoshes',
  parameter: 'velvet-harmonica-offer',
  sent: 'Your cinnamon-lighthouse is ready',
  history: 'long ago: a saffron-typewriter',
  echo: 'staff say: one juniper-trombone',
  refused: 'words-of-a-forged-chrysanthemum',
} as const;

const { phoneNumberId, displayPhoneNumber, wabaId } = businessIds;
const atSeconds = (): string => String(Math.floor(Date.now() / 1000) - 60);
const wamidOf = (label: string): string =>
  `wamid.${Buffer.from(`\x1c\x18\x0b${zephyrine.phone}\x15\x02${label}`).toString('base64')}`;
const otherIds = { history: wamidOf('history-0001'), echo: wamidOf('echo-0001') };

/** Everything that may happen to a person before they ask to be forgotten; ends with the code on their phone. */
export async function live(product: Product): Promise<{ readonly person: Person; readonly code: string }> {
  const { graph, container, business } = product;
  const { phone, bsuid, name } = zephyrine;
  graph.addTemplate({ wabaId, name: 'roses', language: 'en_US', category: 'UTILITY', parameterCount: 1 });
  const person = graph.addPerson({ phone, bsuid, name });
  await expectTaken(person.writes(zephyrine.text));
  await person.nextMessage();
  await sendFiles(person);
  await callApi(product);
  await coexist(product);
  await knockWrongly(product);
  await person.writes('STOP');
  await person.waitFor(({ text }) => text.includes('ads'));
  await failOnce(product, person);
  await graph.settled();
  await untilHandled(container);
  const identity = await identityOf(container, business.tenantId, person);
  await until(async () => (await container.connection.collection('media_files.files').countDocuments({})) === 2);
  const code = await askForCode(person);
  const counts = await countsOf(container, identity);
  // Else the search below would look for what never was.
  for (const store of ['contacts', 'messages', 'template_sends', 'opt_ins', 'media', 'conversations', 'subjects']) {
    if ((counts[store] ?? 0) === 0) throw new Error(`The whole life left nothing in ${store}.`);
  }
  return { person, code };
}

async function sendFiles(person: Person): Promise<void> {
  const { file, voice, caption } = zephyrine;
  await person.sendsMedia({ kind: 'image', bytes: Buffer.from(file), mimeType: 'image/jpeg', caption });
  await person.nextMessage();
  await person.sendsMedia({ kind: 'audio', bytes: Buffer.from(voice), mimeType: 'audio/ogg; codecs=opus' });
  await person.nextMessage();
}

/** The business sends, and puts in what it knows. */
async function callApi({ url, business }: Product): Promise<void> {
  const { phone, bsuid, name, email, attribute, importName, proof, parameter, sent } = zephyrine;
  const call = async (path: string, body: object | string): Promise<void> => {
    const type = typeof body === 'string' ? 'application/x-ndjson' : 'application/json';
    const answer = await fetch(`${url}/v1${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${business.apiKey}`, 'Content-Type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok || text.includes('"refused":1')) throw new Error(`${path} was answered ${answer.status}.`);
  };
  const to = { phone };
  await call('/contacts', { phone, bsuid, name, email, attributes: { club: attribute } });
  await call('/opt-ins', { phone, category: 'marketing', state: 'in', proof });
  await call('/imports/contacts', `${JSON.stringify({ phone, name: importName, email })}\n`);
  await call('/imports/opt-ins', `${JSON.stringify({ phone, category: 'marketing', state: 'in', proof })}\n`);
  await call('/messages', { type: 'text', to, text: { body: sent } });
  const template = { name: 'roses', language: 'en_US', parameters: [parameter] };
  await call('/messages', { type: 'template', to, category: 'utility', template });
}

/** The business's own phone: what it sent, what was said before, its address book. */
async function coexist({ graph }: Product): Promise<void> {
  const { phone, bsuid, bookName, history, echo } = zephyrine;
  const timestamp = atSeconds();
  const post = async (field: string, value: Readonly<Record<string, unknown>>): Promise<void> => {
    const metadata = { display_phone_number: displayPhoneNumber, phone_number_id: phoneNumberId };
    await expectTaken(graph.postWebhook(phoneNumberId, field, { messaging_product: 'whatsapp', metadata, ...value }));
  };
  await post('smb_message_echoes', {
    message_echoes: [
      {
        ...{ from: displayPhoneNumber, to: phone, to_user_id: bsuid, id: otherIds.echo, timestamp },
        ...{ type: 'text', text: { body: echo } },
      },
    ],
  });
  const message = { from: phone, id: otherIds.history, timestamp, type: 'text', text: { body: history } };
  const thread = { id: phone, messages: [{ ...message, history_context: { status: 'READ' } }] };
  await post('history', { history: [{ metadata: { phase: 0, chunk_order: 1, progress: 55 }, threads: [thread] }] });
  const contact = { full_name: bookName, first_name: 'Zeph', phone_number: phone };
  await post('smb_app_state_sync', {
    state_sync: [{ type: 'contact', contact, action: 'add', metadata: { timestamp } }],
  });
  await post('user_preferences', {
    user_preferences: [
      { wa_id: phone, user_id: bsuid, detail: 'no ads', category: 'marketing_messages', value: 'stop', timestamp },
    ],
  });
}

/** What the door refuses: a forged signature, and what is no JSON. */
async function knockWrongly({ url }: Product): Promise<void> {
  const body = `{"from":"${zephyrine.phone}","text":"${zephyrine.refused}"`;
  for (const signature of [`sha256=${'0'.repeat(64)}`, 'nonsense']) {
    const headers = { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signature };
    const answer = await fetch(`${url}/webhooks/whatsapp`, { method: 'POST', headers, body });
    if (answer.status !== 401) throw new Error(`A forged webhook was answered ${answer.status}.`);
  }
}

/** An event whose handling fails at first, with all that the person said in the error. */
async function failOnce({ container, log }: Product, person: Person): Promise<void> {
  const { contacts } = container.stores;
  const seen = contacts.seen.bind(contacts);
  Object.assign(contacts, {
    seen() {
      Object.assign(contacts, { seen });
      return Promise.reject(new Error(`${zephyrine.phone} ${zephyrine.bsuid} said ${zephyrine.text}`));
    },
  });
  await person.writes(zephyrine.text);
  await person.nextMessage();
  await until(() => log.some((line) => line.includes('"event_failed"')));
}

/** All that must not be found, the ids of every message of the person's included. */
export function canariesOf(person: Person): readonly Canary[] {
  const { phone, ...rest } = zephyrine;
  const named = Object.entries(rest)
    .filter(([what]) => what !== 'name')
    .map(([what, value]) => ({ what, value }));
  const [first = '', last = ''] = zephyrine.name.split(' ');
  const ids = [...person.transcript.map(({ messageId }) => messageId), ...Object.values(otherIds)];
  const wamids = ids.map((id, index) => ({ what: `wamid ${index}`, value: id.replace('wamid.', '') }));
  const words = Object.values(rest).flatMap((value) => value.split(/[^a-z]+/i).filter((word) => word.length > 8));
  return [
    ...named,
    { what: 'first name', value: first },
    { what: 'last name', value: last },
    { what: 'phone', value: phone },
    { what: 'phone with plus', value: `+${phone}` },
    { what: 'phone as it is read', value: '+1 650 555 0142' },
    { what: 'phone as it is dialled', value: '650-555-0142' },
    ...[...new Set(words)].map((value) => ({ what: 'a word', value })),
    ...wamids,
  ];
}
