import { type Person } from '../../../test/support/graph/person.ts';
import { otherIds, tenantFileFor } from '../../../test/support/product/business.ts';
import { askForCode, confirm, farewell, nextCode, referenceIn } from '../../../test/support/product/chat.ts';
import { addSomebody } from '../../../test/support/product/people.ts';
import { addBusiness, type Product } from '../../../test/support/product/product.ts';
import { countsOf, identityOf, untilHandled } from '../../../test/support/product/rows.ts';
import { hears, isGone, known, reaches, says } from './acts.ts';
import { type Stage, type Story } from './story.ts';

/** WhatsApp hides the number: what the two kinds of businesses do then. */
export const bsuidOnly: Story = {
  about:
    'WhatsApp hides the number. Nemo shares it by the button; where a business chose that, Nina types a phrase instead.',
  async play({ product }) {
    const name = { phone: '16505550171', bsuid: 'US.1000000000000000071', name: 'Nemo Fictive', hasUsername: true };
    const nemo = product.graph.addPerson(name);
    await says(nemo, 'Hello', /./);
    await nemo.writes('DELETE');
    await confirm(nemo);
    const request = await nemo.waitFor(({ asksForContact }) => asksForContact, 20_000);
    const hidden = await known(product, nemo);
    await nemo.sharesContact();
    const code = await nextCode(nemo);
    const who = await known(product, nemo);
    await nemo.writes(code);
    await farewell(nemo);
    const nina = await typesPhrase(product);
    return {
      people: [nemo, nina.person],
      claims: {
        'the business knew an id and no number': hidden.identifiers.every(({ kind }) => kind !== 'phone'),
        'the number was asked for by a button, and nothing was sent to one before': !('to' in request.body),
        'nothing is left under the id or the number': await isGone(product, who),
        'where a phrase was chosen, the number was never asked for nor learned': nina.isHidden,
        'a number alone confirmed nothing, the whole phrase did': nina.isAskedAgain,
        'nothing is left there either': await isGone(product, nina.who),
      },
    };
  },
};

/** At a business that chose the phrase: somebody else whose number is hidden is erased without ever showing it. */
async function typesPhrase({ graph, container, appSecret }: Product) {
  const { token, wabaId, portfolioId, phoneNumberId, displayPhoneNumber } = otherIds;
  graph.addNumber({ ...otherIds, appSecret });
  graph.addTemplate({
    ...{ wabaId, name: 'oubli_code', language: 'en_US', category: 'AUTHENTICATION' },
    ...{ parameterCount: 1, hasCodeButton: true },
  });
  const phoneNumbers = [{ phoneNumberId, displayPhoneNumber }];
  const codeChannels = { template: { name: 'oubli_code' }, phrase: true };
  const rest = { name: 'Made-Up Teas', wabaId, portfolioId, accessToken: token, phoneNumbers, codeChannels };
  const teas = await addBusiness(container, tenantFileFor({ rest }));
  const bsuid = 'US.3000000000000000072';
  const person = graph.addPerson({
    ...{ phone: '16505550172', bsuid: 'US.1000000000000000072', name: 'Nina Fictive', hasUsername: true },
    bsuids: { [portfolioId]: bsuid },
  });
  const to = { to: phoneNumberId };
  await person.writes('Hello', to);
  await person.nextMessage();
  await person.writes('DELETE', to);
  await confirm(person);
  const shown = await person.waitFor(({ text }) => text.includes('type these words and numbers'), 20_000);
  const phrase = shown.text.split('\n')[1] ?? '';
  const who = await identityOf(container, teas.tenantId, { phone: null, bsuid });
  await person.writes(/[0-9]{6}/.exec(phrase)?.[0] ?? '', to);
  const again = await person.waitFor(({ text }) => text.includes('type the words with their numbers'), 20_000);
  await person.writes(phrase, to);
  await person.waitFor(({ text }) => text.startsWith('Done. Made-Up Teas'), 25_000);
  const isHidden = who.identifiers.every(({ kind }) => kind !== 'phone');
  const isAsked = person.arrived.some(({ asksForContact }) => asksForContact);
  return { person, who, isHidden: isHidden && !isAsked, isAskedAgain: again.text !== '' };
}

