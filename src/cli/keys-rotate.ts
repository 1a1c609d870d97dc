import { OubliError } from '../domain/errors.ts';
import { type KeyRotation } from '../keys/rotation.ts';
import { type Output } from './output.ts';

/** Begins a new epoch and wraps every live key under it. Cut off, it goes on where it was when it is called with `isResumed`. */
export async function runKeysRotate(
  output: Output,
  rotation: Pick<KeyRotation, 'rotate' | 'rewrap'>,
  { isResumed }: { readonly isResumed: boolean },
): Promise<void> {
  if (!isResumed) {
    if ((await rotation.rotate()) === 'busy') {
      throw new OubliError(
        'keys_rotation_busy',
        'Another process is replacing the epoch just now: see "keys status" in half a minute.',
        { retry: 'yes' },
      );
    }
    output.line('A new epoch has begun.');
    output.line('Copy the key file to where its copy is kept, in the place of the last one.');
  }
  let [next, step] = [10_000, 10_000];
  const onProgress = (rewrapped: number): void => {
    if (rewrapped < next) return;
    output.line(`${rewrapped} keys are wrapped anew …`);
    next = rewrapped + step;
    step *= 2;
  };
  const { rewrapped, stuck } = await rotation.rewrap({ onProgress });
  output.line(`${rewrapped} keys were wrapped under it; none is left under an older one.`);
  if (stuck === 0) return;
  throw new OubliError(
    'keys_not_rewrapped',
    `${stuck} keys do not open under the epoch that they name, and stay as they are: their rows were changed.`,
  );
}
