import { businessIds, otherIds, tenantFileFor } from '../../../test/support/product/business.ts';
import { deleteEverything } from '../../../test/support/product/chat.ts';
import { addBusiness } from '../../../test/support/product/product.ts';
import { countsOf, identityOf, rowsThat, untilHandled } from '../../../test/support/product/rows.ts';
import { isGone, known } from './acts.ts';
import { type Story } from './story.ts';

/** One person at two businesses of one provider. */
export const twoBusinesses: Story = {
  about: 'Ana writes to two businesses. She is erased at one, and the other keeps every byte; then there as well.',
  async play({ product }) {
    const { graph, container, appSecret } = product;
    const { token, wabaId, portfolioId, phoneNumberId, displayPhoneNumber } = otherIds;
    graph.addNumber({ ...otherIds, appSecret });
    const phoneNumbers = [{ phoneNumberId, displayPhoneNumber }];
    const rest = { name: 'Made-Up Teas', wabaId, portfolioId, accessToken: token, phoneNumbers };
    const other = await addBusiness(container, tenantFileFor({ rest: { ...rest, codeChannels: { chat: true } } }));
    const ana = graph.addPerson({
      ...{ phone: '16505550100', bsuid: 'US.1000000000000000001', name: 'Ana Fictive' },
      bsuids: { [portfolioId]: 'US.3000000000000000001' },
    });
    for (const to of [phoneNumberId, businessIds.phoneNumberId]) {
      await ana.writes('Hello', { to });
      await ana.nextMessage();
    }
    await graph.settled();
    await untilHandled(container);
    const here = await known(product, ana);
    const there = await identityOf(container, other.tenantId, ana);
    const rows = async (): Promise<string> =>
      JSON.stringify([...(await rowsThat(container.connection, { tenantId: other.tenantId }))]);
    const before = await rows();
    await deleteEverything(ana);
    const isErasedHere = await isGone(product, here);
    const isSameThere = (await rows()) === before;
    const held = await countsOf(container, there);
    await ana.writes('Hello again', { to: phoneNumberId });
    await ana.nextMessage();
    await ana.writes('DELETE', { to: phoneNumberId });
    await ana.waitFor(({ text }) => text.includes('Made-Up Teas'), 20_000);
    await ana.taps('dd.confirm');
    const { text } = await ana.waitFor((message) => message.text.includes('Your code'), 20_000);
    await ana.writes(/[0-9]{6}/.exec(text)?.[0] ?? '');
    await ana.waitFor((message) => message.text.startsWith('Done. Made-Up Teas'), 25_000);
    return {
      people: [ana],
      claims: {
        'the first business holds nothing any more': isErasedHere,
        'the other kept every byte': isSameThere && (held['contacts'] ?? 0) === 1,
        'neither finds her by the names of the other': here.subjectId !== there.subjectId,
        'then the other holds nothing either': await isGone(product, there),
      },
    };
  },
};
