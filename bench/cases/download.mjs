import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { scratchFolder, sleep } from '../lab/children.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';

const MEGABYTES = 512;
const RUNS = 5;
const FILE = 'maker/Tiny-GGUF/Tiny-Q8_0.gguf';
const ID = 'maker/Tiny-GGUF:Q8_0';
const MODEL = `/local-inference/models/${encodeURIComponent(ID)}`;

export const asks = `How fast is the download of a model of ${MEGABYTES} MiB, checked and on the disk, beside curl from the same server?`;

export async function run(lab) {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
  } catch (missing) {
    return [leftOut('download', 'curl is not installed')];
  }
  const hub = await lab.hub({ [FILE]: MEGABYTES << 20 });
  const gander = await lab.gander({ settings: { HF_ENDPOINT: hub.address } });
  const target = path.join(scratchFolder(), 'curl.gguf');
  // curl leaves the file to the system's memory; the comparison is until it is on the disk. It checks nothing either, which
  // is no part of the comparison: what the check would take by hand is a figure of its own.
  const byCurl = () => {
    execFileSync('curl', ['-sSfL', '-o', target, hub.fileAt(FILE)]);
    execFileSync('sync', [target]);
  };
  const byGander = async () => {
    await gander.post('/local-inference/download', { spec: ID });
    let progress;
    do {
      // On two cores that already serve, receive and check, more questions would be part of what is measured.
      await sleep(30);
      progress = (await gander.get(`${MODEL}/download`)).json();
    } while (progress.status === 'downloading');
    if (progress.status !== 'completed') throw new Error(progress.error);
  };
  const byHand = () => execFileSync('sha256sum', [target]);
  const curl = [];
  const checked = [];
  const ours = [];
  for (let i = 0; i <= RUNS; i++) {
    curl.push(...(await timed(1, byCurl)));
    checked.push(curl.at(-1) + (await timed(1, byHand))[0]);
    fs.rmSync(target);
    ours.push(...(await timed(1, byGander)));
    await gander.delete(MODEL);
  }
  // The first run of each finds caches cold.
  const speed = times => (MEGABYTES * 1000) / median(times.slice(1));
  return [
    figure('curl, then sync', speed(curl), 'MiB/s'),
    figure('curl, then sync, then sha256sum', speed(checked), 'MiB/s'),
    figure('a download, checked', speed(ours), 'MiB/s'),
    figure('ratio', speed(ours) / speed(curl), 'x', { atLeast: 0.9 }),
  ];
}
