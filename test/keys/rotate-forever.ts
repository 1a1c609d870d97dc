import { openKeyFile } from '../../src/keys/open-key-file.ts';
import { createKeyRotation } from '../../src/keys/rotation.ts';
import { createStores } from '../../src/container/stores.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { silentTelemetry } from '../../src/telemetry/telemetry.ts';

/** A process that does nothing but replace epochs, a day a turn, until it is killed: `URI FILE MASTER_KEY(hex) NOW`. */
const [uri = '', path = '', masterKey = '', now = ''] = process.argv.slice(2);
const clock = { time: Number(now), now: () => clock.time };
const stores = createStores(await connectMongo(uri), Buffer.from(masterKey, 'hex'), clock, path);
await openKeyFile(stores.keyFile);
const rotation = createKeyRotation({ ...stores.keyFile, telemetry: silentTelemetry, epochDays: 1, backupDays: 1 });
for (;;) {
  clock.time += 86_400_000;
  await rotation.work();
  process.stdout.write(`${clock.time}\n`);
}
