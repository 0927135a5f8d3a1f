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

/// Tells what was seen, one line each; the first word is `ok` or `failed`.
export async function see(what, look) {
  try {
    await look();
    console.log(`ok ${what}`);
  } catch (error) {
    console.log(`failed ${what}: ${error.stack.split('\n').filter(line => !line.includes('node_modules')).slice(0, 6).join(' | ')}`);
  }
}

export function check(condition, otherwise) {
  if (!condition) throw new Error(otherwise);
}

export function same(expected, actual) {
  check(JSON.stringify(expected) === JSON.stringify(actual), `expected ${JSON.stringify(expected)}, but was ${JSON.stringify(actual)}`);
}

/// A page of its own context. What the browser complains about is in `complaints`.
export async function open(browser, { width = 1280, height = 820, scheme = 'light', javaScript = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: 'reduce', javaScriptEnabled: javaScript });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', message => ['error', 'warning'].includes(message.type()) && page.complaints.push(message.text()));
  page.on('pageerror', error => page.complaints.push(error.stack));
  page.on('dialog', dialog => { page.complaints.push(`a dialog says ${dialog.message()}`); dialog.dismiss(); });
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

export const visit = (page, id) => page.goto(`${CONSOLE}#/session/${id}`);
export const composer = page => page.getByRole('textbox', { name: 'Message', exact: true });

export async function say(page, text) {
  await composer(page).fill(text);
  await page.keyboard.press('Enter');
}

export const quiet = page => page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });

/// Fails if axe-core finds anything, or if the page is wider than the window; leaves a picture.
export async function examine(page, name) {
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(wide <= 0, `the page is ${wide} pixels wider than the window`);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
    .map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join(' ; ')}`));
  check(!found.length, found.join(' || '));
}
