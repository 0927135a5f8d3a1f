import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { figure } from '../lab/figures.mjs';

const BUILT = fileURLToPath(new URL('../jmh/target/', import.meta.url));

export const asks = 'What does a chunk of a model’s answer cost us, and a request with 1,000 messages, in each family?';

export async function run(lab) {
  const results = await jmh(lab.image);
  return results.flatMap(({ benchmark, params, primaryMetric, secondaryMetrics }) => {
    const family = params.family.toLowerCase();
    const micros = primaryMetric.score;
    const allocated = secondaryMetrics['gc.alloc.rate.norm'].score / 1024;
    switch (benchmark.split('.').at(-1)) {
      case 'chunk':
        return [figure(`${family}: a chunk`, micros, 'µs', { atMost: 50 }), figure('… allocates', allocated, 'KB', { atMost: 4 })];
      case 'word':
        return [figure(`${family}: a question and the first word`, micros / 1000, 'ms', { atMost: 2 })];
      case 'request':
        return [figure(`${family}: a request of 1,000 messages`, micros / 1000, 'ms', { atMost: 10 }), figure('… allocates', allocated / 1024, 'MB')];
      default:
        throw new Error(`what is ${benchmark}?`);
    }
  });
}

/** Runs JMH on the modules of the image; the benchmarks themselves were built by ./gander bench. */
async function jmh(image) {
  const java = fs.readFileSync(path.join(image, 'lib/goosed.stamp'), 'utf8').split('\n')[0];
  const classPath = [path.join(BUILT, 'classes'), fs.readFileSync(path.join(BUILT, 'class-path'), 'utf8')].join(path.delimiter);
  const modules = ['--module-path', path.join(image, 'lib'), '--add-modules', 'dev.gander.adapters.llm.services,dev.gander.adapters.llm.clouds'];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jmh-'));
  try {
    const results = path.join(folder, 'results.json');
    const options = ['-prof', 'gc', '-foe', 'true', '-rf', 'json', '-rff', results, '-jvmArgsPrepend', modules.join(' ')];
    await promisify(execFile)(path.join(java, 'bin/java'), ['-cp', classPath, 'org.openjdk.jmh.Main', ...options], { maxBuffer: 2 ** 26 });
    return JSON.parse(fs.readFileSync(results, 'utf8'));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
