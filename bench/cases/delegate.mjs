import { DEVELOPER } from '../lab/gander.mjs';
import { figure, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';

const SUMMON = { type: 'platform', name: 'summon', description: '' };
const CHILDREN = 8;
const WARM_UP = 3;
const RUNS = 8;
// A model of usual speed: about a second for both of its answers.
const TASK = ['!rate 50', '!tokens 25', '!call k1 shell {"command":"true"}', '---', '!rate 50', '!tokens 25'].join('\n');

export const asks = 'How long do eight sub-agents take at once, beside one?';

export async function run(lab) {
  const gander = await lab.gander();
  const one = () => delegated(gander, 1);
  const eight = () => delegated(gander, CHILDREN);
  await timed(WARM_UP, one);
  await timed(WARM_UP, eight);
  const alone = [], together = [];
  for (let i = 0; i < RUNS; i++) {
    alone.push(...await timed(1, one));
    together.push(...await timed(1, eight));
  }
  return [
    figure('one', median(alone), 'ms'),
    figure('eight at once', median(together), 'ms'),
    figure('eight to one', median(together) / median(alone), 'times', { atMost: 1.5 }),
  ];
}

/** A turn in a session of its own, whose model delegates that many tasks in its first answer. */
async function delegated(gander, count) {
  const session = await gander.newSession([SUMMON, DEVELOPER]);
  const calls = Array.from({ length: count }, (_, i) => `!call c${i} delegate ${JSON.stringify({ instructions: TASK })}`);
  await gander.turn(session, [...calls, '---', '!say Done'].join('\n'));
  const { extension_data: data } = (await gander.get(`/sessions/${session}`)).json();
  if (data['delegated.v0'].tasks !== count) throw new Error(`not all of ${count} sub-agents ended`);
}
