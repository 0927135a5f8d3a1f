// What the programs beside this file have in common: a client of the running server, and its browser.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const [server, key, folder] = process.argv.slice(2);
export const here = import.meta.dirname;

/// A server that keeps the paths of all requests.
export async function listener(page) {
  const paths = [];
  const listening = http.createServer((request, response) => {
    paths.push(request.url);
    response.writeHead(200, { 'content-type': page ? 'text/html' : 'text/plain', 'access-control-allow-origin': '*' });
    response.end(page ?? 'hello');
  }).on('upgrade', (request, socket) => { paths.push(request.url); socket.destroy(); });
  await new Promise(resolve => listening.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${listening.address().port}`, paths, close: () => listening.closeAllConnections() || listening.close() };
}

async function call(where, body) {
  const answer = await fetch(server + where, {
    method: 'POST',
    headers: { 'x-secret-key': key, 'content-type': 'application/json' },
    body: JSON.stringify(body)
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${where}: ${answer.status} ${text}`);
  return text && JSON.parse(text);
}

/// The client of apps, see `host.html`.
export const startHost = () => listener(fs.readFileSync(path.join(here, 'host.html'), 'utf8'));

export const startBrowser = () => chromium.launch({
  executablePath: execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim(), args: ['--no-sandbox'], timeout: 120_000 });

/// Starts a session with one extension.
///
/// @return calls its tools
export async function extension(config) {
  const session = (await call('/agent/start', { working_dir: folder, extension_overrides: [] })).id;
  await call('/agent/add_extension', { session_id: session, config: { description: '', ...config } });
  return (name, args) => call('/agent/call_tool', { session_id: session, name: `${config.name}__${name}`, arguments: args });
}
