// What people do on the pages around sessions, from the first run on, and how each page looks light and dark, on a phone, a
// tablet and a wide screen. The server begins without a model.
//
//   node console-pages.mjs SERVER KEY FOLDER
import fs from 'node:fs';
import http from 'node:http';
import { CONSOLE, becomes, call, check, examine, open, same, see, signIn, startBrowser, visit as go } from './console-page.mjs';

const HOSTILE = '<img src=x onerror=alert(1)>"\'><script>alert(2)</script>{{7*7}}javascript:alert(3)';
const SECRET = 'sk-right-0123456789abcdef';

/// Plays Ollama and a service with OpenAI's interface, which takes one key.
async function models() {
  const service = http.createServer((request, response) => {
    let body = '';
    request.on('data', text => { body += text; });
    request.on('end', () => {
      const tell = (status, value) => { response.writeHead(status, { 'content-type': 'application/json' }); response.end(JSON.stringify(value)); };
      if (request.url === '/api/tags') return tell(200, { models: [{ name: 'tiny:latest', model: 'tiny:latest' }] });
      const isOllama = body.includes('tiny:latest');
      if (!isOllama && request.headers.authorization !== `Bearer ${SECRET}`) return tell(401, { error: { message: `Incorrect API key provided: ${request.headers.authorization?.slice(7)}`, type: 'invalid_request_error', code: 'invalid_api_key' } });
      if (request.url.endsWith('/models')) return tell(200, { data: [{ id: 'gpt-test', object: 'model' }, { id: HOSTILE, object: 'model' }] });
      if (!request.url.endsWith('/chat/completions')) return tell(404, { error: { message: 'there is nothing here' } });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const chunk = delta => response.write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, delta, finish_reason: delta.content ? null : 'stop' }] })}\n\n`);
      chunk({ role: 'assistant', content: 'OK' });
      chunk({});
      response.end('data: [DONE]\n\n');
    });
  });
  service.keepAliveTimeout = 60_000; // Not just when the server wants to use a connection again.
  await new Promise(resolve => service.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${service.address().port}`, close: () => { service.closeAllConnections(); service.close(); } };
}

const browser = await startBrowser();
const service = await models();
const page = await open(browser);
const visit = (name, to = page) => go(to, name);
const main = page.locator('main');
const heading = (name, on = page) => on.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const button = (name, within = page) => within.getByRole('button', { name, exact: true });
const dialog = page.getByRole('dialog');
const gone = toBeGone => toBeGone.waitFor({ state: 'detached' });

