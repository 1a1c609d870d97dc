import { copySchema } from '../../../src/access/copy-format.ts';
import { businessIds } from '../../../test/support/product/business.ts';
import { askForCode, confirm, farewell, nextCode, referenceIn } from '../../../test/support/product/chat.ts';
import { addSomebody } from '../../../test/support/product/people.ts';
import { hears, isGone, known, reaches, says, typesNineWrong, waitsDays } from './acts.ts';
import { type Story } from './story.ts';

const instruction = (objectionHours: number) => ({ instruction: { version: '1', objectionHours, kept: [] } });

/** No code is ever typed right. */
export const wrongCodes: Story = {
  about: 'Nine wrong codes: no code for a day, but the right is not lost. A week goes by, and CANCEL is heard in it.',
  async play(stage) {
    const { product, pass } = stage;
    const person = addSomebody(product.graph, 62);
    await says(person, 'Hello', /./);
    const locked = await typesNineWrong(stage, person, () => nextCode(person));
    const first = await waitsDays(stage, person, 1);
    await says(person, 'CANCEL', 'is cancelled');
    const who = await known(product, person);
    const isStillThere = !(await isGone(product, who));
    pass(24.1);
    const again = await typesNineWrong(stage, person, () => nextCode(person));
    const reference = /ER(?:-[0-9A-Z]{4}){3}/.exec(again)?.[0] ?? '';
    const second = await waitsDays(stage, person, 6);
    pass(22);
    await says(person, 'STATUS', reference);
    pass(2.1);
    await farewell(person);
    await reaches(product, reference, 'erased');
    return {
      people: [person],
      claims: {
        'the lock said how it goes on without a code': locked.includes('works without a code too'),
        'CANCEL was heard in the wait, and nothing was deleted': first === 1 && isStillThere,
        'the second wait had its daily reminders': second === 6,
        'nothing is left': await isGone(product, who),
      },
    };
  },
};

/** Cancels, wants a copy, and deletes after all. */
export const changesMind: Story = {
  about: 'CANCEL while the business may still object, then a copy of everything, then deletion after all.',
  tenant: instruction(24),
  async play({ product, pass }) {
    const person = addSomebody(product.graph, 63);
    await says(person, 'Is the made-up fern still there?', /./);
    const first = referenceIn(await says(person, await askForCode(person), 'Deleting starts on'));
    await reaches(product, first, 'waiting');
    await says(person, 'CANCEL', 'is cancelled');
    const who = await known(product, person);
    const isStillThere = !(await isGone(product, who));
    pass(0.05);
    await person.writes('data access request');
    await confirm(person);
    await person.writes(await nextCode(person));
    const { pathname, hash } = new URL(/https?:\S+\/c\/\S+/.exec((await hears(person, '/c/')).text)?.[0] ?? '');
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ key: hash.slice(1) });
    const answer = await fetch(`${product.url}${pathname}`, { method: 'POST', headers, body });
    const copy = copySchema.parse(await answer.json());
    pass(0.05);
    const second = referenceIn(await says(person, await askForCode(person), 'Deleting starts on'));
    await reaches(product, second, 'waiting');
    pass(23);
    await says(person, 'STATUS', 'Deleting has not started yet');
    pass(1.1);
    await farewell(person);
    return {
      people: [person],
      claims: {
        'the first request was cancelled, and nothing was deleted': isStillThere && first !== second,
        'the copy held their own words': JSON.stringify(copy).includes('Is the made-up fern still there?'),
        'nothing is left': await isGone(product, who),
      },
    };
  },
};

/** Asks, and stays away: nothing but templates can be said to them, the last words too. */
export const outsideWindow: Story = {
  about:
    'The person asks and stays away. After 24 hours WhatsApp lets templates through alone: so come the reminders, and the farewell.',
  tenant: { ...instruction(72), templates: { notice: 'oubli_news' } },
  async play({ product, pass }) {
    const { wabaId } = businessIds;
    const news = { wabaId, name: 'oubli_news', category: 'UTILITY', parameterCount: 2 } as const;
    for (const language of ['en_US', 'en']) product.graph.addTemplate({ ...news, language });
    const person = addSomebody(product.graph, 64);
    await says(person, 'Hello', /./);
    const reference = referenceIn(await says(person, await askForCode(person), 'Deleting starts on'));
    const who = await known(product, person);
    const byTemplate = (words: string) =>
      person.waitFor(({ template }) => template?.parameters.some((one) => one.includes(words)) === true, 25_000);
    await reaches(product, reference, 'waiting');
    for (let day = 1; day <= 2; day += 1) {
      pass(24.1);
      await byTemplate('will be deleted on');
    }
    const reminders = person.arrived.slice(-2);
    pass(24.1);
    const last = await byTemplate('Your data is deleted');
    const [line = '', named] = last.template?.parameters ?? [];
    const receipt = await fetch(`${product.url}${new URL(/https?:\S+\/r\/\S+/.exec(line)?.[0] ?? '').pathname}`);
    return {
      people: [person],
      claims: {
        'each day was told by a template, once': reminders.every(({ type }) => type === 'template'),
        'the farewell came as a template, with the receipt and its secret':
          last === person.arrived.at(-1) && named === reference && line.includes('Secret for it'),
        'the receipt is there for anybody who has the link': receipt.status === 200,
        'nothing is left': await isGone(product, who),
      },
    };
  },
};
