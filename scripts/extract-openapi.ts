import { readFile, writeFile } from 'node:fs/promises';

import { parse } from 'yaml';

/**
 * Takes the schemas of a message body out of Meta's OpenAPI file, verbatim but for prose and examples:
 *
 *   npx tsx scripts/extract-openapi.ts ../shared/reference/meta-openapi-v23.yaml test/fixtures/openapi/whatsapp-messages-v23.json
 */
type Json = Record<string, unknown>;

const root = 'Message';

async function main(path: string | undefined): Promise<void> {
  if (path === undefined) throw new Error('Name the OpenAPI file of Meta: scripts/extract-openapi.ts FILE [OUT]');
  const document = parse(await readFile(path, 'utf8')) as { components: { schemas: Json } };
  const taken: Json = {};
  take(root, document.components.schemas, taken);
  const text = `${JSON.stringify({ source: 'facebook/openapi, business-messaging-api_v23.0.yaml', root, schemas: taken }, null, 2)}\n`;
  const out = process.argv[3];
  if (out === undefined) process.stdout.write(text);
  else await writeFile(out, text);
}

/** Takes a schema and all it refers to. */
function take(name: string, from: Json, taken: Json): void {
  if (name in taken || !(name in from)) return;
  const schema = withoutProse(from[name]);
  taken[name] = schema;
  for (const [, inner = ''] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    take(inner, from, taken);
}

function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !isProse(key, inner));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutProse(inner)]));
}

/** A property may itself be called `description`: then it holds a schema, not prose. */
function isProse(key: string, value: unknown): boolean {
  return key === 'example' || key === 'examples' || (key === 'description' && typeof value === 'string');
}

await main(process.argv[2]);
