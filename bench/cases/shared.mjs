import { programs, Postgres } from '../cluster/postgres.mjs';
import { processorTime } from '../cluster/processors.mjs';
import { processorSeconds, sleep } from '../lab/children.mjs';
import { figure, leftOut, median, percentile } from '../lab/figures.mjs';
import { open, readEvents } from '../lab/http.mjs';
import { timed } from '../lab/lab.mjs';

const PROMPT = '!tokens 50';
const TOOL = '!tool shell {"command": "true"}\n---\n!tokens 50';
const FULL = { warmUp: 200, runs: 60, warm: 1000, sessions: 12, turns: 10, rounds: 3, words: 500 };
const QUICK = { warmUp: 10, runs: 5, warm: 20, sessions: 6, turns: 3, rounds: 1, words: 50 };
/** Words a second of a turn that another server shows. */
const PACE = 100;
const NODES = 3;
/** Sessions at once. */
const WARMERS = 20;
const WITH_STATISTICS = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'top', 'pg_stat_statements.track_utility': 'on' };

export const asks = 'What does a turn cost more on PostgreSQL, in time and statements, and on three servers instead of one? How late does another server show it?';

export async function run(lab) {
  if (programs() === null) return [leftOut('PostgreSQL', 'it is not installed')];
  const database = await lab.keep(Postgres.start(WITH_STATISTICS));
  database.run('CREATE EXTENSION pg_stat_statements');
  const settings = { GANDER_DATABASE: database.address };
  const alone = await lab.gander();
  const nodes = [];
  for (let n = 0; n < NODES; n++) nodes.push(await lab.gander({ settings }));
  const size = lab.quick ? QUICK : FULL;
  return [
    ...(await times(alone, nodes[0], size)),
    ...(await statements(database, nodes[0], 'a turn', PROMPT, size)),
    ...(await statements(database, nodes[0], 'a turn with a tool', TOOL, size)),
    ...(await lateness(nodes, size)),
    ...(await processors(lab, alone, nodes, database, size)),
  ];
}

/** The two alternate, so that a busy moment of the machine hits both. */
async function times(alone, node, { warmUp, runs }) {
  const sides = [];
  for (const server of [alone, node]) {
    const session = await server.newSession();
    await timed(warmUp, () => server.turn(session, PROMPT));
    sides.push({ server, session, taken: [], spent: 0 });
  }
  for (let i = 0; i < runs; i++) {
    for (const side of sides) {
      const before = processorSeconds(side.server.pid);
      side.taken.push(...(await timed(1, () => side.server.turn(side.session, PROMPT))));
      side.spent += ((processorSeconds(side.server.pid) - before) * 1000) / runs;
    }
  }
  const [sqlite, postgres] = sides.map(({ taken }) => median(taken));
  return [
    figure('a turn, SQLite', sqlite, 'ms'),
    figure('a turn, PostgreSQL', postgres, 'ms'),
    figure('more on PostgreSQL', postgres - sqlite, 'ms', { atMost: 2 }),
    figure('… processor time of the server', sides[1].spent - sides[0].spent, 'ms'),
  ];
}

/** What servers ask for without turns, as signs of life, is taken off. */
async function statements(database, node, what, prompt, { runs }) {
  const session = await node.newSession();
  await node.turn(session, prompt);
  const start = performance.now();
  const busy = await counted(database, async () => {
    for (let i = 0; i < runs; i++) await node.turn(session, prompt);
  });
  const quiet = await counted(database, () => sleep(performance.now() - start));
  const each = kind => Math.max(0, busy[kind] - quiet[kind]) / runs;
  return [
    figure(`${what}: statements, without BEGIN and COMMIT`, each('statements'), ''),
    figure('… transactions of several statements', each('begins'), ''),
    // pgjdbc sends BEGIN along with the first statement, and waits for COMMIT.
    figure('… round trips', each('statements') + each('begins'), ''),
  ];
}

/** COMMIT is not counted: of a prepared one the extension sees the first execution only. */
async function counted(database, work) {
  database.run('SELECT pg_stat_statements_reset()');
  await work();
  const [row] = database.rows(`
    SELECT coalesce(sum(calls) FILTER (WHERE query NOT IN ('BEGIN', 'COMMIT')), 0) AS statements,
      coalesce(sum(calls) FILTER (WHERE query = 'BEGIN'), 0) AS begins
    FROM pg_stat_statements WHERE query NOT ILIKE '%pg_stat_statements%'`);
  return row;
}

