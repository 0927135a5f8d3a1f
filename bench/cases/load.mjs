import { peakMemory } from '../lab/children.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { GOOSE_MISSING } from '../lab/lab.mjs';

const SESSIONS = 20;
const TURNS = 10;
const ROUNDS = 3;
const PROMPT = '!tokens 200';

export const asks = 'How much do 20 sessions get done at once, 200 tokens a turn, and what does it cost?';

export async function run(lab) {
  const servers = [await lab.practised(), await lab.goose()].filter(server => server !== null);
  const results = servers.map(() => ({ rates: [], peaks: [] }));
  // A first round warms up; the rounds alternate, so that a busy moment of the machine hits both servers.
  for (let n = 0; n <= ROUNDS; n++) {
    for (const [i, server] of servers.entries()) {
      const { result, peak } = await peakMemory(server.pid, () => round(server));
      results[i].peaks.push(peak());
      if (n > 0) results[i].rates.push(result);
    }
  }
  return report(results);
}

/** Turns a second of all sessions together. */
async function round(server) {
  const sessions = [];
  for (let i = 0; i < SESSIONS; i++) sessions.push(await server.newSession());
  const start = performance.now();
  await Promise.all(sessions.map(session => turns(server, session)));
  return (SESSIONS * TURNS * 1000) / (performance.now() - start);
}

async function turns(server, session) {
  for (let t = 0; t < TURNS; t++) await server.turn(session, PROMPT);
}

function report([gander, goose]) {
  const rate = median(gander.rates);
  const ours = [figure('turns', rate, 'a second'), figure('resident memory, at most', Math.max(...gander.peaks), 'MB', { atMost: 160 })];
  if (!goose) return [...ours, leftOut('goose 1.52', GOOSE_MISSING)];
  return [
    ...ours,
    figure('goose 1.52: turns', median(goose.rates), 'a second'),
    figure('goose 1.52: resident memory, at most', Math.max(...goose.peaks), 'MB'),
    figure('ratio of turns', rate / median(goose.rates), '', { atLeast: 3 }),
  ];
}
