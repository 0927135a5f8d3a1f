import { Front, proxies } from '../cluster/front.mjs';
import { programs, Postgres } from '../cluster/postgres.mjs';
import { residentMegabytes } from '../lab/children.mjs';
import { figure, leftOut } from '../lab/figures.mjs';
import { eventsOf, open } from '../lab/http.mjs';

const NODES = 3;
const FULL = { sessions: 10_000, talking: 2_000, atOnce: 1_000, followed: 200 };
const QUICK = { sessions: 300, talking: 100, atOnce: 60, followed: 20 };
const TALKERS = 16;
const SHORT = 10;
/** Twenty seconds, in which all of them have to have begun. */
const LONG = { tokens: 40, rate: 2 };
/** How long a follower waits for the end of a turn. */
const PATIENCE_MS = 120_000;
const WATCH_MS = 1_000;
/** GANDER_DATABASE_CONNECTIONS, one for health, and one that listens. */
const CONNECTIONS = 10 + 1 + 1;
const SHOWN = 3;

export const asks = 'Do three servers on one PostgreSQL hold 10,000 sessions, and run 1,000 turns at once, without a failure?';

export async function run(lab) {
  if (programs() === null) return [leftOut('PostgreSQL', 'it is not installed')];
  const size = lab.quick ? QUICK : FULL;
  const database = await lab.keep(Postgres.start());
  const nodes = [];
  for (let n = 0; n < NODES; n++) nodes.push(await lab.gander({ settings: { GANDER_DATABASE: database.address, GOOSE_MODE: 'auto' } }));
  const crowd = new Crowd(await doors(lab, nodes), nodes[0].home);
  const watch = new Watch(database, nodes);

  const start = performance.now();
  await crowd.gather(size.sessions);
  const gathered = performance.now();
  await crowd.speak(size.talking);
  const spoken = performance.now();
  await crowd.speakAtOnce(size.atOnce, size.followed);
  const end = performance.now();
  watch.stop();
  const wrong = [...crowd.failures, ...crowd.differences(database), ...gaps(database)];
  for (const each of wrong.slice(0, SHOWN)) console.log(`  ! ${each}`);
  const listed = (await nodes[0].get('/sessions')).json().sessions.length;
  return [
    figure('sessions that all servers list', listed, '', { atLeast: size.sessions }),
    figure('… begun', (size.sessions * 1000) / (gathered - start), 'a second'),
    figure('turns of 10 tokens, each the first of a session', (size.talking * 1000) / (spoken - gathered), 'a second'),
    figure('turns at once', watch.turns, '', { atLeast: size.atOnce }),
    figure('… all of them, 20 s each if nothing waits', (end - spoken) / 1000, 's'),
    figure('… of these followed by another client', crowd.followed, '', { atLeast: size.followed }),
    figure('failures; messages lost, twice or other; events missing', wrong.length, '', { atMost: 0 }),
    figure('connections of all servers, at most', watch.connections, '', { atMost: NODES * CONNECTIONS }),
    figure('resident memory of a server, at most', watch.megabytes, 'MB', { atMost: 400 }),
  ];
}

/** The proxy, which sends each request to the next server; without one the clients do that. */
async function doors(lab, nodes) {
  const [name] = proxies();
  if (!name) return nodes;
  const front = await lab.keep(Front.start(name, nodes.map(({ url }) => new URL(url).port)));
  return [nodes[0].at(front.url)];
}

class Crowd {
  /** What each session was told. */
  said = new Map();
  failures = [];
  followed = 0;
  #asked = 0;

  constructor(doors, folder) {
    Object.assign(this, { doors, folder });
  }

  get #door() {
    return this.doors[this.#asked++ % this.doors.length];
  }

