import { expect, test } from '../support/jest.ts';

import { createAwaitPerson } from '../../src/requests/await-person.ts';
import { createForgetNews } from '../../src/requests/tell-person.ts';
import { actsOn } from '../conversation/acts.ts';
import { openStage, phoneNumberId } from '../conversation/stage.ts';

const stage = openStage();
const { askedFor, performAgain } = actsOn(stage);

/** A request that waits for Ana, who has a chat. */
async function awaited() {
  const chat = await stage().hear('HELP');
  if (chat === null) throw new Error('nothing came of it');
  const { subjectId, keyId, names } = chat.subject;
  const request = { requestId: 'request-9', phoneNumberId, person: { subjectId, keyId, names } };
  await createAwaitPerson(stage().stores)(request);
  stage().asked.length = 0;
  return { ...request, reference: 'ER-0000-0000-0000', locale: 'en' } as const;
}

const heard = () => askedFor('requests.heard').map(({ order }) => order);

test('a request that waits for its person is looked at once, when they write, whatever it is', async () => {
  await awaited();
  stage().pass(30 * 86_400_000);
  await performAgain();
  expect(heard()).toEqual([]);
  await stage().hear('Is the made-up fern still there?');
  expect(heard()).toEqual([{ requestId: 'request-9' }]);
  await stage().hear('HELP');
  expect(heard()).toHaveLength(1);
  expect((await stage().chat())?.outbox).toEqual([]);
});

test('a request waits once, however often it is asked', async () => {
  const request = await awaited();
  await createAwaitPerson(stage().stores)(request);
  expect((await stage().chat())?.outbox).toHaveLength(1);
});

test('a request that is over is waited for by nothing', async () => {
  const request = await awaited();
  await createForgetNews(stage().stores)(request);
  await stage().hear('HELP');
  expect(heard()).toEqual([]);
});
