import { type Person } from '../../../test/support/graph/person.ts';
import { addStaff } from '../../../test/support/product/people.ts';
import { startProduct } from '../../../test/support/product/product.ts';
import { type Environment } from '../../services/environment.ts';
import { judge } from '../judge.ts';
import { inOwnPlace } from '../own-place.ts';
import { chat, heading } from '../print.ts';
import { type PersonName, persons } from './persons.ts';
import { type Stage, type Story } from './story.ts';

const hourMs = 3_600_000;

/** Plays one person's story on the whole product, prints the chat, and says of each claim whether it is true. True when all are. */
export async function runPerson(name: PersonName, environment: Environment): Promise<boolean> {
  const story: Story = persons[name];
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
  const codeChannels = { template: { name: 'oubli_code' }, chat: false };
  return inOwnPlace(environment, async (servers) => {
    const product = await startProduct(servers, {
      overrides: { clock },
      tenant: { rest: { codeChannels, ...story.tenant } },
      graph: { clock, statuses: { upTo: 'none' } },
    });
    try {
      addStaff(product.graph);
      const stage: Stage = { product, pass: (hours) => void (clock.aheadMs += hours * hourMs) };
      heading(`${name}: ${story.about}`);
      const { people, claims } = await story.play(stage);
      for (const person of people) show(person, people.length > 1);
      const secrets = people.flatMap(({ phone, bsuid }) => [...(phone === null ? [] : [phone]), bsuid]);
      const log = product.log.join('');
      return judge({ ...claims, 'no number or BSUID stands in the log': secrets.every((one) => !log.includes(one)) });
    } finally {
      await product.close();
    }
  });
}

function show({ name, transcript }: Person, isNamed: boolean): void {
  heading(isNamed ? `The conversation of ${name}` : 'The conversation');
  chat(transcript);
}
