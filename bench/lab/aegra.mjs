// Aegra, the open server of LangGraph's protocol: the neighbour that several servers are compared with. Its graph asks the
// model and streams what it says, as a turn without tools does.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment, freePort, launch, stop, untilReady } from './children.mjs';
import { call, open, readEvents } from './http.mjs';

const FOLDER = fileURLToPath(new URL('./aegra', import.meta.url));
const WANTED = path.join(FOLDER, 'requirements.txt');
const VENV = fileURLToPath(new URL('../target/aegra', import.meta.url));
const INSTALLED = path.join(VENV, 'installed.txt');

export class Aegra {
  name = 'Aegra';

  /** Installs it once. Gives null where that does not work, as without a network. */
  static version() {
    try {
      if (!fs.existsSync(INSTALLED) || fs.readFileSync(INSTALLED, 'utf8') !== fs.readFileSync(WANTED, 'utf8')) install();
      return fs.readFileSync(WANTED, 'utf8').match(/^aegra-api==(.+)$/m)[1];
    } catch (missing) {
      return null;
    }
  }

  /** @param connections that it may have to the database */
  static async start(database, model, connections) {
    const port = await freePort();
    const env = environment(FOLDER, {
      DATABASE_URL: database.address,
      LANGGRAPH_MAX_POOL_SIZE: String(connections - 2),
      OPENAI_BASE_URL: `${model.url}/v1`,
      OPENAI_API_KEY: 'any',
      AEGRA_CONFIG: 'aegra.json',
      LOG_LEVEL: 'ERROR',
      PYTHONDONTWRITEBYTECODE: '1',
    });
    const child = launch(path.join(VENV, 'bin/uvicorn'), ['aegra_api.main:app', '--port', port, '--log-level', 'error'], { cwd: FOLDER, env });
    const aegra = new Aegra(child, `http://127.0.0.1:${port}`);
    await untilReady(child, `${aegra.url}/health`, performance.now());
    return aegra;
  }

  constructor(child, url) {
    Object.assign(this, { child, url, pid: child.pid });
  }

  async newSession() {
    return (await call(`${this.url}/threads`, { body: {} })).json().thread_id;
  }

  async turn(session, text, _history, onEvent = () => {}) {
    const body = { assistant_id: 'agent', input: { messages: [{ role: 'user', content: text }] }, stream_mode: ['messages-tuple'] };
    const response = await open(`${this.url}/threads/${session}/runs/stream`, { body });
    let finished = false;
    await readEvents(response, data => {
      onEvent(data);
      finished ||= data.includes('"finish_reason":"stop"');
    });
    if (!finished) throw new Error('a run ended without an answer');
  }

  stop() {
    return stop(this.child);
  }
}

function install() {
  fs.rmSync(VENV, { recursive: true, force: true });
  execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'ignore' });
  execFileSync(path.join(VENV, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '--requirement', WANTED], { stdio: ['ignore', 'ignore', 'pipe'] });
  fs.copyFileSync(WANTED, INSTALLED);
}