  gather(sessions) {
    return some(Array(sessions).fill('a session'), each =>
      this.#trying(each, async () => {
        const { id } = (await this.#door.post('/agent/start', { working_dir: this.folder, extension_overrides: [] })).json();
        this.said.set(id, []);
      }),
    );
  }

  speak(many) {
    return some(this.#first(many), id =>
      this.#trying(id, async () => {
        await this.#door.post('/agent/resume', { session_id: id, load_model_and_extensions: true });
        await this.#say(id, `!tokens ${SHORT}`, SHORT);
      }),
    );
  }

  /** @param followed how many have another client, which comes by another server and sees the same */
  async speakAtOnce(many, followed) {
    const { tokens, rate } = LONG;
    const ids = this.#first(many);
    const followers = await Promise.all(ids.slice(0, followed).map(id => this.#follow(id, tokens)));
    await Promise.all(ids.map(id => this.#trying(id, () => this.#say(id, `!tokens ${tokens}\n!rate ${rate}`, tokens))));
    await Promise.all(followers.map(({ heard }) => heard));
  }

  /** Listens when this returns, and has heard a whole turn when `heard` is over. */
  async #follow(id, tokens) {
    const response = await this.#events(id);
    const listen = async () => {
      let text = '';
      for await (const { type, message } of eventsOf(response)) {
        if (type === 'Message' && message.role === 'assistant') text += message.content[0].text;
        if (type === 'Finish') break;
      }
      if (text !== words(tokens)) throw new Error(`heard ${text}`);
      this.followed++;
    };
    return { heard: this.#trying(`a follower of ${id}`, listen) };
  }

  /** As clients do it: again, when the proxy has lost patience with a server. */
  async #events(id) {
    for (;;) {
      const door = this.#door;
      const response = await open(`${door.url}/sessions/${id}/events`, { headers: door.headers, signal: AbortSignal.timeout(PATIENCE_MS) });
      if (response.statusCode === 200) return response;
      response.resume();
      if (response.statusCode !== 504) throw new Error(`events of ${id}: ${response.statusCode}`);
    }
  }

  #first(many) {
    return [...this.said.keys()].slice(0, many);
  }

  #say(id, script, tokens) {
    const text = `${id}, ${this.said.get(id).length}\n${script}`;
    this.said.get(id).push(text, words(tokens));
    return this.#door.turn(id, text);
  }

  async #trying(what, work) {
    try {
      await work();
    } catch (error) {
      this.failures.push(`${what}: ${error.message}`);
    }
  }

  /** Sessions that are not stored as they were told. */
  differences(database) {
    const stored = new Map();
    for (const { id, content } of database.rows('SELECT session_id AS id, content_json AS content FROM gander.messages ORDER BY session_id, gander.messages.id')) {
      stored.set(id, [...(stored.get(id) ?? []), JSON.parse(content).map(({ text }) => text).join('')]);
    }
    const differ = [...this.said].filter(([id, texts]) => JSON.stringify(stored.get(id) ?? []) !== JSON.stringify(texts));
    return differ.map(([id]) => `${id} is stored as ${JSON.stringify(stored.get(id))}`);
  }
}

/** With some of them at a time. */
async function some(all, work) {
  const left = all.values();
  const worker = async () => {
    for (const each of left) await work(each);
  };
  await Promise.all(Array.from({ length: TALKERS }, worker));
}

const words = tokens => Array.from({ length: tokens }, (_, n) => `w${n}`).join(' ');

/** Sessions whose events have a gap in their numbers; of those that nobody follows they are not kept. */
const gaps = database =>
  database
    .rows('SELECT session_id AS id FROM gander.session_event GROUP BY session_id HAVING count(*) <> max(seq) - min(seq) + 1')
    .map(({ id }) => `${id}: an event is missing`);

/** The most that there was of everything. */
class Watch {
  turns = 0;
  connections = 0;
  megabytes = 0;

  constructor(database, nodes) {
    Object.assign(this, { database, nodes });
    this.timer = setInterval(() => this.look(), WATCH_MS);
  }

  look() {
    const [{ turns, connections }] = this.database.rows(`
      SELECT (SELECT count(*) FROM gander.turn_lease WHERE expires_at > clock_timestamp()) AS turns,
        (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS connections`);
    const megabytes = Math.max(...this.nodes.map(({ pid }) => residentMegabytes(pid)));
    this.turns = Math.max(this.turns, turns);
    this.connections = Math.max(this.connections, connections);
    this.megabytes = Math.max(this.megabytes, megabytes);
  }

  stop() {
    clearInterval(this.timer);
  }
}
