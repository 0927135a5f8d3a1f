// Child processes and scratch folders. Whatever a benchmark starts is gone when it ends, however it ends.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { call } from './http.mjs';

const POLL_MS = 4;
const READY_MS = 120_000;
const STOP_MS = 5_000;

const children = new Set();
const folders = new Set();

process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

/** Of the kernel's clock, in a second. */
export const TICKS = 100;

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

export function scratchFolder() {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gander-bench-')));
  folders.add(folder);
  return folder;
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The user's settings must not leak into a measurement: a child sees the search path and what it is given. */
export const environment = (home, more) => ({ PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', TMPDIR: os.tmpdir(), ...more });

export function launch(command, args, options) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options });
  children.add(child);
  child.said = '';
  child.stderr?.on('data', text => (child.said = (child.said + text).slice(-2000)));
  child.ended = new Promise(resolve => child.once('close', resolve)).then(() => children.delete(child));
  return child;
}

/** Waits for the first 200 and gives the milliseconds since `since`. */
export async function untilReady(child, url, since) {
  while (performance.now() - since < READY_MS) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}: ${child.said}`);
    if (await answers(url)) return performance.now() - since;
    await sleep(POLL_MS);
  }
  throw new Error(`${child.spawnfile} was not ready in ${READY_MS / 1000} s: ${child.said}`);
}

async function answers(url) {
  try {
    return (await call(url)).status === 200;
  } catch (refused) {
    return false;
  }
}

export async function stop(child) {
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await child.ended;
  clearTimeout(killer);
}

/** Resident memory of a process in MB. */
export function residentMegabytes(pid) {
  const kilobytes = fs.existsSync('/proc')
    ? fs.readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+)/m)[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', pid]).toString();
  return Number(kilobytes) / 1024;
}

/** The processor time that a process has had, in seconds; 0 where there is no /proc. */
export function processorSeconds(pid) {
  if (!fs.existsSync('/proc')) return 0;
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** The largest resident memory while `work` runs, and its result. */
export async function peakMemory(pid, work) {
  let peak = residentMegabytes(pid);
  const watch = setInterval(() => (peak = Math.max(peak, residentMegabytes(pid))), 50);
  try {
    return { result: await work(), peak: () => peak };
  } finally {
    clearInterval(watch);
  }
}
