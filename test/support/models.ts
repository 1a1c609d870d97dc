import { connectMongo } from '../../src/stores/connect.ts';
import { ensureIndexes, type Models, openModels } from '../../src/stores/open-models.ts';
import { testDatabase } from './database.ts';

/** Every collection, with its indexes, on a database of its own. */
export interface TestModels {
  readonly models: Models;
  close(): Promise<void>;
}

export async function openTestModels(): Promise<TestModels> {
  const database = await testDatabase();
  const connection = await connectMongo(database.databaseUri);
  const models = openModels(connection);
  await ensureIndexes(models);
  return {
    models,
    async close() {
      await connection.close();
      await database.giveBack();
    },
  };
}
