#!/usr/bin/env node
// Measures the built image against the budgets of Gander and prints figures and ratios. No dependencies; Node 18+.
//
//   node bench.mjs IMAGE [NAME…]          usually called by ./gander bench [NAME…]
//   node bench.mjs IMAGE quick [NAME…]    measures less, and has loose bounds for ratios and none for anything else
//   node bench.mjs IMAGE soak [MINUTES]   no measurement but a test
//   node bench.mjs IMAGE cluster [MINUTES [SESSIONS [SEED]]]   the same, of several nodes
//
// Each benchmark is a file of cases/ and answers one question; without names all of them run. Times are medians; where
// two things are compared their runs alternate. A ratio that is missed ends with code 1; any other figure over its budget
// is told, not punished: a busy machine is no bug.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prove } from './cluster/proof.mjs';
import { isOver, isRatio, line, loosened } from './lab/figures.mjs';
import { Lab } from './lab/lab.mjs';
import { soak } from './soak/soak.mjs';

const NAMES = ['ready', 'idle', 'session', 'turn', 'cold', 'warm', 'load', 'streams', 'tool', 'extensions', 'analyze', 'list', 'search', 'open', 'pages', 'recipes', 'schedules', 'delegate', 'providers', 'acp-load', 'acp-idle', 'huge', 'automation', 'keys', 'download', 'local', 'shared', 'crowd', 'cancels', 'aegra'];
// The first run makes databases.
const LIMIT_MS = 15 * 60_000;

const [image, ...words] = process.argv.slice(2);
const quick = words[0] === 'quick';
const wanted = quick ? words.slice(1) : words;
const [test, ...numbers] = wanted[0] === 'soak' || wanted[0] === 'cluster' ? [wanted[0], ...wanted.slice(1).map(Number)] : [];
const [minutes = test === 'soak' ? 10 : 3, sessions, seed] = numbers;
const unknown = test ? [] : wanted.filter(name => !NAMES.includes(name));
if (!image || unknown.length > 0 || numbers.length > (test === 'soak' ? 1 : 3) || !numbers.every(number => number > 0)) {
  console.error(`Usage: bench.mjs IMAGE [quick] [NAME…]\n       bench.mjs IMAGE soak [MINUTES]\n       bench.mjs IMAGE cluster [MINUTES [SESSIONS [SEED]]]\nNames: ${NAMES.join(' ')}`);
  process.exit(2);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
const limit = LIMIT_MS + (test ? minutes * 60_000 : 0);
setTimeout(() => {
  console.error(`Not done after ${limit / 60_000} minutes; giving up.`);
  process.exit(1);
}, limit).unref();

console.log(machine() + '\n');
if (test) process.exit((await endured()) ? 0 : 1);
const failed = [];
const over = [];
for (const name of wanted.length > 0 ? wanted : NAMES) over.push(...(await measure(name)));
const ratios = over.filter(isRatio).length;
const result = ratios > 0 ? `${over.length} over budget, ${ratios} of them ratios.` : `${over.length} over budget.`;
console.log(failed.length > 0 ? `Failed: ${failed.join(', ')}.` : over.length > 0 ? result : 'All budgets are met.');
process.exit(failed.length > 0 || ratios > 0 ? 1 : 0);

async function endured() {
  const lab = new Lab(path.resolve(image), false);
  try {
    return await (test === 'soak' ? soak(lab, minutes) : prove(lab, { minutes, sessions, seed }));
  } finally {
    await lab.close();
  }
}

/** Prints what one benchmark found out, and gives the figures over budget. */
async function measure(name) {
  const { asks, run } = await import(`./cases/${name}.mjs`);
  console.log(`${name}: ${asks}`);
  const lab = new Lab(path.resolve(image), quick);
  try {
    const figures = (await run(lab)).map(figure => (quick ? loosened(figure) : figure));
    for (const figure of figures) console.log(line(figure));
    return figures.filter(isOver);
  } catch (error) {
    failed.push(name);
    console.log(`  failed: ${error.message.trim().split('\n')[0]}`);
    return [];
  } finally {
    await lab.close();
    console.log('');
  }
}

function machine() {
  const cpus = os.cpus();
  const java = fs.readFileSync(path.join(image, 'lib/goosed.stamp'), 'utf8').split('\n')[0];
  const version = fs.readFileSync(path.join(java, 'release'), 'utf8').match(/JAVA_RUNTIME_VERSION="([^"]+)"/)[1];
  const gigabytes = Math.ceil(os.totalmem() / 2 ** 30);
  return `${new Date().toISOString().slice(0, 10)}, ${cpus.length} cores (${cpus[0].model.trim()}), ${gigabytes} GiB, ${os.type()} ${os.release()}, Java ${version}, Node ${process.versions.node}, load ${os.loadavg()[0].toFixed(1)}`;
}
