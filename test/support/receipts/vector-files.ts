import { makeVectors, vectorKeys } from './vectors.ts';

/** Every file of test/fixtures/receipts but its README. */
export function vectorFiles(): readonly { readonly name: string; readonly text: string }[] {
  const vectors = makeVectors();
  const index = {
    keys: 'keys.json',
    vectors: vectors.map(({ file, code, why, previous, claims }) => ({ file, code, why, previous, claims })),
  };
  return [
    ...vectors.map(({ file, text }) => ({ name: file, text })),
    { name: 'keys.json', text: `${JSON.stringify(vectorKeys, null, 2)}\n` },
    { name: 'index.json', text: `${JSON.stringify(index, null, 2)}\n` },
  ];
}