/** The same word at the client that asked for the turn, and at one that follows the session on another server. */
async function lateness([owner, other], { words }) {
  const session = await owner.newSession();
  await owner.turn(session, PROMPT);
  const hangUp = new AbortController();
  const [said, heard] = [new Heard(), new Heard()];
  const response = await open(`${other.url}/sessions/${session}/events`, { headers: other.headers, signal: hangUp.signal });
  const following = readEvents(response, data => heard.event(data)).catch(() => {});
  await owner.turn(session, `!tokens ${words}\n!rate ${PACE}`, undefined, data => said.event(data));
  await heard.upTo(said.length);
  hangUp.abort();
  await following;
  const late = said.times.map(({ length, at }) => heard.times.find(each => each.length >= length).at - at);
  return [
    figure('a word on another server, half of them below', median(late), 'ms'),
    figure('… 99 of 100 below', percentile(late, 0.99), 'ms', { atMost: 50 }),
  ];
}

/** How much of an answer was there when. */
class Heard {
  times = [];
  length = 0;

  event(data) {
    const { type, message } = JSON.parse(data);
    if (type !== 'Message' || message.role !== 'assistant') return;
    this.length += message.content.reduce((sum, { text }) => sum + (text ?? '').length, 0);
    this.times.push({ length: this.length, at: performance.now() });
  }

  async upTo(length) {
    while (this.length < length) await sleep(5);
  }
}

/**
 * Each turn of a session at another server than the one before, and all of them at one; and sessions that stay where they are. One
 * turn at a time: what comes together is cheaper, and comes together more often where fewer servers share the processor. Its
 * caches they share too, which servers show that have nothing in common, each with a database and sessions of its own. All have
 * played as many turns before: servers run for days, and three that divide the first turns among them are cold for three times as long.
 */
async function processors(lab, alone, nodes, database, size) {
  const apart = [alone];
  while (apart.length < NODES) apart.push(await lab.gander());
  for (const server of [...nodes, ...apart]) await warmUp(server, size.warm);
  const sides = [
    { servers: [nodes[0]], wanders: true, took: [] },
    { servers: nodes, wanders: true, took: [] },
    { servers: nodes, wanders: false, took: [] },
    { servers: [alone], wanders: false, took: [] },
    { servers: apart, wanders: false, took: [] },
  ];
  for (let n = 0; n <= size.rounds; n++) {
    for (const { servers, wanders, took } of sides) {
      const sessions = [];
      for (let s = 0; s < size.sessions; s++) sessions.push(await servers[s % servers.length].newSession());
      // An agent for each of them.
      await talk(servers, sessions, wanders ? servers.length : 1, wanders);
      const spent = await processorTime(database, servers, size.sessions * size.turns, () => talk(servers, sessions, size.turns, wanders));
      if (n > 0) took.push(spent);
    }
  }
  const [one, three, staying, oneApart, threeApart] = sides.map(({ took }) => ({ servers: median(took.map(each => each.servers)), database: median(took.map(each => each.database)) }));
  return [
    figure('processor time a turn, one server', one.servers, 'ms'),
    figure('… and PostgreSQL', one.database, 'ms'),
    figure('processor time a turn, three servers', three.servers, 'ms'),
    figure('… and PostgreSQL', three.database, 'ms'),
    figure('ratio of processor times, three to one', three.servers / one.servers, '', { atMost: 1.3 }),
    figure('… with PostgreSQL', (three.servers + three.database) / (one.servers + one.database), ''),
    figure('… of sessions that stay at one of the three', staying.servers / one.servers, '', { atMost: 1.3 }),
    figure('… of three that share nothing to one, SQLite', threeApart.servers / oneApart.servers, ''),
    figure('the former in proportion to the latter', three.servers / one.servers / (threeApart.servers / oneApart.servers), '', { atMost: 1.3 }),
  ];
}

async function warmUp(server, turns) {
  const sessions = await Promise.all(Array.from({ length: WARMERS }, () => server.newSession()));
  await Promise.all(sessions.map(session => talk([server], [session], Math.ceil(turns / WARMERS))));
}

async function talk(servers, sessions, turns, wanders = false) {
  for (let t = 0; t < turns; t++) for (const [s, session] of sessions.entries()) await servers[(s + (wanders ? t : 0)) % servers.length].turn(session, PROMPT);
}
