// A client that talks in one session after the other, in all the ways that clients have, and remembers what it was told.
import { randomUUID } from 'node:crypto';
import net from 'node:net';
import { sleep } from '../lab/children.mjs';
import { DEVELOPER, message } from '../lab/gander.mjs';
import { open, readEvents } from '../lab/http.mjs';
import { TOOL_SERVER } from '../lab/tool-server.mjs';
import { Told } from './told.mjs';

const TURNS = 25;
const LONG = 2_000_000;
const PATIENCE_MS = 120_000;

const shell = command => `!tool shell ${JSON.stringify({ command })}`;

/** Scripts for the model, by how often one is taken. */
const SCRIPTS = [
  [30, () => '!say some words about\n!tokens 20'],
  [20, n => `!say I look\n${shell(`echo ${n}`)}\n---\n!say It says ${n}`],
  [15, n => `!say both\n${shell(`seq ${n % 100}`)}\n!tool mock__echo {"message": "${n}"}\n---\n!say done\n${shell('pwd')}\n---\n!say really`],
  [10, () => `${shell('sleep 2; echo slow')}\n!tool mock__slow {"ms": 1000}\n---\n!say at last`],
  [4, () => '!tool mock__crash {"code": 3}\n---\n!say it has crashed\n!tool mock__echo {"message": "again"}'],
  [1, () => `!tool mock__big {"chars": ${LONG}}\n---\n!say that was much`],
  [1, () => `${shell(`head -c ${LONG} /dev/zero | tr '\\0' y`)}\n---\n!say that too`],
  [1, () => `!say ${'x'.repeat(LONG)}`],
];
const ENDLESS = [
  () => `!say on and on\n!rate 30\n!tokens 900`,
  () => `!say wait\n${shell('sleep 60 & sleep 60; echo never')}\n!tool mock__slow {"ms": 60000}`,
];
const WAYS = [
  [45, 'reply'],
  [30, 'follow'],
  [10, 'hangUp'],
  [6, 'cancel'],
  [4, 'leave'],
];

function pick(table) {
  let at = Math.random() * table.reduce((sum, [share]) => sum + share, 0);
  return table.find(([share]) => (at -= share) < 0)[1];
}

class TurnFailed extends Error {}

const oneOf = list => list[Math.floor(Math.random() * list.length)];

export class Client {
  turns = 0;
  ways = {};
  /** Sessions that are kept, the current one too: id and what was told. */
  sessions = [];
  deleted = [];

  constructor(number, pair) {
    Object.assign(this, { number, pair });
  }

  async live(goesOn) {
    while (goesOn()) {
      await sleep(300 + Math.random() * 1200);
      await this.#step();
    }
  }