try {
  await signIn(page);

  await see('without a model the console leads to one', async () => {
    await visit('models');
    await page.getByRole('link', { name: 'Choose the way that suits you' }).click();
    await heading('First steps');
    await page.getByText('not found', { exact: true }).waitFor();
    await examine(page, 'first-steps');
  });

  await see('Ollama is found, tried and used', async () => {
    await call('POST', '/config/upsert', { key: 'OLLAMA_HOST', value: service.url, is_secret: false });
    const ollama = page.getByRole('region', { name: 'Ollama' });
    await button('Look again', ollama).click();
    await ollama.getByText('found', { exact: true }).waitFor();
    await becomes('tiny:latest', () => ollama.getByLabel('Model').inputValue());
    await button('Use it: Ollama', ollama).click();
    await page.waitForURL(/#\/new$/);
    same(service.url, await call('POST', '/config/read', { key: 'OLLAMA_HOST', is_secret: false }));
    await visit('models/ollama');
    await button('Try it').click();
    await page.getByText('It works: tiny:latest said “OK”').waitFor();
  });

  await see('a wrong key is told why, and shown nowhere', async () => {
    page.expect(/ 400 .*\/config\/providers\/openai\/models/);
    await call('POST', '/config/upsert', { key: 'OPENAI_HOST', value: service.url, is_secret: false });
    await visit('models');
    await page.getByRole('searchbox', { name: 'Search providers and models' }).fill('gpt-4o');
    await page.getByRole('link', { name: 'OpenAI', exact: true }).click();
    await page.locator('#field-openai-api-key').fill('sk-wrong-key-9876543210');
    await button('Store and try').click();
    await page.getByText('It does not work.').waitFor();
    const text = await main.innerText();
    check(text.includes('Authentication error'), text);
    check(!text.includes('9876543210'), 'the key is on the page');
  });

  await see('the right key works, and its model becomes the default', async () => {
    await page.locator('#field-openai-api-key').fill(SECRET);
    await button('Store and try').click();
    await page.getByText(/It works: .* said “OK”/).waitFor();
    await button('Use by default: gpt-test').click();
    await page.getByRole('row', { name: /gpt-test/ }).getByText('default', { exact: true }).waitFor();
    await becomes('openai', async () => (await call('GET', '/system_info')).provider);
  });

  await see('a sign-in shows the page to visit, and the code to enter there', async () => {
    let hold;
    const held = new Promise(resolve => { hold = resolve; });
    await page.route('**/config/providers/github_copilot/oauth', hold);
    await page.route('**/providers/github_copilot/sign-in', route => route.fulfill({ json: { page: 'https://github.com/login/device', code: 'AB12-CD34' } }));
    await visit('models/github_copilot');
    await button('Sign in').click();
    await main.getByText('AB12-CD34').waitFor();
    same('https://github.com/login/device', await page.getByRole('link', { name: 'To the page that asks for it' }).getAttribute('href'));
    await examine(page, 'sign-in-code');
    await (await held).fulfill({ json: 'OAuth configuration completed' });
    await page.getByText('You are signed in.').waitFor();
    await page.unrouteAll();
    same({ page: null, code: null }, await call('GET', '/gander/v1/providers/github_copilot/sign-in'));
  });

  await see('a service of one’s own is added and removed', async () => {
    await visit('models');
    await button('Add a service').click();
    await dialog.getByLabel('Name').fill('Mine');
    await dialog.getByLabel('Address').fill(`${service.url}/v1`);
    await dialog.getByLabel('Key').fill(SECRET);
    await dialog.getByLabel('Models').fill('gpt-test');
    await button('Add', dialog).click();
    await heading('Mine');
    await button('Remove').click();
    await button('Remove', dialog).click();
    await heading('Models');
  });

  await see('the scripted model is a link away', async () => {
    await visit('start');
    await button('Use the scripted model').click();
    await page.waitForURL(/#\/new$/);
    same('scripted', (await call('GET', '/system_info')).provider);
  });

  await call('POST', '/config/upsert', { key: 'GANDER_PRICES', value: { scripted: { input: 2.5, output: 10 } }, is_secret: false });

  await see('models of this machine are listed, and a search that cannot be says why', async () => {
    page.expect(/ [45]\d\d .*\/local-inference\/search/);
    await visit('local');
    await page.getByText('To begin with').waitFor();
    await page.getByRole('searchbox', { name: 'Search Hugging Face' }).fill('smollm');
    await button('Search').click();
    await main.getByRole('alert').waitFor();
  });

  await see('questions come by themselves, and what they say is text', async () => {
    await visit('approvals');
    await page.getByText('Nothing waits for you').waitFor();
    for (const command of ['echo one', HOSTILE, 'echo three']) {
      await call('POST', '/gander/v1/runs', { prompt: `!tool shell ${JSON.stringify({ command })}\n---\n!say ok`, mode: 'approve' });
    }
    await page.locator('.question').nth(2).waitFor();
    check((await main.innerText()).includes(HOSTILE), 'the command is not shown as it is');
    await page.getByRole('navigation').getByText('3 waiting').waitFor();
    await examine(page, 'approvals-open');
  });

  await see('an answer ends the question in all tabs', async () => {
    const other = await page.context().newPage();
    await visit('approvals', other);
    await other.locator('.question').nth(2).waitFor();
    await button('Allow once', page.locator('.question').first()).click();
    await gone(page.locator('.question').nth(2));
    await gone(other.locator('.question').nth(2));
    await other.close();
  });

  await see('who is too late hears who was faster', async () => {
    page.expect(/ 409 .*\/approvals\//);
    await page.route('**/gander/v1/approvals/*', async route => {
      if (route.request().method() === 'POST') await call('POST', new URL(route.request().url()).pathname, { action: 'deny_once' });
      await route.continue();
    });
    await button('Allow once', page.locator('.question').first()).click();
    await page.getByText(/Somebody was faster: the answer was deny_once, with your own key/).waitFor();
    await gone(page.locator('.question').nth(1));
    await page.unroute('**/gander/v1/approvals/*');
    await button('Deny', page.locator('.question')).click();
    await page.getByText('Nothing waits for you').waitFor();
  });

  await see('a recipe is added from its text', async () => {
    page.expect(/ 400 .*\/recipes\/parse/);
    await visit('recipes');
    await page.getByText('No recipes yet').waitFor();
    await button('Add a recipe').click();
    await dialog.getByLabel('The recipe').fill('title: [');
    await button('Add', dialog).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('The recipe').fill(`title: Greet
description: ${JSON.stringify(HOSTILE)}
prompt: "!say Hello {{ who }}, be {{ tone }}"
parameters:
  - { key: who, input_type: string, requirement: required, description: Whom? }
  - { key: tone, input_type: select, requirement: optional, default: kind, options: [kind, brief], description: How? }`);
    await button('Add', dialog).click();
    await heading('Greet');
    check((await main.innerText()).includes(HOSTILE), 'the description is not shown as it is');
  });

  await see('its form asks for what is needed, and its run tells the result', async () => {
    await button('Run it').click();
    await page.getByText('This is needed.').waitFor();
    await page.getByLabel('who').fill('the crew');
    await page.getByLabel('tone').selectOption('brief');
    await button('Run it').click();
    await page.getByText('Hello the crew, be brief').first().waitFor();
    await page.getByText('succeeded', { exact: true }).waitFor();
  });

  await see('a recipe begins a session', async () => {
    await visit('recipes');
    await page.getByRole('link', { name: 'Greet' }).click();
    await page.getByLabel('who').fill('Ann');
    await page.getByLabel('Folder on the server').fill(process.argv[4]);
    await button('Begin a session').click();
    await page.waitForURL(/#\/session\//);
  });

  await see('runs are found by their state', async () => {
    await visit('runs');
    await page.getByRole('row').nth(4).waitFor();
    await main.getByRole('link', { name: 'Greet', exact: true }).first().waitFor();
    await main.getByRole('link', { name: /^!tool shell/ }).first().waitFor();
    await page.getByLabel('Show').selectOption('failed,limit,interrupted');
    await page.getByText('No such runs').waitFor();
  });

  await see('work is handed over and cancelled', async () => {
    await button('New run').click();
    await dialog.getByLabel('What is to be done').fill('!hang');
    await button('Run', dialog).click();
    await button('Cancel the run').click();
    await page.getByText('cancelled', { exact: true }).waitFor();
  });

  await see('a schedule says when it fires while its expression is typed', async () => {
    page.expect(/ 400 .*\/schedules\/fires/);
    await call('POST', '/recipes/save', { recipe: { title: 'Report', description: 'Of the night', prompt: '!say All is well' } });
    await visit('schedules');
    await button('New schedule').click();
    await dialog.getByLabel('Recipe').selectOption({ label: 'Report' });
    await dialog.getByLabel('Name').fill('nightly');
    await dialog.getByLabel('When (cron)').fill('0 99 * * *');
    await dialog.getByRole('alert').waitFor();
    await becomes(true, () => button('Save', dialog).isDisabled());
    await button('each night at three', dialog).click();
    await dialog.getByText(/03:00/).nth(4).waitFor();
    await button('Save', dialog).click();
    await page.getByRole('row', { name: /nightly/ }).getByText('waiting').waitFor();
  });

  await see('a schedule runs now, and its history tells what came of it', async () => {
    await page.getByRole('link', { name: 'nightly' }).click();
    await button('Run now').click();
    await page.getByRole('row', { name: /succeeded/ }).waitFor();
    await page.locator('summary[aria-label="More for nightly"]').click();
    await button('Pause').click();
    await page.getByText('Paused.', { exact: true }).waitFor();
  });

  await see('its expression is changed', async () => {
    await page.locator('summary[aria-label="More for nightly"]').click();
    await button('Change when it runs').click();
    await dialog.getByLabel('When (cron)').fill('30 4 * * SUN');
    await dialog.getByText(/04:30/).first().waitFor();
    await button('Save', dialog).click();
    await page.locator('code', { hasText: '30 4 * * SUN' }).waitFor();
  });

  await see('usage stands in a chart, and in tables beside it', async () => {
    await visit('usage');
    await page.getByRole('img', { name: /^Cost, 30 days: \$0\.\d+ in all, most on \d{4}-\d\d-\d\d/ }).waitFor();
    await page.getByLabel('Show').selectOption('tokens');
    await page.getByRole('img', { name: /^Tokens, 30 days/ }).waitFor();
    await page.getByText(/The numbers of \d day/).click();
    await page.getByRole('table', { name: 'Usage by day' }).getByRole('row').nth(1).waitFor();
    check(await page.getByRole('table', { name: 'Usage by day' }).getByRole('row').count() <= 3, 'more than a day and the next');
    await page.getByRole('table', { name: 'Tokens by Session' }).getByRole('row').nth(3).waitFor();
    await page.getByLabel('By what else').selectOption('recipe');
    await page.getByRole('table', { name: 'Tokens by Recipe' }).getByText('Greet').waitFor();
  });

  await see('a limit becomes a budget with a meter', async () => {
    await button('Change the limits').click();
    await dialog.getByLabel('US dollars').first().fill('much');
    await button('Save', dialog).click();
    await dialog.getByText('“much” is no amount').waitFor();
    await dialog.getByLabel('US dollars').first().fill('0.01');
    await button('Save', dialog).click();
    await page.getByRole('meter', { name: 'The whole server: part that is used' }).waitFor();
    await call('POST', '/config/remove', { key: 'GANDER_BUDGETS', is_secret: false });
  });

  await see('an extension that does not start tells its error output', async () => {
    await visit('extensions');
    await button('Add an extension').click();
    await dialog.getByLabel('Name').fill('broken');
    await dialog.getByLabel('Command').fill(`sh -c "echo '${HOSTILE.replaceAll("'", '')}' >&2"`.replaceAll('"><', '><').replace(/onerror=alert\(1\)>"/, 'onerror=alert(1)>'));
    await button('Add', dialog).click();
    await page.getByText('broken', { exact: true }).waitFor();
    const { id } = await call('POST', '/agent/start', { working_dir: process.argv[4] });
    await call('POST', '/agent/resume', { session_id: id, load_model_and_extensions: true });
    await visit(`extensions?session=${id}`);
    await page.getByText('What went wrong').waitFor();
    check((await page.locator('.raw-text').first().innerText()).includes('<img src=x'), 'its output is not shown as it is');
    await page.getByText('failed', { exact: true }).waitFor();
  });

  await see('an extension is switched off and removed', async () => {
    const isOn = async name => (await call('GET', '/config/extensions')).extensions.find(one => one.name === name)?.enabled;
    await page.getByRole('switch', { name: 'broken in new sessions' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('New sessions do not have it.').waitFor();
    same(false, await isOn('broken'));
    await page.locator('summary[aria-label="More for broken"]').click();
    await button('Remove').click();
    await button('Remove', dialog).click();
    await gone(page.getByRole('switch', { name: 'broken in new sessions' }));
    same(undefined, await isOn('broken'));
  });

  await see('settings are stored, and a mistake is told', async () => {
    await visit('settings');
    await page.getByLabel('Model calls in a turn, at most').fill('many');
    await button('Save', main).click();
    await page.getByText('This must be a number, 0 or more.').waitFor();
    await page.getByLabel('Model calls in a turn, at most').fill('40');
    await page.getByLabel('What tools may do').selectOption('smart_approve');
    await button('Save', main).click();
    await page.getByText('Stored. Sessions notice').waitFor();
    const { config } = await call('GET', '/config');
    same([40, 'smart_approve'], [config.GOOSE_MAX_TURNS, config.GOOSE_MODE]);
    await button('Add a setting').click();
    await dialog.getByLabel('Name').fill('MY_SETTING');
    await dialog.getByLabel('Value').fill(HOSTILE);
    await button('Save', dialog).click();
    await page.getByRole('row', { name: /MY_SETTING/ }).getByText(HOSTILE).waitFor();
  });

  await see('a prompt is changed, and its own text comes back', async () => {
    await button('Read or change: session_name.md').click();
    await dialog.getByLabel('Text').fill('Name it.');
    await button('Save', dialog).click();
    await page.getByText('changed', { exact: true }).waitFor();
    await button('Read or change: session_name.md').click();
    await button('Return to the built-in text', dialog).click();
    await gone(page.getByText('changed', { exact: true }));
  });

  let secret;
  await see('a key is made, and its secret shown once', async () => {
    await visit('keys');
    await button('Make a key').click();
    await dialog.getByLabel('Name').fill('bot');
    await button('Make it', dialog).click();
    secret = await dialog.locator('.secret').innerText();
    check(/^gk_[\w-]{43}$/.test(secret), secret);
    await examine(page, 'key-made');
    await button('I have it', dialog).click();
    await page.getByRole('row', { name: /bot.*valid/ }).waitFor();
    check(!(await page.content()).includes(secret), 'it is still on the page');
    await button('Look again').click();
    await page.getByRole('row', { name: /create_key/ }).waitFor();
  });

  await see('a key is told which scope it lacks', async () => {
    const guest = await open(browser);
    await guest.goto(CONSOLE);
    await guest.getByLabel('Key of the server').fill(secret);
    await guest.getByRole('button', { name: 'Sign in' }).click();
    await guest.locator('nav').waitFor({ state: 'attached' });
    for (const [name, scope] of [['keys', 'admin'], ['settings', 'configure'], ['local', 'configure'], ['start', 'configure'], ['diagnostics', 'admin']]) {
      await visit(name, guest);
      await guest.locator('main code', { hasText: scope }).first().waitFor();
    }
    for (const name of ['approvals', 'usage', 'runs', 'schedules', 'recipes', 'models', 'extensions']) {
      await visit(name, guest);
      await guest.locator('main h1').waitFor();
      check(!await guest.locator('main .failed').count(), `${name} fails`);
    }
    same([], guest.complaints());
    await guest.context().close();
  });

  await see('a revoked key is out', async () => {
    await page.locator('summary[aria-label="Actions for bot"]').click();
    await button('Revoke').click();
    await button('Revoke', dialog).click();
    await page.getByRole('row', { name: /bot.*revoked/ }).waitFor();
  });

  await see('a report is downloaded, and a backup made', async () => {
    await visit('diagnostics');
    const [download] = await Promise.all([page.waitForEvent('download'), button('Download').click()]);
    same('PK', fs.readFileSync(await download.path()).subarray(0, 2).toString());
    await button('Make one now').click();
    await page.getByRole('row', { name: /gander-\d{8}-/ }).waitFor();
  });

  await see('nothing to complain about', () => same([], page.complaints()));
  await page.context().close();

  const pages = ['approvals', 'usage', 'schedules', 'schedules/nightly', 'recipes', 'runs', 'models', 'models/openai', 'models/kimi_code', 'local', 'extensions', 'settings', 'keys', 'diagnostics', 'start'];
  await call('POST', '/gander/v1/runs', { prompt: '!tool shell {"command": "git push"}\n---\n!say ok', mode: 'approve' });
  const [{ id }] = (await call('GET', '/sessions')).sessions;
  await call('PUT', `/sessions/${id}/name`, { name: 'OneWordWithoutEnd'.repeat(10) });
  // What is zoomed to 400 % on a usual screen has 320 pixels.
  const looks = ['light', 'dark'].flatMap(scheme => [320, 768, 1440].map(width => ({ scheme, width })));
  await Promise.all([0, 1].map(async half => {
    for (const { scheme, width } of looks.filter((_, at) => at % 2 === half)) {
      const look = await open(browser, { width, height: 900, scheme });
      await signIn(look);
      for (const name of pages) {
        await see(`${name} is in order, ${scheme}, ${width} pixels wide`, async () => {
          await visit(name, look);
          await look.locator('main h1').waitFor();
          await look.locator('main .loading').waitFor({ state: 'detached' });
          await examine(look, `${name.replace('/', '-')}-${scheme}-${width}`);
          same([], look.complaints());
        });
      }
      await look.context().close();
    }
  }));
} finally {
  service.close();
  await browser.close();
}
