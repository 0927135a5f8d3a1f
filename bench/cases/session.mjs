import { figure, leftOut, median } from '../lab/figures.mjs';
import { GOOSE_MISSING, timed } from '../lab/lab.mjs';

const WARM_UP = 15;
const RUNS = 40;

export const asks = 'How long does a new chat take to open, with the developer extension?';

export async function run(lab) {
  const ours = await openChats(await lab.gander());
  const goose = await lab.goose();
  return [
    figure('first start + resume after the start of the server', ours.first, 'ms'),
    figure('start + resume', ours.usual, 'ms', { atMost: 20 }),
    goose ? figure('goose 1.52', (await openChats(goose)).usual, 'ms') : leftOut('goose 1.52', GOOSE_MISSING),
  ];
}

async function openChats(server) {
  const [first] = await timed(WARM_UP, () => server.newSession());
  return { first, usual: median(await timed(RUNS, () => server.newSession())) };
}
