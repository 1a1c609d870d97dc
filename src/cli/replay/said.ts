/** What a person says in a payload, and by which names the business would write back. Odd shapes say nothing. */
export interface Said {
  readonly names: readonly string[];
  /** One line a message. */
  readonly lines: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Reads the people's own messages of a payload, for showing them. */
export function readSaid(text: string): Said {
  const messages = listOf(parse(text), 'entry')
    .flatMap((entry) => listOf(entry, 'changes'))
    .flatMap((change) => listOf(asJson(change['value']), 'messages'));
  const names = messages.flatMap((message) => [message['from'], message['from_user_id']]);
  return {
    names: [...new Set(names.filter((name) => typeof name === 'string'))],
    lines: messages.map(wordsOf),
  };
}

function wordsOf(message: Json): string {
  const interactive = asJson(message['interactive']);
  const [text, button] = [asJson(message['text']), asJson(message['button'])];
  const reply = asJson(interactive['button_reply'] ?? interactive['list_reply']);
  const words = text['body'] ?? reply['title'] ?? button['text'];
  const type = typeof message['type'] === 'string' ? message['type'] : 'unknown';
  return typeof words === 'string' ? words : `(${type})`;
}

function listOf(json: Json, field: string): readonly Json[] {
  const value = json[field];
  return Array.isArray(value) ? value.map(asJson) : [];
}

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function parse(text: string): Json {
  try {
    return asJson(JSON.parse(text));
  } catch {
    return {};
  }
}
