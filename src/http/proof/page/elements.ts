/** The page's own element of this id and type. @throws when the page is not the one that this script belongs to. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`The page has no ${id}.`);
}

/** A new element. Text goes in as text: nothing that a receipt says can become markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** A value in a direction of its own, so that an address does not come apart in Arabic. */
export function isolated(text: string): HTMLElement {
  return element('bdi', {}, text);
}

/** More than any receipt or key set has; what is longer is cut, and then refused. */
const mostBytes = 1_048_576;

/** The text of a file, a byte order mark included. @throws when it cannot be read. */
export async function textOfFile(file: File): Promise<string> {
  const bytes = await file.slice(0, mostBytes).arrayBuffer();
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
