import { type Eraser } from '../../src/erasure/eraser.ts';
import { createRegister } from '../../src/erasure/register.ts';
import { createRequestRunner, type RequestRunner } from '../../src/erasure/request-runner.ts';
import { type RunnerParts } from '../../src/erasure/runner-parts.ts';
import { type ErasureWorld } from './erasure-world.ts';

/**
 * A worker whose power goes at one call out of the process, as after `kill -9`: that call takes effect and is not answered,
 * and none comes after it.
 */
export interface Dying {
  readonly runner: RequestRunner;
  /** Whether it lived long enough to die. */
  readonly isDead: () => boolean;
}

/** @param dieAt which call it is, from 1. */
export function dyingRunner(world: ErasureWorld, erasers: readonly Eraser[], dieAt: number): Dying {
  let calls = 0;
  const isDead = (): boolean => calls >= dieAt;
  const cut = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    calls += 1;
    if (calls === dieAt) await work();
    if (isDead()) throw new Error('The power is gone.');
    return work();
  };
  /** Puts every asynchronous call of a part behind the switch. */
  const wired = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        // What it works out by itself calls nobody.
        if (typeof value !== 'function' || name === 'of') return value;
        return (...given: unknown[]) => cut(() => Reflect.apply(value, target, given) as Promise<unknown>);
      },
    });
  const wiredEraser = (eraser: Eraser): Eraser => ({
    ...eraser,
    count: (person) => cut(() => eraser.count(person)),
    erase: (person, retention, context) => cut(() => eraser.erase(person, retention, context)),
    scan: (person, retention, context) => cut(() => eraser.scan(person, retention, context)),
  });
  const { store, ledger, subjects, subjectTraces, personKeys, lanes, tenants, notices, reveals, sender, wake } =
    world.parts;
  const { remembrance } = world.parts;
  const parts: RunnerParts = {
    ...world.parts,
    ...{ store: wired(store), subjects: wired(subjects), subjectTraces: wired(subjectTraces), lanes: wired(lanes) },
    ...{ personKeys: wired(personKeys), tenants: wired(tenants), notices: wired(notices), reveals: wired(reveals) },
    ...{ sender: wired(sender), wake: wired(wake), remembrance: wired(remembrance), ledger: wired(ledger) },
    issueReceipt: (...given) => cut(() => world.parts.issueReceipt(...given)),
    register: createRegister(erasers.map(wiredEraser)),
  };
  return { runner: createRequestRunner(parts), isDead };
}
