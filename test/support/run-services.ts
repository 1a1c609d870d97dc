import { type Services } from '../../scripts/services/start-services.ts';

/** Jest loads setup and teardown as two programs in one process: the global object is what they share. */
const shared = globalThis as typeof globalThis & { oubliTestServices?: Services };

export function keepServices(services: Services): void {
  shared.oubliTestServices = services;
}

export async function stopServices(): Promise<void> {
  await shared.oubliTestServices?.stop();
}
