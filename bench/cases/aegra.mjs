import { programs, Postgres } from '../cluster/postgres.mjs';
import { processorTime } from '../cluster/processors.mjs';
import { Aegra } from '../lab/aegra.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';

const NODES = 3;
/** Of each server to its database. */
const CONNECTIONS = 12;
const WORDS = 200;
const FULL = { sessions: 12, turns: 3, rounds: 3, alone: 20 };
const QUICK = { sessions: 6, turns: 2, rounds: 1, alone: 5 };
const FIRST_WORD = /"(text|content)":"w0/;

export const asks = 'What do three servers get done beside three of Aegra, each three on a PostgreSQL of their own?';

export async function run(lab) {
  if (programs() === null) return [leftOut('PostgreSQL', 'it is not installed')];
  const version = Aegra.version();
  if (version === null) return [leftOut('Aegra', 'Python or its packages could not be had')];
  const sides = [await side('Gander', database => lab.gander({ settings: { GANDER_DATABASE: database.address } })), await side(`Aegra ${version}`, async database => lab.keep(Aegra.start(database, await lab.model(), CONNECTIONS)))];
  const size = lab.quick ? QUICK : FULL;
  // The first round warms up; they alternate, so that a busy moment of the machine hits both.
  for (let n = 0; n <= size.rounds; n++) for (const each of sides) await round(each, size, n > 0);
  for (let n = 0; n <= size.alone; n++) for (const each of sides) await alone(each, n);
  return report(sides);

  async function side(name, start) {
    const database = await lab.keep(Postgres.start());
    const nodes = [];
    for (let n = 0; n < NODES; n++) nodes.push(await start(database));
    return { name, database, nodes, rates: [], firsts: [], quiet: [], spent: [], databaseSpent: [] };
  }
}

/** All sessions at once, each turn of one at another server. */
async function round({ database, nodes, rates, firsts, spent, databaseSpent }, { sessions: many, turns }, counts) {
  const sessions = [];
  for (let s = 0; s < many; s++) sessions.push(await nodes[s % nodes.length].newSession([]));
  const start = performance.now();
  const took = [];
  const processor = await processorTime(database, nodes, many * turns, () =>
    Promise.all(
      sessions.map(async (session, s) => {
        for (let t = 0; t < turns; t++) took.push(await firstWord(nodes[(s + t) % nodes.length], session));
      }),
    ),
  );
  if (!counts) return;
  rates.push((many * turns * 1000) / (performance.now() - start));
  firsts.push(...took);
  spent.push(processor.servers);
  databaseSpent.push(processor.database);
}

/** A turn while nothing else runs. */
async function alone(side, n) {
  side.session ??= await side.nodes[0].newSession([]);
  const took = await firstWord(side.nodes[n % NODES], side.session);
  if (n > 0) side.quiet.push(took);
}

/** The milliseconds from the request to the first word of the answer. */
async function firstWord(server, session) {
  const start = performance.now();
  let first = null;
  await server.turn(session, `!tokens ${WORDS}`, undefined, data => {
    if (first === null && FIRST_WORD.test(data)) first = performance.now() - start;
  });
  if (first === null) throw new Error(`${server.name} did not say w0`);
  return first;
}

function report(sides) {
  const [ours, theirs] = sides;
  const ratio = key => median(theirs[key]) / median(ours[key]);
  return [
    ...sides.flatMap(({ name, ...of }) => [
      figure(`${name}: turns`, median(of.rates), 'a second'),
      figure('… the first word of a turn alone', median(of.quiet), 'ms'),
      figure('… the first word with all sessions at once', median(of.firsts), 'ms'),
      figure('… processor time of a turn, servers', median(of.spent), 'ms'),
      figure('… processor time of a turn, PostgreSQL', median(of.databaseSpent), 'ms'),
    ]),
    figure('ratio of turns', 1 / ratio('rates'), '', { atLeast: 1 }),
    figure('ratio of first words, alone', ratio('quiet'), '', { atLeast: 1 }),
    figure('ratio of processor times', ratio('spent'), '', { atLeast: 1 }),
  ];
}
