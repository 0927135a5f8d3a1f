import { figure, leftOut, median } from '../lab/figures.mjs';
import { message } from '../lab/gander.mjs';
import { GOOSE_MISSING, timed } from '../lab/lab.mjs';

const PROMPT = '!tokens 50';
// What a cold server does is measured by `cold`.
const WARM_UP = 300;
const RUNS = 30;
const HISTORIES = [0, 1_000, 10_000];

export const asks = 'How much of a turn of 50 tokens is ours and not the model’s, and does it grow with the history?';

export async function run(lab) {
  const model = await lab.model();
  const gander = await lab.practised();
  const shares = [];
  for (const length of HISTORIES) shares.push(await share(model, gander, await withHistory(gander, length)));
  const growth = ((shares.at(-1) - shares[0]) / HISTORIES.at(-1)) * 1000;
  return [
    ...HISTORIES.map((length, i) => figure(`our share, ${length.toLocaleString('en')} messages before`, shares[i], 'ms', i === 0 ? { atMost: 3 } : undefined)),
    figure('growth with each message of history', growth, 'µs', { atMost: 1 }),
    await gooseShare(lab, model),
  ];
}

/** A session that has had so many messages, as if a long talk had gone before. */
async function withHistory(gander, length) {
  const session = await gander.newSession();
  const history = Array.from({ length }, (_, i) => message(i % 2 ? 'assistant' : 'user', `Message ${i} of a long talk about nothing in particular, with some words in it.`));
  await gander.turn(session, PROMPT, history);
  return session;
}

/** Median of turns minus median of the model's own answers to the same request; the two alternate. */
async function share(model, server, session) {
  // Elsewhere, or these turns would be part of the history.
  const other = await server.newSession();
  await timed(WARM_UP, () => server.turn(other, PROMPT));
  const turn = () => server.turn(session, PROMPT);
  const request = await model.requestOf(turn);
  const whole = [];
  const alone = [];
  for (let i = 0; i < RUNS; i++) {
    whole.push(...(await timed(1, turn)));
    alone.push(await model.milliseconds(request));
  }
  return median(whole) - median(alone);
}

async function gooseShare(lab, model) {
  const goose = await lab.goose();
  if (!goose) return leftOut('goose 1.52, no messages before', GOOSE_MISSING);
  return figure('goose 1.52, no messages before', await share(model, goose, await goose.newSession()), 'ms');
}
