import { GraphFault } from './errors.ts';
import { type Json, listAt, objectAt, optional, textAt } from './json.ts';

/** Checks `interactive`: reply buttons, list, link button and the request for contact details. */
export function checkInteractive(value: unknown): void {
  const keys = ['type', 'header', 'body', 'footer', 'action'];
  const interactive = objectAt(value, 'interactive', keys);
  switch (interactive['type']) {
    case 'button':
      checkFrame(interactive, 1024);
      checkButtons(interactive['action']);
      break;
    case 'list':
      checkFrame(interactive, 4096);
      checkList(interactive['action']);
      break;
    case 'cta_url':
      checkFrame(interactive, 1024);
      checkLink(interactive['action']);
      break;
    case 'request_contact_info':
      checkFrame(objectAt(interactive, 'interactive', ['type', 'body', 'action']), 1024);
      checkContactRequest(interactive['action']);
      break;
    default:
      throw new GraphFault(131009, 'Invalid interactive type.');
  }
}

function checkFrame(interactive: Json, bodyMax: number): void {
  optional(interactive['header'], (raw) => {
    const header = objectAt(raw, 'interactive.header', ['type', 'text']);
    if (header['type'] !== 'text') throw new GraphFault(131009, 'Invalid header type.');
    textAt(header['text'], 'interactive.header.text', 60);
  });
  const body = objectAt(interactive['body'], 'interactive.body', ['text']);
  textAt(body['text'], 'interactive.body.text', bodyMax);
  optional(interactive['footer'], (raw) => {
    textAt(objectAt(raw, 'interactive.footer', ['text'])['text'], 'interactive.footer.text', 60);
  });
}

/** [WA/messages/interactive-reply-buttons-messages] */
function checkButtons(value: unknown): void {
  const action = objectAt(value, 'interactive.action', ['buttons']);
  const buttons = listAt(action['buttons'], 'interactive.action.buttons', 1, 3).map((raw) => {
    const button = objectAt(raw, 'button', ['type', 'reply']);
    if (button['type'] !== 'reply') throw new GraphFault(131009, 'Invalid button type. Only reply is allowed.');
    const reply = objectAt(button['reply'], 'button.reply', ['id', 'title']);
    return { id: idAt(reply['id'], 'button id', 256), title: textAt(reply['title'], 'button title', 20) };
  });
  refuseTwins(
    buttons.map(({ id }) => id),
    'button id',
  );
  refuseTwins(
    buttons.map(({ title }) => title),
    'button title',
  );
}

/** [WA/messages/interactive-list-messages] */
function checkList(value: unknown): void {
  const action = objectAt(value, 'interactive.action', ['button', 'sections']);
  textAt(action['button'], 'interactive.action.button', 20);
  const sections = listAt(action['sections'], 'interactive.action.sections', 1, 10);
  const ids: string[] = [];
  for (const raw of sections) {
    const section = objectAt(raw, 'section', ['title', 'rows']);
    const title = optional(section['title'], (text) => textAt(text, 'section title', 24));
    if (title === null && sections.length > 1) {
      throw new GraphFault(131008, 'Section title is required when there is more than one section.');
    }
    for (const rawRow of listAt(section['rows'], 'section rows', 1, 10)) {
      const row = objectAt(rawRow, 'row', ['id', 'title', 'description']);
      ids.push(idAt(row['id'], 'row id', 200));
      textAt(row['title'], 'row title', 24);
      optional(row['description'], (text) => textAt(text, 'row description', 72));
    }
  }
  if (ids.length > 10) throw new GraphFault(131009, 'Total row count exceed max allowed count: 10');
  refuseTwins(ids, 'row id');
}

/** [WA/messages/interactive-cta-url-messages] */
function checkLink(value: unknown): void {
  const action = objectAt(value, 'interactive.action', ['name', 'parameters']);
  if (action['name'] !== 'cta_url') throw new GraphFault(131009, 'Invalid action name.');
  const parameters = objectAt(action['parameters'], 'interactive.action.parameters', ['display_text', 'url']);
  textAt(parameters['display_text'], 'display_text', 20);
  const url = textAt(parameters['url'], 'url', 2000);
  if (!URL.canParse(url)) throw new GraphFault(131009, 'Invalid url.');
}

/** [WA/business-scoped-user-ids] */
function checkContactRequest(value: unknown): void {
  const action = objectAt(value, 'interactive.action', ['name']);
  if (action['name'] !== 'request_contact_info') throw new GraphFault(131009, 'Invalid action name.');
}

function idAt(value: unknown, param: string, max: number): string {
  const id = textAt(value, param, max);
  if (id !== id.trim()) throw new GraphFault(131009, `No leading or trailing spaces are allowed in a ${param}.`);
  return id;
}

function refuseTwins(values: readonly string[], what: string): void {
  if (new Set(values).size < values.length) throw new GraphFault(131009, `Duplicated ${what} is not allowed.`);
}
