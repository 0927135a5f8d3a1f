import { residentMegabytes, sleep } from '../lab/children.mjs';
import { figure, leftOut } from '../lab/figures.mjs';
import { GOOSE_MISSING } from '../lab/lab.mjs';

const SETTLE_MS = 3_000;

export const asks = 'How much memory does a server take that nobody uses yet?';

export async function run(lab) {
  const gander = await lab.gander();
  const goose = await lab.goose();
  await sleep(SETTLE_MS);
  return [
    figure('resident memory, idle', residentMegabytes(gander.pid), 'MB', { atMost: 110 }),
    goose ? figure('goose 1.52', residentMegabytes(goose.pid), 'MB') : leftOut('goose 1.52', GOOSE_MISSING),
  ];
}
