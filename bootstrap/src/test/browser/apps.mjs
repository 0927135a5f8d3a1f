// Shows apps in Chromium by way of the pages of a running server, as a client does: an honest one, which has to work,
// and a hostile one, which must reach nothing. Writes one line for each thing that it sees.
//
//   node apps.mjs SERVER KEY FOLDER
import fs from 'node:fs';
import path from 'node:path';
import { extension, here, key, listener, server, startBrowser, startHost } from './client.mjs';

const callTool = await extension({ type: 'stdio', name: 'basic', cmd: process.execPath,
  args: [path.join(here, 'node_modules/@modelcontextprotocol/server-basic-vanillajs/dist/index.js'), '--stdio'] });

const host = await startHost();
const evil = await listener();
const friend = await listener();
const browser = await startBrowser();
try {
  const context = await browser.newContext();
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.exposeFunction('callTool', callTool);
  await page.goto(host.url);
  const show = (address, html) => page.evaluate(([address, html]) => window.show(address, html), [server + address, html]);
  const guest = () => page.frameLocator('iframe').frameLocator('iframe');
  /// Where the app in the inner frame goes when it tries to leave.
  const leaving = () => page.waitForEvent('framenavigated', frame => frame.parentFrame()?.parentFrame() &&
    !frame.parentFrame().parentFrame().parentFrame() && !frame.url().startsWith(server) && frame.url() !== 'about:blank');
  const proxy = `/mcp-app-proxy?secret=${key}&connect_domains=${friend.url}`;

  // The honest app.
  const panel = (await callTool('get-time', {}))._meta.__goose_tool_update_meta.mcpApp;
  await show(proxy, panel.resourceResult.contents[0].text);
  await guest().getByRole('button', { name: 'Get Server Time' }).click();
  await guest().getByText(/20\d\d-\d\d-\d\dT/).waitFor();
  console.log('the honest app shows the time that its tool told');
  const inner = page.frames().find(frame => frame.parentFrame()?.parentFrame());
  console.log(`its address ${inner.url().includes(key) ? 'holds' : 'does not hold'} the key`);

  // The hostile app.
  const hostile = fs.readFileSync(path.join(here, 'hostile.html'), 'utf8')
    .replaceAll('EVIL', evil.url).replaceAll('SERVER', server).replaceAll('FRIEND', friend.url).replaceAll('THE_KEY', key);
  const refreshed = leaving();
  await show(proxy, hostile);
  await page.waitForFunction(() => window.seen.some(message => message.method === 'test/results'));
  const seen = await page.evaluate(() => window.seen);
  for (const [name, result] of Object.entries(seen.find(message => message.method === 'test/results').params)) {
    console.log(`${name}: ${result}`);
  }
  console.log(`it leaves for ${(await refreshed).url()}`);
  console.log(`the frame was ready ${seen.filter(it => it.method === 'ui/notifications/sandbox-proxy-ready').length} time`);

  await show(proxy, hostile.replace(/<script>.*<\/script>/s, ''));
  await guest().locator('#top').click();
  await guest().locator('#new').click();
  const moved = leaving();
  await show(proxy, `<p>moving</p><script>location.href = '${evil.url}/by-itself'</script>`);
  console.log(`by itself it leaves for ${(await moved).url()}`);

  // An interface of the older kind, whose client allows too much.
  await show(`/mcp-ui-proxy?secret=${key}&contentType=rawhtml`, `<script>
    const attempt = it => { try { return String(it()); } catch (problem) { return problem.name; } };
    parent.postMessage({ type: 'results', results: {
      'of the older kind, key in its address': attempt(() => (document.baseURI + document.referrer).includes('${key}')),
      'of the older kind, read the parent': attempt(() => parent.performance.getEntries().length),
      'of the older kind, navigate the top': attempt(() => { top.location = '${evil.url}/by-old-top'; return 'assigned'; }) } }, '*');
    </script>`);
  await page.waitForFunction(() => window.seen.some(message => message.type === 'results'));
  const old = await page.evaluate(() => window.seen.find(message => message.type === 'results').results);
  Object.entries(old).forEach(([name, result]) => console.log(`${name}: ${result}`));
  await show(`/mcp-ui-proxy?secret=${key}&url=${encodeURIComponent(server + '/status')}`, '');
  console.log('the server as an interface: ' + await page.frameLocator('iframe').getByText('is not an interface').innerText());

  console.log(`the client is ${page.url() === host.url + '/' ? 'where it was' : 'at ' + page.url()}`);
  console.log(`pages: ${context.pages().length}`);
  console.log(`requests to the declared domain: ${friend.paths}`);
  console.log(`requests to others: ${evil.paths}`);
} finally {
  await browser.close();
  [host, evil, friend].forEach(it => it.close());
}
