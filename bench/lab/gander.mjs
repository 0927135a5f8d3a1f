// Gander's goosed, started from its image and spoken to as a client of goosed does.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { AcpConnection } from './acp.mjs';
import { environment, freePort, launch, scratchFolder, stop, untilReady } from './children.mjs';
import { useOnly } from './extensions.mjs';
import { call, open, readEvents } from './http.mjs';

const KEY = 'bench';
export const DEVELOPER = { type: 'platform', name: 'developer', description: 'Shell and files', display_name: 'Developer', bundled: true, available_tools: [] };

export class Gander {
  name = 'Gander';

  /** `home` may be used again, so that a start finds files and database as it left them. */
  static async start(image, settings, home = scratchFolder()) {
    if (!fs.existsSync(path.join(home, 'root/config/config.yaml'))) useOnly('developer', home);
    const port = settings.GOOSE_PORT ?? (await freePort());
    // Only what is done for the client is measured, unless the case says otherwise.
    const env = environment(home, { GANDER_WARMUP: 'off', GOOSE_TLS: 'false', ...settings, GOOSE_HOST: '127.0.0.1', GOOSE_PORT: port, GOOSE_SERVER__SECRET_KEY: KEY, GOOSE_PATH_ROOT: path.join(home, 'root') });
    const start = performance.now();
    const child = launch(path.join(image, 'bin/goosed'), ['agent'], { env, cwd: home });
    const gander = new Gander(child, `${env.GOOSE_TLS === 'true' ? 'https' : 'http'}://127.0.0.1:${port}`, home);
    gander.readyMs = await untilReady(child, `${gander.url}/status`, start);
    return gander;
  }

  constructor(child, url, home, key = KEY) {
    Object.assign(this, { child, url, home, pid: child.pid, headers: { 'x-secret-key': key } });
  }

  /** The same server for a client with another key. */
  as(key) {
    return new Gander(this.child, this.url, this.home, key);
  }

  /** The same server for a client that asks elsewhere, as at a proxy. */
  at(url) {
    return new Gander(this.child, url, this.home);
  }

  async get(route) {
    return call(this.url + route, { headers: this.headers });
  }

  async post(route, body) {
    return call(this.url + route, { headers: this.headers, body });
  }

  async put(route, body) {
    return call(this.url + route, { method: 'PUT', headers: this.headers, body });
  }

  async delete(route) {
    return call(this.url + route, { method: 'DELETE', headers: this.headers });
  }

  /** Starts and resumes a session, as Desktop does for a new chat. Gives its id. */
  async newSession(extensions = [DEVELOPER]) {
    const { id } = (await this.post('/agent/start', { working_dir: this.home, extension_overrides: extensions })).json();
    await this.post('/agent/resume', { session_id: id, load_model_and_extensions: true });
    return id;
  }

  /** Plays a turn to its end. `history`: messages that replace the session's own before; `onEvent` gets each event's text. */
  async turn(session, text, history, onEvent = () => {}) {
    const body = { session_id: session, user_message: message('user', text), ...(history ? { override_conversation: history } : {}) };
    const response = await open(`${this.url}/reply`, { headers: this.headers, body });
    let finished = false;
    await readEvents(response, data => {
      onEvent(data);
      if (data.includes('"type":"Error"')) throw new Error(data);
      finished ||= data.includes('"type":"Finish"');
    });
    if (!finished) throw new Error('a turn ended without Finish');
  }

  async callTool(session, name, args) {
    const { isError, content } = (await this.post('/agent/call_tool', { session_id: session, name, arguments: args })).json();
    if (isError) throw new Error(JSON.stringify(content));
  }

  /** A connection of an editor. */
  acp() {
    return AcpConnection.open(`${this.url}/acp`, this.home, this.headers);
  }

  /** Where a WebSocket of an editor is opened. */
  acpSocket() {
    return { url: `${this.url.replace('http', 'ws')}/acp`, headers: this.headers };
  }

  /** Bytes of heap in use after a collection, or null where the Java has no jcmd. */
  heapBytes() {
    const jcmd = path.join(javaHome(this.pid), 'bin/jcmd');
    if (!fs.existsSync(jcmd)) return null;
    const ask = command => execFileSync(jcmd, [this.pid, command], { stdio: 'pipe' }).toString();
    ask('GC.run');
    const spaces = [...ask('GC.heap_info').matchAll(/^\S+ +total \d+K, used (\d+)K/gm)];
    return spaces.reduce((sum, [, used]) => sum + Number(used) * 1024, 0);
  }

  /** The head of a request for a session's events, for clients that hold very many of them. */
  eventsRequest(session) {
    return `GET /sessions/${session}/events HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret-Key: ${KEY}\r\nAccept: text/event-stream\r\n\r\n`;
  }

  stop() {
    return stop(this.child);
  }
}

export const message = (role, text) => ({
  role,
  created: Math.floor(Date.now() / 1000),
  content: [{ type: 'text', text }],
  metadata: { userVisible: true, agentVisible: true },
});

const javaHome = pid => path.dirname(path.dirname(fs.realpathSync(`/proc/${pid}/exe`)));
