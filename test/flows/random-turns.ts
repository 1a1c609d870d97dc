import fc from 'fast-check';
import { type FlowEffect } from '../../flows/effect.ts';
import { type FlowContext, type FlowInput } from '../../flows/flow.ts';
import { choiceIds, didNotRequestCode } from '../../flows/choices.ts';
import { type ConversationState, initialConversation, step } from '../../flows/step.ts';
import { contextOf, message, tap, text } from './given.ts';
import { phrases } from './phrases.ts';
import { createWorld, type World } from './world.ts';

export const words = phrases.flatMap(([, , list]) => list);
export const ids = [
  ...choiceIds,
  didNotRequestCode,
  'date.2023-05-03',
  'date.2023-02-31',
  'other.flow',
  '__proto__',
  '{"$gt":""}',
];

const spoken: fc.Arbitrary<FlowInput> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words).map((one) => text(one)) },
  { weight: 4, arbitrary: fc.constantFrom(...ids).map((id) => tap(id)) },
  { weight: 3, arbitrary: fc.constant(text('', true)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('DELETE', 'yes', 'CANCEL', 'new code', '1', '2', '3').map((one) => text(one)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('image', 'audio', 'sticker').map((media) => message({ kind: 'media', media })),
  },
  { weight: 1, arbitrary: fc.string().map((one) => text(one)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<FlowInput>({ kind: 'timer', timer: 'idle' }, { kind: 'timer', timer: 'code' }),
  },
);
/** One turn of a chat: the person does something, or the world answers an effect (late, twice or out of order as luck has it). */
export const turns = fc.array(
  fc.oneof(
    spoken.map((input) => ({ input })),
    fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9).map((luck) => ({ luck })),
  ),
  { minLength: 1, maxLength: 200, size: 'max' },
);
export const contexts = fc.constantFrom<FlowContext>(
  contextOf(),
  contextOf({ mode: 'alongside' }),
  contextOf({ defaultLocale: 'ar', hasHuman: false }),
);

export interface Run {
  readonly conversation: ConversationState;
  readonly world: World;
  readonly log: readonly (FlowInput | FlowEffect)[];
}

/** Plays a script from the first word on, or on from where another ended; its log is of this script alone. */
export function run(
  script: readonly ({ readonly input: FlowInput } | { readonly luck: number })[],
  context: FlowContext,
  from: Pick<Run, 'conversation' | 'world'> = { conversation: initialConversation(), world: createWorld() },
): Run {
  const { world } = from;
  let { conversation } = from;
  const log: (FlowInput | FlowEffect)[] = [];
  for (const turn of script) {
    const input = 'input' in turn ? turn.input : world.answer(turn.luck);
    if (input === null) continue;
    const next = step(conversation, input, context);
    log.push(input, ...next.effects);
    world.take(next.effects);
    conversation = next.state;
  }
  return { conversation, world, log };
}
