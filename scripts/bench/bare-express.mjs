// The floor of the bench `ingest`: what a webhook costs a bare Express process that checks the signature and stores nothing.
import { createHmac, timingSafeEqual } from 'node:crypto';

import express from 'express';

const { PORT, META_APP_SECRET } = process.env;
const app = express();

app.post('/webhooks/whatsapp', express.raw({ type: '*/*', limit: '3mb' }), (request, response) => {
  const claimed = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex');
  const own = createHmac('sha256', META_APP_SECRET).update(request.body).digest();
  const isGenuine = claimed.length === own.length && timingSafeEqual(claimed, own);
  response.sendStatus(isGenuine ? 200 : 401);
});
app.get('/readyz', (_request, response) => {
  response.sendStatus(200);
});

app.listen(Number(PORT), '127.0.0.1');
