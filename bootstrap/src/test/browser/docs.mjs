// Has the description of the API validated, and reads the API's own page in Chromium: the key is typed, an operation
// tried, and nothing goes anywhere else. Writes one line for each thing that it sees.
//
//   node docs.mjs SERVER KEY
import { key, server, startBrowser } from './client.mjs';
import { problemsOf } from './lint.mjs';

const described = await (await fetch(`${server}/openapi.json`, { headers: { 'X-Secret-Key': key } })).json();
console.log(`problems of the description: ${await problemsOf(described)}`);

const browser = await startBrowser();
try {
  // So tall that the page, which leaves out what is not in view, draws everything.
  const context = await browser.newContext({ viewport: { width: 1000, height: 15_000 } });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const addresses = [];
  const complaints = [];
  page.on('request', request => addresses.push(request.url()));
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));

  await page.goto(`${server}/gander/v1/docs`);
  await page.getByLabel("The server's key").fill('wrong');
  await page.getByRole('button', { name: 'Show the API' }).click();
  console.log(await page.getByText('not the key').innerText());
  // The browser itself complains about the 401.
  console.log(`complaints about a wrong key: ${complaints.splice(0).filter(it => !it.includes('401')).length}`);

  await page.getByLabel("The server's key").fill(key);
  await page.getByRole('button', { name: 'Show the API' }).click();
  await page.locator('.opblock-tag').first().waitFor();
  const operations = Object.values(described.paths).flatMap(path => Object.keys(path)).length;
  const closed = page.locator('.opblock-tag[data-is-open="false"]');
  while (await closed.count()) {
    await closed.first().click();
  }
  await page.waitForFunction(count => document.querySelectorAll('.opblock').length === count, operations);
  console.log('all operations are shown');

  const operation = page.locator('.opblock', { has: page.locator('[data-path="/system_info"]').first() });
  await operation.locator('.opblock-summary').click();
  await operation.getByRole('button', { name: 'Try it out' }).click();
  await operation.getByRole('button', { name: 'Execute', exact: true }).click();
  const answer = operation.locator('.live-responses-table .response-col_status').last();
  console.log(`tried: ${(await answer.innerText()).trim().split(/\s/)[0]}`);

  console.log(`complaints: ${complaints}`);
  console.log(`requests elsewhere: ${addresses.filter(it => !it.startsWith(server + '/') && !it.startsWith('data:'))}`);
  console.log(`addresses with the key: ${[page.url(), ...addresses].filter(it => it.includes(key)).length}`);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  console.log(`kept by the browser: ${kept}`);
} finally {
  await browser.close();
}
