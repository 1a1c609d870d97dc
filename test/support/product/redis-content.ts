import { type Redis } from 'ioredis';

/** Every key of a Redis and all that stands under it, as plain bytes: not as Redis would pack them. */
export async function redisContent(client: Redis): Promise<ReadonlyMap<string, Buffer>> {
  const content = new Map<string, Buffer>();
  for await (const batch of client.scanStream({ count: 500 })) {
    for (const key of batch as string[]) content.set(key, await valueOf(client, key));
  }
  return content;
}

async function valueOf(client: Redis, key: string): Promise<Buffer> {
  const type = await client.type(key);
  switch (type) {
    case 'string':
      return (await client.getBuffer(key)) ?? Buffer.alloc(0);
    case 'hash':
      return joined(Object.entries(await client.hgetallBuffer(key)).flat());
    case 'list':
      return joined(await client.lrangeBuffer(key, 0, -1));
    case 'set':
      return joined(await client.smembersBuffer(key));
    case 'zset':
      return joined(await client.zrangeBuffer(key, 0, '-1'));
    case 'stream':
      return joined((await client.xrangeBuffer(key, '-', '+')).flat(2));
    case 'none':
      return Buffer.alloc(0);
    default:
      throw new Error(`A key of a type that nobody thought of: ${type}.`);
  }
}

function joined(parts: readonly (string | number | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => [typeof part === 'number' ? Buffer.from(String(part)) : Buffer.from(part), newline]),
  );
}

const newline = Buffer.from('\n');
