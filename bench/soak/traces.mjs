// What servers leave behind on the machine: processes, descriptors, threads, files, memory. Linux only.
import fs from 'node:fs';
import path from 'node:path';
import { residentMegabytes, TICKS } from '../lab/children.mjs';

const pids = () => fs.readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number);

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (gone) {
    return '';
  }
}

/** A process that a later one with the same number is not taken for. */
function processOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  if (!stat) return null;
  const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid, parent: Number(parent), started: rest[17], state, processorSeconds: (Number(rest[9]) + Number(rest[10])) / TICKS, command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() };
}

export function isAlive({ pid, started }) {
  const now = processOf(pid);
  return now !== null && now.started === started && now.state !== 'Z';
}

/** All processes below `pid`. */
export function descendants(pid) {
  const all = pids().map(processOf).filter(process => process !== null);
  const found = [];
  for (let parents = [pid]; parents.length > 0; ) {
    const children = all.filter(process => parents.includes(process.parent));
    found.push(...children);
    parents = children.map(child => child.pid);
  }
  return found;
}

/** All processes that were started with this home, wherever they hang in the tree. */
export function processesWithHome(home) {
  return pids().filter(pid => read(`/proc/${pid}/environ`).split('\0').includes(`HOME=${home}`)).map(processOf).filter(process => process !== null && process.state !== 'Z');
}

/** Files and folders. */
export const filesBelow = folder => fs.readdirSync(folder, { recursive: true }).sort();

/** What descriptors of a process lead to. Jars of the program are left out: they are opened when a class is needed. */
function descriptors(pid) {
  const folder = `/proc/${pid}/fd`;
  return fs.readdirSync(folder).map(name => linkOf(path.join(folder, name))).filter(target => target && !target.endsWith('.jar')).sort();
}

function linkOf(file) {
  try {
    return fs.readlinkSync(file);
  } catch (closed) {
    return '';
  }
}

export const tracesOf = pid => ({
  processes: descendants(pid).length,
  descriptors: descriptors(pid).length,
  opened: descriptors(pid),
  threads: fs.readdirSync(`/proc/${pid}/task`).length,
  megabytes: residentMegabytes(pid),
});