  async #step() {
    this.#notice();
    try {
      if (!this.session || this.left === 0) await this.#change();
      else if (this.server.isKilled) await this.#move();
      else await this.#speak();
    } catch (error) {
      // The answer of a killed server may have been anything.
      if (!this.server?.isKilled) this.pair.fault(`client ${this.number}, session ${this.session?.id}: ${error.message.slice(0, 300)}`);
    }
    this.#notice();
  }

  /** The server may also die between two steps, before the turn of a client that hung up has ended. */
  #notice() {
    if (this.server?.isKilled) this.session?.told.serverDied();
  }

  /** Leaves the session, sometimes for good, and begins another one. */
  async #change() {
    const old = this.session;
    this.session = null;
    if (old && !this.server.isKilled) {
      await this.#rest(old);
      if (Math.random() < 0.3) await this.#delete(old);
    }
    this.server = await this.pair.any();
    const id = await this.server.newSession([DEVELOPER, TOOL_SERVER]);
    this.session = { id, told: new Told() };
    this.sessions.push(this.session);
    this.left = 1 + Math.floor(Math.random() * TURNS);
  }

  /** A killed server may or may not have done it. */
  async #delete({ id }) {
    this.sessions = this.sessions.filter(session => session.id !== id);
    const response = await this.#open('DELETE', `/sessions/${id}`);
    response.resume();
    if (response.statusCode !== 200) throw new Error(`deleting was answered with ${response.statusCode}`);
    this.deleted.push(id);
  }

  /** The server is dead: the session goes on at the other one, or at the same one when it is there again. */
  async #move() {
    this.server = await this.pair.any();
    await this.server.post('/agent/resume', { session_id: this.session.id, load_model_and_extensions: true });
    this.session.rests = false;
    await this.#check();
  }

  async #check() {
    const { id, told } = this.session;
    const { conversation } = (await this.server.get(`/sessions/${id}`)).json();
    for (const what of told.missing(conversation)) this.pair.fault(`session ${id} lacks ${what}`);
  }

  /** A calm session keeps nothing in the server. */
  async rest() {
    if (this.session && !this.server.isKilled) await this.#rest(this.session);
  }

  async #rest(session) {
    if (!session.rests) await this.server.post('/agent/stop', { session_id: session.id });
    session.rests = true;
  }

  async #speak() {
    const way = pick(WAYS);
    this.ways[way] = (this.ways[way] ?? 0) + 1;
    this.left--;
    this.session.rests = false;
    const n = ++this.turns;
    const script = way === 'reply' || way === 'follow' ? pick(SCRIPTS)(n) : oneOf(ENDLESS)(n);
    const long = Math.random() < 0.01 ? 'z'.repeat(LONG) : '';
    const text = `client ${this.number} turn ${n} ${long}\n!new\n${script}`;
    // Each further turn would carry the long text to the model again.
    if (text.length > LONG || script.includes(String(LONG))) this.left = Math.min(this.left, 2);
    await this[way](text);
    if (way === 'reply' || way === 'follow' || way === 'cancel') await this.#check();
  }

  #open(method, route, body) {
    return open(this.server.url + route, { method, headers: { 'x-secret-key': 'bench' }, body });
  }

  async #start(text) {
    const response = await this.#open('POST', '/reply', { session_id: this.session.id, user_message: message('user', text) });
    if (response.statusCode !== 200) throw new Error(`a turn was answered with ${response.statusCode}`);
    return response;
  }

  async reply(text) {
    await this.#listen(await this.#start(text), text);
  }

  async hangUp(text) {
    const response = await this.#start(text);
    setTimeout(() => response.destroy(), 200 + Math.random() * 3000);
    await this.#listen(response, text).catch(error => {
      if (error instanceof TurnFailed) throw error;
    });
    this.session.told.hungUp();
  }

  /** The newer way: a stream of the session's events beside the request. */
  async #begin(text) {
    const { id, told } = this.session;
    const events = await this.#open('GET', `/sessions/${id}/events`);
    const request = randomUUID();
    try {
      // The turn of a client that has hung up may still be ending.
      for (const end = Date.now() + PATIENCE_MS; ; await sleep(100)) {
        const response = await this.#open('POST', `/sessions/${id}/reply`, { request_id: request, user_message: message('user', text) });
        response.resume();
        if (response.statusCode === 200) break;
        if (response.statusCode !== 400 || Date.now() > end) throw new Error(`a request for a turn was answered with ${response.statusCode}`);
      }
    } catch (error) {
      events.destroy();
      throw error;
    }
    told.accepted(text);
    return { events, isOurs: event => event.chat_request_id === request, cancel: () => this.server.post(`/sessions/${id}/cancel`, { request_id: request }) };
  }

  async follow(text) {
    const { events, isOurs } = await this.#begin(text);
    await this.#listen(events, text, isOurs);
  }

  async cancel(text) {
    const { events, isOurs, cancel } = await this.#begin(text);
    const heard = this.#listen(events, text, isOurs);
    heard.catch(() => {});
    await sleep(200 + Math.random() * 3000);
    await cancel();
    await heard;
  }

  /** Stops listening and lets the turn go on, then ends it. */
  async leave(text) {
    const { events, cancel } = await this.#begin(text);
    events.destroy();
    await sleep(Math.random() * 2000);
    await cancel();
  }

  /** Listens to the end of the turn that answers `text`. A Ping says only that somebody is there. */
  async #listen(response, text, isOurs = () => true) {
    const { told } = this.session;
    let heard = false;
    let finished = false;
    const patience = setTimeout(() => response.destroy(new Error('a turn has no end')), PATIENCE_MS);
    const hear = data => {
      const event = JSON.parse(data);
      if (!isOurs(event) || event.type === 'Ping') return;
      if (!heard) told.accepted(text);
      heard = true;
      told.event(event);
      if (event.type === 'Error') throw new TurnFailed(data);
      if (event.type === 'Finish') {
        finished = true;
        response.destroy();
      }
    };
    try {
      await readEvents(response, hear);
    } catch (error) {
      if (!finished) throw error;
    } finally {
      clearTimeout(patience);
      response.destroy();
    }
    if (!finished) throw new Error('a turn ended without Finish');
  }
}

/** Connections that say nothing, half of something, or ask and do not read; each hangs up after some seconds. */
export async function rudeClients(pair, goesOn) {
  let count = 0;
  const sayings = ['', 'GET /sta', 'POST /reply HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret-Key: bench\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"session'];
  const lists = 'GET /sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret-Key: bench\r\n\r\n'.repeat(20);
  while (goesOn()) {
    const { hostname, port } = new URL((await pair.any()).url);
    const socket = net.connect(Number(port), hostname, () => socket.write(oneOf([...sayings, lists])));
    socket.on('error', () => {}).pause();
    setTimeout(() => socket.destroy(), Math.random() * 5000);
    count++;
    await sleep(300);
  }
  return count;
}
