// A client with a session of its own. Each of its requests, and each time it listens, may reach another node. What it did
// and saw goes into the history.
import { createHash, randomUUID } from 'node:crypto';
import { sleep } from '../lab/children.mjs';
import { DEVELOPER, message } from '../lab/gander.mjs';
import { call, open } from '../lab/http.mjs';
import { LOAD_ANEW } from './checker.mjs';

const HEADERS = { 'x-secret-key': 'bench' };
const REQUEST_MS = 45_000;
/** Streams have a heartbeat twice a second. */
const SILENCE_MS = 5_000;
const PATIENCE_MS = 40_000;
const ANSWER_AGAIN_MS = 4_000;

const TURNS = [
  [30, 'plain'],
  [25, 'tool'],
  [15, 'tools'],
  [8, 'slow'],
  [8, 'long'],
  [8, 'owned'],
  [6, 'cancelled'],
];
const ANSWERS = [
  [70, ['allow_once']],
  [15, ['deny_once']],
  [15, ['allow_once', 'deny_once']],
];

export const digest = text => createHash('sha1').update(text).digest('base64').slice(0, 12);

export class Client {
  turns = 0;
  last = null;
  /** Ends of turns, by request. */
  #ends = new Map();
  #answered = new Map();

  constructor(number, { nodes, history, chance, folder, log }) {
    Object.assign(this, { number, nodes, history, chance, folder, log, asks: number % 2 === 1 });
  }

