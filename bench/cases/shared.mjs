import { programs, Postgres } from '../cluster/postgres.mjs';
import { processorSeconds, sleep } from '../lab/children.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';

const PROMPT = '!tokens 50';
const TOOL = '!tool shell {"command": "true"}\n---\n!tokens 50';
const FULL = { warmUp: 200, runs: 40, sessions: 12, turns: 20 };
const QUICK = { warmUp: 10, runs: 5, sessions: 6, turns: 3 };
const NODES = 3;
const WITH_STATISTICS = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'top', 'pg_stat_statements.track_utility': 'on' };

export const asks = 'What does a turn cost more on PostgreSQL, in time and statements, and on three servers instead of one?';

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
    ...(await processors(nodes, size)),
  ];
}

/** The two alternate, so that a busy moment of the machine hits both. */
async function times(alone, node, { warmUp, runs }) {
  const sides = [];
  for (const server of [alone, node]) {
    const session = await server.newSession();
    await timed(warmUp, () => server.turn(session, PROMPT));
    sides.push({ server, session, taken: [] });
  }
  for (let i = 0; i < runs; i++) for (const { server, session, taken } of sides) taken.push(...(await timed(1, () => server.turn(session, PROMPT))));
  const [sqlite, postgres] = sides.map(({ taken }) => median(taken));
  return [figure('a turn, SQLite', sqlite, 'ms'), figure('a turn, PostgreSQL', postgres, 'ms'), figure('more on PostgreSQL', postgres - sqlite, 'ms', { atMost: 2 })];
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
    figure(`${what}: statements`, each('all'), ''),
    figure('… of these the beginning of a transaction', each('begins'), ''),
    // pgjdbc sends BEGIN along with the first statement.
    figure('… round trips', each('all') - each('begins'), ''),
  ];
}

async function counted(database, work) {
  database.run('SELECT pg_stat_statements_reset()');
  await work();
  const [row] = database.rows(`
    SELECT coalesce(sum(calls), 0) AS all,
      coalesce(sum(calls) FILTER (WHERE query ILIKE 'begin%'), 0) AS begins
    FROM pg_stat_statements WHERE query NOT ILIKE '%pg_stat_statements%'`);
  return row;
}

/** Each turn of a session at another server, and then all of them at one. */
async function processors(nodes, size) {
  const [one, ...others] = nodes;
  await talk(nodes, size);
  const three = await talk(nodes, size);
  for (const other of others) await other.stop();
  const single = await talk([one], size);
  return [
    figure('processor time a turn, one server', single, 'ms'),
    figure('processor time a turn, three servers', three, 'ms'),
    figure('ratio of processor times', three / single, '', { atMost: 1.3 }),
  ];
}

async function talk(nodes, { sessions: many, turns }) {
  const sessions = [];
  for (let s = 0; s < many; s++) sessions.push(await nodes[0].newSession());
  const before = spent(nodes);
  await Promise.all(
    sessions.map(async (session, s) => {
      for (let t = 0; t < turns; t++) await nodes[(s + t) % nodes.length].turn(session, PROMPT);
    }),
  );
  return ((spent(nodes) - before) * 1000) / (many * turns);
}

const spent = nodes => nodes.reduce((sum, { pid }) => sum + processorSeconds(pid), 0);
