import { processorSeconds } from '../lab/children.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { GOOSE_MISSING, timed } from '../lab/lab.mjs';

const SESSIONS = 20;
const TURNS = 10;
const WARM_UP = 10;
const ROUNDS = 5;

export const asks = 'What do turns of 200 tokens cost after 2,000 of them, with 20 sessions, over REST and over ACP?';

export async function run(lab) {
  const gander = await lab.practised();
  const goose = await lab.goose();
  const rest = client(gander, gander.pid);
  const acp = client(await gander.acp(), gander.pid);
  const theirs = goose && client(goose, goose.pid);
  const all = [rest, acp, ...(theirs ? [theirs] : [])];
  for (let n = 0; n < (lab.quick ? WARM_UP / 2 : WARM_UP); n++) for (const one of all) await round(one);
  // The rounds alternate, so that a busy moment of the machine hits all.
  for (let n = 0; n < (lab.quick ? 3 : ROUNDS); n++) for (const one of all) await round(one, true);
  return [
    figure('turns over REST', median(rest.rates), 'a second'),
    figure('… processor time of each', median(rest.costs), 'ms'),
    figure('turns over ACP', median(acp.rates), 'a second'),
    figure('… processor time of each', median(acp.costs), 'ms'),
    figure('ratio of ACP to REST', median(acp.rates) / median(rest.rates), '', { atLeast: 0.9, loose: 0.5 }),
    ...(theirs ? compared(rest, acp, theirs) : [leftOut('goose 1.52', GOOSE_MISSING)]),
  ];
}

function compared(rest, acp, theirs) {
  const rate = median(theirs.rates);
  return [
    figure('goose 1.52: turns', rate, 'a second'),
    figure('… processor time of each', median(theirs.costs), 'ms'),
    figure('ratio of turns, REST', median(rest.rates) / rate, '', { atLeast: 4, loose: 1 }),
    figure('ratio of turns, ACP', median(acp.rates) / rate, '', { atLeast: 3, loose: 0.8 }),
    figure('ratio of processor time, REST', median(rest.costs) / median(theirs.costs), '', { atMost: 0.25, loose: 0.45 }),
  ];
}

const client = (use, pid) => ({ use, pid, rates: [], costs: [] });

/** In new sessions, since histories grow. Opening them is not measured. */
async function round({ use, pid, rates, costs }, counts = false) {
  const sessions = [];
  while (sessions.length < SESSIONS) sessions.push(await use.newSession());
  const before = processorSeconds(pid);
  const [milliseconds] = await timed(1, () => Promise.all(sessions.map(it => turns(use, it))));
  if (!counts) return;
  rates.push((SESSIONS * TURNS * 1000) / milliseconds);
  costs.push(((processorSeconds(pid) - before) * 1000) / (SESSIONS * TURNS));
}

async function turns(use, session) {
  for (let i = 0; i < TURNS; i++) await use.turn(session, '!tokens 200');
}
