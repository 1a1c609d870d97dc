import { type Product } from '../../test/support/product/product.ts';
import { type Services } from '../services/start-services.ts';
import { heading } from './print.ts';

/** Leaves everything running until Ctrl-C, and says how to talk to it. */
export async function keepRunning({ url, environment, business, graph }: Product, services: Services): Promise<void> {
  heading('Everything goes on running. Ctrl-C ends it.');
  console.log(`  server       ${url}  (/healthz, /readyz, /metrics)`);
  console.log(`  Graph API    ${graph.url}  (loopback, as strict as Meta)`);
  console.log(`  MongoDB      ${services.mongodbUri}`);
  console.log(`  Redis        ${services.redisUrl}`);
  console.log(`  business     ${business.tenantId}`);
  console.log(`  its API key  ${business.apiKey}\n`);
  console.log('  In another terminal:\n');
  for (const name of Object.keys(environment)) console.log(`  export ${name}='${environment[name] ?? ''}'`);
  console.log(`\n  npm run oubli -- replay test/fixtures/whatsapp/journeys/cancel-en --to ${url}/webhooks/whatsapp`);
  console.log('  npm run oubli -- request list');
  console.log('  npm run oubli -- doctor\n');
  await new Promise<void>((resolve) => {
    const stay = setInterval(() => undefined, 60_000);
    const leave = (): void => {
      clearInterval(stay);
      resolve();
    };
    process.once('SIGINT', leave).once('SIGTERM', leave);
  });
}
