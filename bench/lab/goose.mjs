// goose 1.52, the last upstream server, over ACP: the neighbour that Gander is compared with.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment, freePort, launch, scratchFolder, stop, untilReady } from './children.mjs';
import { call, open, readEvents } from './http.mjs';

export const GOOSE = fileURLToPath(new URL('../node_modules/@aaif/goose-binary-linux-x64/bin/goose', import.meta.url));
const EXTENSIONS = ['developer', 'todo', 'apps', 'chatrecall', 'extensionmanager', 'skills', 'summon', 'tom', 'code_execution', 'analyze', 'summarize', 'orchestrator'];

export class Goose {
  name = 'goose 1.52';
  requests = 0;
  waiting = new Map();

  static isInstalled = () => fs.existsSync(GOOSE);

  /** With one platform extension alone: both servers get the same work. */
  static async start(settings, extension = 'developer') {
    const home = scratchFolder();
    configure(path.join(home, 'root/config'), extension);
    const port = await freePort();
    const env = environment(home, { ...settings, GOOSE_PATH_ROOT: path.join(home, 'root') });
    const start = performance.now();
    const child = launch(GOOSE, ['serve', '--port', port, '--dangerously-unauthenticated'], { env, cwd: home });
    const goose = new Goose(child, `http://127.0.0.1:${port}`, home);
    goose.readyMs = await untilReady(child, `${goose.url}/status`, start);
    await goose.connect();
    return goose;
  }

  constructor(child, url, home) {
    Object.assign(this, { child, url, home, pid: child.pid });
  }

  async connect() {
    const params = { protocolVersion: 1, clientCapabilities: {} };
    const answer = await call(`${this.url}/acp`, { body: { jsonrpc: '2.0', id: 0, method: 'initialize', params } });
    this.connection = { 'acp-connection-id': answer.headers['acp-connection-id'] };
    await this.listen(this.connection);
  }

  /** Answers come on streams: one of the connection, and one of each session. */
  async listen(headers) {
    const response = await open(`${this.url}/acp`, { headers: { ...headers, accept: 'text/event-stream' } });
    readEvents(response, data => this.take(data)).catch(ended => this.fail(ended));
  }

  take(data) {
    if (data.includes('"method":')) return;
    const answer = JSON.parse(data);
    const { resolve, reject } = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.error) reject(new Error(JSON.stringify(answer.error)));
    else resolve(answer.result);
  }

  fail(reason) {
    for (const { reject } of this.waiting.values()) reject(reason);
  }

  async ask(method, params, headers = this.connection) {
    const id = ++this.requests;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    await call(`${this.url}/acp`, { headers, body: { jsonrpc: '2.0', id, method, params } });
    return answer;
  }

  async newSession() {
    const { sessionId } = await this.ask('session/new', { cwd: this.home, mcpServers: [] });
    await this.listen(this.of(sessionId));
    return sessionId;
  }

  async turn(session, text) {
    await this.ask('session/prompt', { sessionId: session, prompt: [{ type: 'text', text }] }, this.of(session));
  }

  async callTool(session, extensionName, name, args) {
    const { isError, content } = await this.ask('_goose/unstable/tools/call', { sessionId: session, extensionName, name, arguments: args }, this.of(session));
    if (isError) throw new Error(JSON.stringify(content));
  }

  of(session) {
    return { ...this.connection, 'acp-session-id': session };
  }

  stop() {
    return stop(this.child);
  }
}

function configure(folder, extension) {
  const entry = name => `  ${name}:\n    enabled: ${name === extension}\n    type: platform\n    name: ${name}\n    description: ''\n    bundled: true\n`;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'config.yaml'), 'extensions:\n' + EXTENSIONS.map(entry).join(''));
}
