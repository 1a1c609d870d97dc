import { readFileSync } from 'node:fs';

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Json = Record<string, unknown>;

const path = new URL('../fixtures/openapi/whatsapp-messages-v23.json', import.meta.url);
const { root, schemas } = JSON.parse(readFileSync(path, 'utf8')) as { root: string; schemas: Record<string, Json> };

/**
 * Makes a validator of Meta's schema for one message type. Meta combines `allOf` with `additionalProperties: false`, which as
 * it stands forbids every body (each part forbids the fields of the other): so the parts are merged into one object first.
 */
export function validatorFor(type: string): ValidateFunction {
  const made = validators.get(type) ?? makeValidator(type);
  validators.set(type, made);
  return made;
}

const validators = new Map<string, ValidateFunction>();

function makeValidator(type: string): ValidateFunction {
  const { mapping } = (schemas[root] as { discriminator: { mapping: Record<string, string> } }).discriminator;
  const reference = mapping[type];
  if (reference === undefined) throw new Error(`Meta's file knows no message of type ${type}.`);
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  return ajv.compile(merged({ $ref: reference }));
}

function merged(schema: unknown): Json {
  if (typeof schema !== 'object' || schema === null) return {};
  const { $ref: reference, allOf, ...rest } = schema as Json;
  if (typeof reference === 'string') return merged(schemas[reference.split('/').at(-1) ?? '']);
  const own = Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => key !== 'discriminator')
      .map(([key, value]) => [key, mergedAt(key, value)]),
  );
  return Array.isArray(allOf) ? allOf.map(merged).reduce(joined, own) : own;
}

function mergedAt(key: string, value: unknown): unknown {
  if (key === 'properties') {
    return Object.fromEntries(Object.entries(value as Json).map(([name, inner]) => [name, merged(inner)]));
  }
  if (key === 'oneOf' || key === 'anyOf') return (value as unknown[]).map(merged);
  return key === 'items' ? merged(value) : value;
}

function joined(left: Json, right: Json): Json {
  return {
    ...left,
    ...right,
    properties: { ...(left['properties'] as Json | undefined), ...(right['properties'] as Json | undefined) },
    required: [
      ...((left['required'] as string[] | undefined) ?? []),
      ...((right['required'] as string[] | undefined) ?? []),
    ],
  };
}
