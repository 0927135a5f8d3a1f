// What the programs that look at the console have in common: a signed-in page, turns, and how a thing seen is told.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { folder, key, server, startBrowser } from './client.mjs';

export { folder, key, server, startBrowser };
export const CONSOLE = `${server}/gander/v1/console/`;
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = path.join(import.meta.dirname, 'pictures');
fs.mkdirSync(pictures, { recursive: true });

/// How long a condition may take, on however busy a machine.
const PATIENCE = 60_000;
const MOST_FAILURES = 3;
const pages = new Set();
let failures = 0;

/// Tells what was seen, one line each; the first word is `ok` or `failed`. What comes after some failures is not tried.
export async function see(what, look) {
  try {
    await look();
    console.log(`ok ${what}`);
  } catch (error) {
    console.log(`failed ${what}: ${inALine(error.stack.split('\n').filter(line => !line.includes('node_modules')).slice(0, 6).join(' | '), 900)}${await shown()}`);
    if (++failures === MOST_FAILURES) {
      console.log('failed the rest: not tried');
      process.exit();
    }
  }
}

const inALine = (text, most) => text.replace(/\s+/g, ' ').slice(0, most);

/// What stands on the open pages, for the reason of a failure.
async function shown() {
  const texts = await Promise.all([...pages].filter(page => !page.isClosed()).map(async page =>
    ` | ${new URL(page.url()).hash} shows: ${inALine((await page.locator('body').innerText({ timeout: 5_000 }).catch(() => 'nothing')).slice(-400), 400)}`));
  return texts.join('');
}

export function check(condition, otherwise) {
  if (!condition) throw new Error(otherwise);
}

export function same(expected, actual) {
  check(JSON.stringify(expected) === JSON.stringify(actual), `expected ${JSON.stringify(expected)}, but was ${JSON.stringify(actual)}`);
}

/// Waits until it is the same.
export async function becomes(expected, look) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise(resolve => setTimeout(resolve, 50))) {
    if (JSON.stringify(expected) === JSON.stringify(await look())) return;
  }
  same(expected, await look());
}

/// A page of its own context. `page.complaints()` is what the browser complained about, but for what `page.expect(pattern)` names:
/// that may come later than what the page shows. Who is not signed in yet is told 401.
export async function open(browser, { width = 1280, height = 820, scheme = 'light', javaScript = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: 'reduce', javaScriptEnabled: javaScript });
  context.setDefaultTimeout(PATIENCE);
  context.on('page', page => pages.add(page));
  const page = await context.newPage();
  const complaints = [];
  const expected = [/ 401 .*\/console\/session$/];
  page.expect = pattern => expected.push(pattern);
  page.complaints = () => complaints.filter(one => !expected.some(pattern => pattern.test(one)));
  page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(`${message.text()} ${message.location().url}`));
  page.on('pageerror', error => complaints.push(error.stack));
  page.on('dialog', dialog => { complaints.push(`a dialog says ${dialog.message()}`); dialog.dismiss(); });
  return page;
}

/// A line to the server that can be cut and mended.
export async function line() {
  const { hostname, port } = new URL(server);
  const ends = new Set();
  let cut = false;
  const listening = net.createServer(near => {
    if (cut) return near.destroy();
    const far = net.connect(port, hostname);
    for (const [end, other] of [[near, far], [far, near]]) {
      ends.add(end);
      end.pipe(other);
      end.on('error', () => other.destroy());
      end.on('close', () => { ends.delete(end); other.destroy(); });
    }
  });
  await new Promise(resolve => listening.listen(0, '127.0.0.1', resolve));
  return {
    console: `http://127.0.0.1:${listening.address().port}/gander/v1/console/`,
    cut: () => { cut = true; ends.forEach(end => end.destroy()); },
    mend: () => { cut = false; },
    close: () => { ends.forEach(end => end.destroy()); listening.close(); }
  };
}

export async function signIn(page, to = CONSOLE) {
  await page.goto(to);
  await page.getByLabel('Key of the server').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('nav').waitFor({ state: 'attached' });
}

/// Asks the server with the key, beside the browser.
export async function call(method, where, body) {
  const answer = await fetch(server + where, { method, headers: { 'x-secret-key': key, 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${where}: ${answer.status} ${text}`);
  return text && JSON.parse(text);
}

/// A session in a folder of its own, with the developer's tools.
export async function newSession(extensions = [{ type: 'platform', name: 'developer', description: '' }]) {
  const { id } = await call('POST', '/agent/start', { working_dir: folder, extension_overrides: extensions });
  await call('POST', '/agent/resume', { session_id: id, load_model_and_extensions: true });
  return id;
}

export const imported = async conversation => (await call('POST', '/sessions/import', { json: JSON.stringify({ ...template(), conversation }) })).id;

const template = () => ({ id: 'x', working_dir: folder, name: 'Imported', created_at: '2026-11-28T10:00:00Z', updated_at: '2026-11-28T10:00:00Z', extension_data: {}, message_count: 0 });

export const says = (role, content, at = 0) => ({ id: `${role}-${at}`, role, created: 1_795_000_000 + at, content, metadata: { userVisible: true, agentVisible: true } });

/// Goes to another page of the console, as in `sessions`: what comes next is not done on the one that is left.
export async function visit(page, name) {
  const address = `${CONSOLE}#/${name}`;
  if (page.url() === address) return;
  await leaves(page, () => page.goto(address));
}

/// Does what leads to another page of the console.
export async function leaves(page, go) {
  const left = await page.$('main .page');
  await go();
  await left?.waitForElementState('hidden');
}

export const visitSession = (page, id) => visit(page, `session/${id}`);
export const composer = page => page.getByRole('textbox', { name: 'Message', exact: true });

export async function say(page, text) {
  await composer(page).fill(text);
  await page.keyboard.press('Enter');
}

/// Waits until no turn runs, and none is being stopped.
export async function quiet(page) {
  await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
  await page.locator('.conversation .status').waitFor({ state: 'detached' });
}

/// Tells a page whether somebody sees it: without a screen each page is told that it is seen.
export const seen = (page, isSeen) => page.evaluate(isHidden => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}, !isSeen);

/// Fails if axe-core finds anything, or if the page is wider than the window; leaves a picture.
export async function examine(page, name) {
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  const wide = await page.evaluate(() => Math.max(...[document.documentElement, ...document.querySelectorAll('main')].map(one => one.scrollWidth - one.clientWidth)));
  check(wide <= 0, `the page is ${wide} pixels wider than the window`);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
    .map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join(' ; ')}`));
  check(!found.length, found.join(' || '));
}
