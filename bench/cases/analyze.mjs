import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratchFolder } from '../lab/children.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { GOOSE_MISSING, timed } from '../lab/lab.mjs';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const ANALYZE = { type: 'platform', name: 'analyze', description: '' };
const RUNS = 3;

export const asks = 'How long does `analyze` take for the sources of Gander, all levels?';

export async function run(lab) {
  const folder = sources();
  const args = { path: folder, max_depth: 0, force: true };
  const gander = await lab.gander();
  const session = await gander.newSession([ANALYZE]);
  const ours = await timed(RUNS, () => gander.callTool(session, 'analyze', args));
  const file = { path: path.join(folder, 'bench/bench.mjs') };
  const one = await timed(RUNS, () => gander.callTool(session, 'analyze', file));
  const figures = [
    figure('all of it', median(ours) / 1000, 's', { atMost: 3 }),
    figure('a file of a hundred lines', median(one) / 1000, 's'),
  ];
  const goose = await lab.goose({ GOOSE_MODE: 'auto' }, 'analyze');
  if (!goose) return [...figures, leftOut('goose 1.52', GOOSE_MISSING)];
  const theirs = await goose.newSession();
  const times = await timed(RUNS, () => goose.callTool(theirs, 'analyze', 'analyze', args));
  return [...figures, figure('goose 1.52', median(times) / 1000, 's')];
}

/** What git knows, without what was built beside it. */
function sources() {
  const folder = scratchFolder();
  for (const name of execFileSync('git', ['ls-files', '-z'], { cwd: REPOSITORY }).toString().split('\0')) {
    const file = path.join(REPOSITORY, name);
    if (!name || !fs.existsSync(file) || !fs.lstatSync(file).isFile()) continue;
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.copyFileSync(file, path.join(folder, name));
  }
  return folder;
}
