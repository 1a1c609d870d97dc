import { type CheckedMessage } from './check-message.ts';
import { type FilledTemplate } from './check-template.ts';
import { isObject, type Json } from './json.ts';
import { type Arrived, type ShownButton } from './mailbox.ts';

/** Turns a checked message into what stands on the person's phone. */
export function render(
  { type, body, template, correlation }: CheckedMessage,
  place: { readonly at: number; readonly messageId: string; readonly phoneNumberId: string },
): Arrived {
  const interactive = inner(body, 'interactive');
  return {
    from: 'business',
    ...place,
    type,
    text: template === null ? textOf(type, body) : templateText(template),
    buttons: template === null ? buttonsOf(inner(interactive, 'action')) : quickReplies(template),
    template:
      template === null
        ? null
        : { name: template.template.name, language: template.template.language, parameters: template.parameters },
    code: template?.code ?? null,
    asksForContact: interactive['type'] === 'request_contact_info',
    correlation,
    body,
  };
}

function inner(value: Json, key: string): Json {
  const found = value[key];
  return isObject(found) ? found : {};
}

function textOf(type: string, body: Json): string {
  const content = inner(body, type);
  const parts =
    type === 'interactive'
      ? [inner(content, 'header')['text'], inner(content, 'body')['text'], inner(content, 'footer')['text']]
      : [content['body'] ?? content['caption'] ?? content['filename'] ?? content['emoji']];
  return parts.filter((part) => typeof part === 'string').join('\n\n');
}

function buttonsOf(action: Json): readonly ShownButton[] {
  const rows = list(action['sections']).flatMap((section) => list(section['rows']));
  return [
    ...list(action['buttons']).map((button) => shown(inner(button, 'reply'), 'reply')),
    ...rows.map((row) => shown(row, 'row')),
  ];
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function shown({ id, title }: Json, kind: ShownButton['kind']): ShownButton {
  return { id: String(id), title: String(title), kind };
}

function quickReplies({ template, payloads }: FilledTemplate): readonly ShownButton[] {
  return template.quickReplies.map((title, index) => ({
    id: payloads.get(index) ?? title,
    title,
    kind: 'quick-reply',
  }));
}

function templateText({ template, parameters }: FilledTemplate): string {
  return template.text.replace(/\{\{(\d+)\}\}/g, (_, place: string) => parameters[Number(place) - 1] ?? '');
}