/** The operator gave the number to somebody else. */
export const recycledNumber: Story = {
  about: 'A newcomer has the number that was once somebody else’s. Each is erased alone.',
  async play(stage) {
    const { product } = stage;
    const { graph, container } = product;
    const former = addSomebody(graph, 75);
    await says(former, 'Hello, this is me with my made-up orders', /./);
    const before = await known(product, former);
    former.givesNumberUp();
    const newcomer = graph.addPerson({
      bsuid: 'US.1000000000000000076',
      phone: '16505550175',
      name: 'Newcomer Fictive',
    });
    await says(newcomer, 'Hello, I am new', /./);
    await graph.settled();
    await untilHandled(container);
    const [untouched, mine] = [await known(product, former), await known(product, newcomer)];
    const counts = JSON.stringify(await countsOf(container, untouched));
    await isErased(stage, newcomer);
    const isNewcomerGone = await isGone(product, mine);
    const isUntouched = JSON.stringify(await countsOf(container, untouched)) === counts;
    await former.changesNumber({ phone: '16505550177', bsuid: 'US.1000000000000000077' });
    await isErased(stage, former);
    return {
      people: [newcomer, former],
      claims: {
        'the newcomer is somebody else to the business': mine.subjectId !== before.subjectId,
        'the newcomer was erased': isNewcomerGone,
        'the newcomer’s erasure took nothing of the former owner': isUntouched && counts.includes('"contacts":1'),
        'the former owner was erased later, by their own wish': await isGone(product, untouched),
      },
    };
  },
};

/** The number changes while a code is on its way. */
export const changedNumber: Story = {
  about: 'Half-way, the person moves to another number. The old code counts no more; a new one does.',
  async play(stage) {
    const { product, pass } = stage;
    const person = addSomebody(product.graph, 78);
    const code = await askForCode(person);
    await person.changesNumber({ phone: '16505550179', bsuid: 'US.1000000000000000079' });
    await untilHandled(product.container);
    await says(person, code, 'Your number or phone changed');
    const who = await known(product, person);
    pass(0.05);
    await person.taps('dd.resend');
    const reference = await confirmsAndWaits(stage, person, await nextCode(person), 'your number changed');
    return {
      people: [person],
      claims: {
        'the person was known by both numbers and both ids': who.identifiers.length === 4,
        'nothing was erased by the old code': !person.arrived.some(({ text }) => text.includes('is being deleted now')),
        'it ended in "erased"': (await product.container.stages.operator.show(reference)).state === 'erased',
        'nothing is left under any of the four names': await isGone(product, who),
      },
    };
  },
};

/** Two people, one phone. */
export const sharedPhone: Story = {
  about: 'Somebody else who holds the phone asks. “It was not me” stops it; then its owner asks.',
  async play(stage) {
    const { product, pass } = stage;
    const person = addSomebody(product.graph, 61);
    await says(person, 'Hello', /./);
    const foreign = await askForCode(person);
    await hears(person, 'Do not share it');
    await person.taps('dd.not-me');
    await hears(person, 'Thank you for telling me');
    const who = await known(product, person);
    const kept = await countsOf(product.container, who);
    await person.writes(foreign);
    await hears(person, /./);
    pass(0.05);
    const reference = await confirmsAndWaits(stage, person, await askForCode(person), 'it was not them');
    return {
      people: [person],
      claims: {
        'nothing was deleted when it was stopped': (kept['contacts'] ?? 0) === 1,
        'the stopped code opened nothing, and the owner got a request of their own': reference !== '',
        'the owner was erased after a day in which anybody could have stopped it': await isGone(product, who),
      },
    };
  },
};

/** The whole way; where it has to wait for a day, it waits. */
async function isErased(stage: Stage, person: Person): Promise<void> {
  await confirmsAndWaits(stage, person, await askForCode(person), /is being deleted now|Deleting starts on/);
}

/** Types the code, hears why it waits, looks in once and is told when it is done. Gives the reference. */
async function confirmsAndWaits(
  { product, pass }: Stage,
  person: Person,
  code: string,
  why: string | RegExp,
): Promise<string> {
  const told = await says(person, code, why);
  const reference = referenceIn(told);
  if (!told.text.includes('Deleting starts on')) {
    await farewell(person);
    return reference;
  }
  await reaches(product, reference, 'waiting');
  pass(23);
  await says(person, 'STATUS', 'Deleting has not started yet');
  pass(1.1);
  await farewell(person);
  await reaches(product, reference, 'erased');
  return reference;
}
