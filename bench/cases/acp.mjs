import { figure, leftOut, median } from '../lab/figures.mjs';
import { GOOSE_MISSING } from '../lab/lab.mjs';

const SESSIONS = 20;
const TURNS = 5;
const ROUNDS = 3;
const PROMPT = '!tokens 200';

export const asks = 'How much do 20 sessions of an editor get done at once, 200 tokens a turn, and is REST faster?';

export async function run(lab) {
  const gander = await lab.gander();
  const goose = await lab.goose();
  const clients = [await gander.acp(), gander, ...(goose ? [goose] : [])];
  const rates = clients.map(() => []);
  // A first round warms up; the rounds alternate, so that a busy moment of the machine hits all.
  for (let n = 0; n <= ROUNDS; n++) {
    for (const [i, client] of clients.entries()) {
      const rate = await round(client);
      if (n > 0) rates[i].push(rate);
    }
  }
  const [acp, rest, theirs] = rates.map(median);
  return [
    figure('turns', acp, 'a second'),
    figure('turns over REST', rest, 'a second'),
    figure('ratio to REST', acp / rest, '', { atLeast: 0.9 }),
    ...(goose ? [figure('goose 1.52: turns', theirs, 'a second'), figure('ratio of turns', acp / theirs, '', { atLeast: 3 })] : [leftOut('goose 1.52', GOOSE_MISSING)]),
  ];
}

/** Turns a second of all sessions together. */
async function round(client) {
  const sessions = [];
  for (let i = 0; i < SESSIONS; i++) sessions.push(await client.newSession());
  const start = performance.now();
  await Promise.all(sessions.map(session => turns(client, session)));
  return (SESSIONS * TURNS * 1000) / (performance.now() - start);
}

async function turns(client, session) {
  for (let t = 0; t < TURNS; t++) await client.turn(session, PROMPT);
}