  #call(route, body, method) {
    return call(this.nodes.url + route, { method, headers: HEADERS, body, signal: AbortSignal.timeout(REQUEST_MS) });
  }

  /** Until it works: what is asked for may have happened although no answer came. */
  async #insist(route, body) {
    for (;;) {
      try {
        return await this.#call(route, body);
      } catch (error) {
        if (!isUnknown(error)) throw error;
        await sleep(300);
      }
    }
  }

  async begin() {
    const { id } = (await this.#insist('/agent/start', { working_dir: this.folder, extension_overrides: [DEVELOPER] })).json();
    this.session = id;
    await this.#insist('/agent/resume', { session_id: id, load_model_and_extensions: true });
    await this.#insist('/agent/update_session', { session_id: id, goose_mode: this.asks ? 'approve' : 'auto' });
    this.history.add({ type: 'mode', session: id, asks: this.asks });
    this.following = this.#follow();
    while (!this.hears) await sleep(20);
  }

  async live(goesOn) {
    while (goesOn()) {
      await sleep(this.chance.between(50, 1500));
      const kind = this.chance.pick(TURNS);
      if (kind === 'owned') await this.#own();
      else await this.#turn(kind);
    }
  }

  /** When all is well again: one more word, which has to come through. */
  async end(until) {
    while (Date.now() < until) {
      if (await this.#turn('last')) return true;
      await sleep(500);
    }
    return false;
  }

  /** @return whether the word was accepted, and its turn ended well */
  async #turn(kind) {
    const word = this.#word();
    const request = randomUUID();
    const over = this.#endOf(request);
    const text = `${word}\n!new\n${this.#script(kind, word)}`;
    const outcome = await this.#outcome(this.#call(`/sessions/${this.session}/reply`, { request_id: request, user_message: message('user', text) }));
    this.history.add({ type: 'say', session: this.session, word, request, outcome });
    if (outcome === 'refused') return false;
    if (kind === 'cancelled') {
      await Promise.race([over, sleep(this.chance.between(100, 2000))]);
      await this.#cancel(request);
    }
    const ended = await this.#patiently(over, outcome === 'ok' ? PATIENCE_MS : 5_000);
    if (!ended && outcome === 'ok') {
      this.history.add({ type: 'late', session: this.session, word });
      await this.#cancel(request);
      await this.#patiently(over, 10_000);
    }
    this.#ends.delete(request);
    return ended === 'Finish' && outcome === 'ok';
  }

  async #outcome(asking) {
    try {
      await asking;
      return 'ok';
    } catch (error) {
      return isUnknown(error) ? 'unknown' : 'refused';
    }
  }

  #word() {
    return `w${this.number}x${++this.turns}`;
  }

  #endOf(request) {
    return new Promise(resolve => this.#ends.set(request, resolve));
  }

  async #patiently(over, ms) {
    let timer;
    const patience = new Promise(resolve => (timer = setTimeout(() => resolve(false), ms)));
    const ended = await Promise.race([over, patience]);
    clearTimeout(timer);
    return ended;
  }

  #cancel(request) {
    return this.#outcome(this.#call(`/sessions/${this.session}/cancel`, { request_id: request }));
  }

  /** The older way: the turn belongs to the request, and ends with it. */
  async #own() {
    const word = this.#word();
    const text = `${word}\n!new\n${this.#script('tool', word)}`;
    let outcome = 'unknown';
    const read = async signal => {
      const response = await open(`${this.nodes.url}/reply`, { headers: HEADERS, body: { session_id: this.session, user_message: message('user', text) }, signal });
      if (response.statusCode >= 400 && response.statusCode < 500) outcome = 'refused';
      for await (const { data } of framesOf(response)) {
        const { type } = JSON.parse(data);
        // Before its turn comes, only the heart beats. A turn that failed at once may have stored nothing.
        if (type === 'Message') outcome = 'ok';
        if (type === 'Finish' || type === 'Error') return;
      }
    };
    const hangUp = AbortSignal.timeout(PATIENCE_MS);
    try {
      await read(hangUp);
    } catch (error) {
      // Cut off: the history says what was heard before.
    }
    this.history.add({ type: 'say', session: this.session, word, outcome });
  }

  #script(kind, word) {
    const shell = (n, seconds) => `!call ${word}-${n} shell ${JSON.stringify({ command: `echo begin ${word}-${n} >> ${this.log}; sleep ${seconds}; echo ran ${word}-${n}` })}`;
    switch (kind) {
      case 'plain':
        return `!say ${word} says\n!tokens 15\n!rate 60`;
      case 'tool':
        return `!say ${word} looks\n${shell(1, 0)}\n---\n!say ${word} saw`;
      case 'tools':
        return `!say ${word} looks\n${shell(1, 0.2)}\n${shell(2, 0)}\n---\n!say ${word} looks again\n${shell(3, 0)}\n---\n!say ${word} saw`;
      case 'slow':
        return `${shell(1, 4)}\n---\n!say ${word} at last`;
      case 'long':
      case 'cancelled':
        return `!say ${word} goes on\n!tokens 150\n!rate 30`;
      case 'last':
        return `!say ${word} ends`;
    }
  }

  /** Follows the session to the end, over many connections. */
  async #follow() {
    while (!this.isOver) {
      const hangUp = new AbortController();
      if (this.chance.next() < 0.3) setTimeout(() => hangUp.abort(), this.chance.between(300, 6000)).unref();
      try {
        await this.#listen(hangUp);
      } catch (error) {
        if (error instanceof SyntaxError) throw error;
      }
      await sleep(this.chance.between(20, 300));
    }
  }

  async #listen(hangUp) {
    const silence = setTimeout(() => hangUp.abort(), SILENCE_MS);
    this.hangUp = hangUp;
    try {
      const headers = this.last === null ? HEADERS : { ...HEADERS, 'last-event-id': String(this.last) };
      const response = await open(`${this.nodes.url}/sessions/${this.session}/events`, { headers, signal: hangUp.signal });
      if (response.statusCode !== 200) return response.resume();
      response.on('data', () => {
        this.hears = true;
        silence.refresh();
      });
      this.history.add({ type: 'follow', session: this.session, after: this.last });
      for await (const { id, data } of framesOf(response)) this.#hear(id, data);
    } finally {
      clearTimeout(silence);
      hangUp.abort();
    }
  }

  #hear(id, data) {
    const event = JSON.parse(data);
    if (event.type === 'Ping' || event.type === 'ActiveRequests') return;
    this.history.add({ type: 'seen', session: this.session, seq: id, kind: event.type, request: event.chat_request_id, digest: digest(data), ...(event.error ? { error: event.error } : {}) });
    if (id === null) return;
    this.last = id;
    if (id === LOAD_ANEW) this.#ends.forEach(end => end(event.type));
    if (event.type === 'Finish' || event.type === 'Error') this.#ends.get(event.chat_request_id)?.(event.type);
    for (const { type, id: call, data: asked } of event.message?.content ?? []) {
      if (type === 'actionRequired' && asked.actionType === 'toolConfirmation') this.#answer(asked.id);
      if (type === 'toolConfirmationRequest') this.#answer(call);
      if (type === 'toolResponse') clearInterval(this.#answered.get(call));
    }
  }

  /** Says it again while nothing comes of it; sometimes says two things at once, of which one counts. */
  #answer(id) {
    if (this.#answered.has(id)) return;
    const actions = this.chance.pick(ANSWERS);
    this.history.add({ type: 'answer', session: this.session, call: id, actions });
    const say = () => actions.forEach(action => this.#outcome(this.#call('/action-required/tool-confirmation', { id, action, sessionId: this.session })));
    say();
    let left = 10;
    const again = setInterval(() => (--left > 0 ? say() : clearInterval(again)), ANSWER_AGAIN_MS);
    this.#answered.set(id, again);
  }

  /** Waits until everything up to `newest` was heard. */
  async caughtUp(newest, until) {
    while ((this.last ?? 0) < newest && Date.now() < until) await sleep(50);
  }

  async leave() {
    this.isOver = true;
    this.#answered.forEach(clearInterval);
    this.hangUp?.abort();
    await this.following;
  }
}

/** Whether it may have been done: only a node that understood and refused is sure. */
const isUnknown = ({ status }) => status === undefined || status >= 500 || status === 429;

/** Server-sent events: id (or null) and data. */
async function* framesOf(response) {
  response.setEncoding('utf8');
  let rest = '';
  for await (const chunk of response) {
    const frames = (rest + chunk).split('\n\n');
    rest = frames.pop();
    for (const frame of frames) {
      const lines = frame.split('\n');
      const data = lines.find(line => line.startsWith('data: '));
      const id = lines.find(line => line.startsWith('id: '));
      if (data) yield { id: id ? Number(id.slice(4)) : null, data: data.slice(6) };
    }
  }
}
