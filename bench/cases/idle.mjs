import { residentMegabytes, sleep } from '../lab/children.mjs';
import { figure, leftOut } from '../lab/figures.mjs';
import { GOOSE_MISSING } from '../lab/lab.mjs';

/** Two looks of the server at its memory, at which it gives back what it does not need. */
const SETTLE_MS = 25_000;

export const asks = 'How much memory does a server take that nobody uses yet?';

export async function run(lab) {
  const gander = await lab.gander();
  const practised = await lab.practised();
  const goose = await lab.goose();
  await sleep(SETTLE_MS);
  return [
    figure('resident memory, idle', residentMegabytes(gander.pid), 'MB', { atMost: 100 }),
    figure('… when it has practised', residentMegabytes(practised.pid), 'MB'),
    goose ? figure('goose 1.52', residentMegabytes(goose.pid), 'MB') : leftOut('goose 1.52', GOOSE_MISSING),
  ];
}
