import { GraphFault } from './errors.ts';
import { type Json, listAt, missing, objectAt, optional, textAt } from './json.ts';
import { type NumberState, type TemplateOptions, type World } from './world.ts';

/** A template as sent: found, approved, and filled as it asks. */
export interface FilledTemplate {
  readonly template: Required<TemplateOptions>;
  readonly parameters: readonly string[];
  readonly code: string | null;
  /** Payloads of quick replies, by index. */
  readonly payloads: ReadonlyMap<number, string>;
}

/** Checks `template` against what the WABA holds. [WA/templates], [WA/templates/authentication-templates] */
export function checkTemplate(value: unknown, number: NumberState, world: World): FilledTemplate {
  const sent = objectAt(value, 'template', ['name', 'language', 'components']);
  const name = textAt(sent['name'], 'template.name', 512);
  if (!/^[a-z0-9_]+$/.test(name))
    throw new GraphFault(131009, 'Template names hold lower case letters, digits and _ only.');
  const languageObject = objectAt(sent['language'], 'template.language', ['code', 'policy']);
  const language = textAt(languageObject['code'], 'template.language.code', 15);
  optional(languageObject['policy'], (policy) => {
    if (policy !== 'deterministic') throw new GraphFault(131009, 'The only language policy is deterministic.');
  });
  const template = findTemplate(world, number, name, language);
  const filled = readComponents(sent['components'] ?? [], template);
  if (filled.parameters.length !== template.parameterCount) {
    const details = `body: number of localizable_params (${filled.parameters.length}) does not match the expected number of params (${template.parameterCount})`;
    throw new GraphFault(132000, details);
  }
  if (template.hasCodeButton) checkCode(filled);
  return filled;
}

function findTemplate(
  world: World,
  { wabaId }: NumberState,
  name: string,
  language: string,
): Required<TemplateOptions> {
  const template = world.templates.find(
    (one) => one.wabaId === wabaId && one.name === name && one.language === language,
  );
  if (template?.status === 'PAUSED') throw new GraphFault(132015, 'Template is paused due to low quality.');
  if (template?.status === 'DISABLED') throw new GraphFault(132016, 'Template is permanently disabled.');
  if (template?.status !== 'APPROVED')
    throw new GraphFault(132001, `The template does not exist in ${language}, or is not approved.`);
  return template;
}

function readComponents(value: unknown, template: Required<TemplateOptions>): FilledTemplate {
  const parameters: string[] = [];
  const payloads = new Map<number, string>();
  let code: string | null = null;
  const seen = new Set<string>();
  for (const raw of listAt(value, 'template.components', 0, 12)) {
    const component = objectAt(raw, 'template.components', ['type', 'sub_type', 'index', 'parameters']);
    const place = JSON.stringify([component['type'], component['index']]);
    if (seen.has(place)) throw new GraphFault(132000, `Component ${place} is there twice.`);
    seen.add(place);
    if (component['type'] === 'body') parameters.push(...readParameters(component));
    else if (component['type'] === 'button') {
      const button = readButton(component, template);
      if (button.subType === 'url') code = button.text;
      else payloads.set(button.index, button.text);
    } else throw new GraphFault(132000, `The template has no component of type ${String(component['type'])}.`);
  }
  return { template, parameters, payloads, code };
}

function readParameters(component: Json): readonly string[] {
  objectAt(component, 'body component', ['type', 'parameters']);
  return listAt(component['parameters'], 'body parameters', 0, 100).map((raw) => {
    const parameter = objectAt(raw, 'parameter', ['type', 'text', 'parameter_name']);
    if (parameter['type'] !== 'text') throw new GraphFault(132012, 'The template takes text parameters.');
    return checkText(textAt(parameter['text'], 'parameter text', 1024));
  });
}

/** A newline, a tab, or more than four spaces in a row: 132018 (cloud-api.md 14). */
function checkText(text: string): string {
  if (/[\n\r\t]| {5,}/.test(text)) {
    throw new GraphFault(132018, 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces.');
  }
  return text;
}

interface SentButton {
  readonly subType: 'url' | 'quick_reply';
  readonly index: number;
  readonly text: string;
}

function readButton(component: Json, template: Required<TemplateOptions>): SentButton {
  const { sub_type: subType, index } = component;
  if (subType !== 'url' && subType !== 'quick_reply') throw missing('sub_type');
  if (typeof index !== 'string' && typeof index !== 'number') throw missing('index');
  const count = subType === 'url' ? Number(template.hasCodeButton) : template.quickReplies.length;
  if (!/^\d+$/.test(String(index)) || Number(index) >= count) {
    throw new GraphFault(132000, `The template has no ${subType} button at index ${index}.`);
  }
  const [raw] = listAt(component['parameters'], 'button parameters', 1, 1);
  const wanted = subType === 'url' ? 'text' : 'payload';
  const parameter = objectAt(raw, 'button parameter', ['type', wanted]);
  if (parameter['type'] !== wanted) throw new GraphFault(132012, `A ${subType} button takes a ${wanted} parameter.`);
  const max = subType === 'url' ? 2000 : 256;
  return { subType, index: Number(index), text: checkText(textAt(parameter[wanted], 'button parameter', max)) };
}

/** The code stands in the body and in the button, at most 15 characters (cloud-api.md 4.6; pitfall 19). */
function checkCode({ code, parameters }: FilledTemplate): void {
  if (code === null) throw new GraphFault(131008, 'buttons: Button at index 0 of type Url requires a parameter');
  if (parameters.some((parameter) => parameter.length > 15) || code.length > 15) {
    throw new GraphFault(131009, 'A one-time code is at most 15 characters long.');
  }
  if (parameters[0] !== code) throw new GraphFault(132018, 'The code of the button is not the code of the body.');
}
