import fs from 'node:fs';
import path from 'node:path';
import { scratchFolder, stop } from '../lab/children.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { GOOSE_MISSING } from '../lab/lab.mjs';

const RUNS = 7;
const JVM_DEFAULTS = '-XX:-UseSerialGC -XX:+UseG1GC -XX:TieredStopAtLevel=4 -XX:CompileThresholdScaling=1';

export const asks = 'How long until a freshly started server answers?';

export async function run(lab) {
  const withCache = series(lab, lab.image);
  const bare = imageWithoutCache(lab.image);
  const without = series(lab, bare);
  const plain = series(lab, bare, JVM_DEFAULTS);
  // The first start makes the database and warms the disk's cache; the runs alternate, so that a busy moment hits all.
  for (let i = 0; i <= RUNS; i++) {
    for (const one of [withCache, without, plain]) await one.start(i > 0);
  }
  const ready = median(withCache.taken);
  return [
    figure('ready through the launcher', ready, 'ms', { atMost: 300 }),
    figure('the same without the AOT cache', median(without.taken), 'ms'),
    figure('ratio', ready / median(without.taken), '', { atMost: 0.35 }),
    figure('without the cache and the launcher’s options', median(plain.taken), 'ms'),
    figure('ratio to that', ready / median(plain.taken), ''),
    await gooseReady(lab),
  ];
}

function series(lab, image, options = '') {
  const home = scratchFolder();
  const taken = [];
  return {
    taken,
    async start(counts) {
      const gander = await lab.gander({ image, home, settings: { GOOSED_JAVA_OPTS: options } });
      if (counts) taken.push(gander.readyMs);
      await stop(gander.child);
    },
  };
}

/** The same image without the cache and its stamp, with which the launcher does what it does after a move. */
function imageWithoutCache(image) {
  const copy = scratchFolder();
  fs.cpSync(path.join(image, 'bin'), path.join(copy, 'bin'), { recursive: true });
  fs.cpSync(path.join(image, 'lib'), path.join(copy, 'lib'), { recursive: true, filter: file => !/goosed\.(aot|stamp)$/.test(file) });
  return copy;
}

async function gooseReady(lab) {
  const goose = await lab.goose();
  if (!goose) return leftOut('goose 1.52', GOOSE_MISSING);
  return figure('goose 1.52', goose.readyMs, 'ms');
}
