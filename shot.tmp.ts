import { readFileSync, writeFileSync } from 'node:fs';
import { startBrowser } from './test/support/browser/browser.ts';
import { verifyPage } from './src/http/proof/verify-page.ts';
import { vectorKeys } from './test/support/receipts/vectors.ts';
const b = await startBrowser('/usr/bin/chromium');
for (const [l, w, f] of [['en', 360, 'live.jws'], ['ar', 360, 'live.jws'], ['fr', 800, 'residual-1.jws']] as const) {
  writeFileSync('/tmp/verify-shots/p.html', verifyPage(l, vectorKeys));
  const p = await b.newPage();
  await p.send('Emulation.setDeviceMetricsOverride', { width: w, height: 740, deviceScaleFactor: 1, mobile: w < 500 });
  await p.open('file:///tmp/verify-shots/p.html');
  await p.run(`document.getElementById('text').value=${JSON.stringify(readFileSync('test/fixtures/receipts/' + f, 'utf8'))}; document.getElementById('keys').open=true; document.querySelector('#receipt-form button').click(); new Promise(r=>{const i=()=>document.getElementById('verdict').innerText.length>50?r():requestAnimationFrame(i);i()})`);
  const { data } = await p.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true });
  writeFileSync(`/tmp/verify-shots/${l}.png`, Buffer.from(String(data), 'base64'));
}
await b.close();
