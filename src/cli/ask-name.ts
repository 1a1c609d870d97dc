import { askLines } from './ask-lines.ts';

/** Asks for a person's name on the terminal, or reads the first line of what is piped in. */
export async function askName(): Promise<string> {
  const [name = ''] = await askLines(['Phone number with country code, or business-scoped user id: ']);
  return name;
}
