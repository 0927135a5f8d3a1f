import { processorSeconds } from '../lab/children.mjs';
import { figure, leftOut, median, percentile } from '../lab/figures.mjs';
import { GOOSE_MISSING, timed } from '../lab/lab.mjs';

const STARTS = 3;
const SESSIONS = 20;
const TURNS = 5;
const ALONE = 40;
/** Turns with which the client and the model get warm, so that only the server is cold. */
const BEFORE = 100;

export const asks = 'What do the first turns after a start cost: 100 of 20 sessions, or 40 of a single one; at once, or when it has practised?';

export async function run(lab) {
  const atOnce = results();
  const practised = results();
  const theirs = results();
  await warmUp(await lab.gander());
  // The starts alternate, so that a busy moment of the machine hits all.
  for (let n = 0; n < (lab.quick ? 1 : STARTS); n++) {
    await measure(() => lab.gander(), atOnce);
    await measure(() => lab.practised(), practised);
    await measure(() => lab.goose(), theirs);
  }
  const goose = theirs.rates.length > 0;
  return [
    ...shown('practised', practised, goose && theirs),
    ...shown('at once', atOnce, goose && theirs),
    ...(goose
      ? [
          figure('goose 1.52: first session', median(theirs.session), 'ms'),
          figure('… 40 turns, half of them below', median(theirs.turns), 'ms'),
          figure('… 100 turns', median(theirs.rates), 'a second'),
          figure('… processor time of each', median(theirs.costs), 'ms'),
        ]
      : [leftOut('goose 1.52', GOOSE_MISSING)]),
  ];
}

function shown(when, ours, goose) {
  return [
    figure(`${when}: first session`, median(ours.session), 'ms', { atMost: 60 }),
    figure('… 40 turns of 50 tokens, half of them below', median(ours.turns), 'ms', { atMost: 5 }),
    figure('… 95 of 100 below', percentile(ours.turns, 0.95), 'ms', { atMost: 8 }),
    figure('… 100 turns of 200 tokens, 20 sessions', median(ours.rates), 'a second'),
    figure('… processor time of each', median(ours.costs), 'ms'),
    ...(goose
      ? [
          figure('… ratio of turns', median(ours.rates) / median(goose.rates), '', { atLeast: 2, loose: 0.4 }),
          figure('… ratio of processor time', median(ours.costs) / median(goose.costs), '', { atMost: 0.5, loose: 1.5 }),
        ]
      : []),
  ];
}

const results = () => ({ session: [], turns: [], rates: [], costs: [] });

async function warmUp(server) {
  const session = await server.newSession();
  for (let i = 0; i < BEFORE; i++) await server.turn(session, '!tokens 200');
  await server.stop();
}

/** Two fresh servers: one for a single session, one for many. */
async function measure(start, into) {
  const quiet = await start();
  if (!quiet) return;
  let session;
  into.session.push(...(await timed(1, async () => (session = await quiet.newSession()))));
  into.turns.push(...(await timed(ALONE, () => quiet.turn(session, '!tokens 50'))));
  await quiet.stop();
  const busy = await start();
  const sessions = [];
  for (let i = 0; i < SESSIONS; i++) sessions.push(await busy.newSession());
  const before = processorSeconds(busy.pid);
  const [milliseconds] = await timed(1, () => Promise.all(sessions.map(it => turns(busy, it))));
  into.rates.push((SESSIONS * TURNS * 1000) / milliseconds);
  into.costs.push(((processorSeconds(busy.pid) - before) * 1000) / (SESSIONS * TURNS));
  await busy.stop();
}

async function turns(server, session) {
  for (let i = 0; i < TURNS; i++) await server.turn(session, '!tokens 200');
}
