import { z } from 'zod';

import { refusalGrounds } from '../domain/ground.ts';
import { extensionReasons } from './request-record.ts';

/** What the business says with an extension: one reason of the list. The same for the API and the operator's commands. */
export const extensionEntry = z.strictObject({ reason: z.enum(extensionReasons) });

/** What it says with a refusal. `words` are passed on to the person as they are. */
export const refusalEntry = z.strictObject({
  ground: z.enum(refusalGrounds),
  words: z.string().trim().min(1).max(500).optional(),
});
