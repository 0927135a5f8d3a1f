import { figure, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';
import { toolServer } from '../lab/tool-server.mjs';

const RUNS = 5;
const SLOWEST_MS = 2_000;

export const asks = 'Do the extensions of a session start side by side?';

export async function run(lab) {
  const gander = await lab.gander();
  const slowest = toolServer('slowest', ['--delay', SLOWEST_MS]);
  const all = [slowest, ...Array.from({ length: 8 }, (_, i) => toolServer(`quick${i}`))];
  await gander.newSession([toolServer('first')]);
  const [one, nine] = [[], []];
  for (let i = 0; i < RUNS; i++) {
    one.push(...(await timed(1, () => gander.newSession([slowest]))));
    nine.push(...(await timed(1, () => gander.newSession(all))));
  }
  return [
    figure(`a session with one extension that takes ${SLOWEST_MS / 1000} s`, median(one), 'ms'),
    figure('a session with eight more', median(nine), 'ms'),
    figure('ratio', median(nine) / median(one), '', { atMost: 1.2 }),
  ];
}
