// Several nodes on one PostgreSQL behind a proxy that looks at no session, with everything that goes wrong between them.
// What clients were told must be there afterwards, once, and in order.
//
//   ./gander bench cluster [MINUTES [SESSIONS [SEED]]]     3 minutes, 40 sessions; Linux, PostgreSQL, HAProxy or nginx
//   OLDER_IMAGE=/path/to/image ./gander bench cluster      beside another version: nodes begin as that one and change
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sleep } from '../lab/children.mjs';
import { message } from '../lab/gander.mjs';
import { call, hangUp } from '../lab/http.mjs';
import { check, DROPPED, JOB_PERIOD_MS, openIn } from './checker.mjs';
import { Client } from './client.mjs';
import { FAULTS, Nodes } from './nodes.mjs';
import { Chance } from './random.mjs';
import { keepEvents, newest, stored } from './stored.mjs';

const JOBS = 3;
const CRON = `*/${JOB_PERIOD_MS / 1000} * * * * *`;
const PAUSE_MS = [3_000, 7_000];
const END_MS = 120_000;
const SHOWN = 40;

class History {
  entries = [];

  add(entry) {
    this.entries.push({ at: Date.now(), ...entry });
  }

  count(test) {
    return this.entries.filter(test).length;
  }
}

/** Prints what was found, and gives whether it is as it should be. */
export async function prove(lab, { minutes = 3, sessions = 40, seed = Date.now() % 100_000, faults = FAULTS } = {}) {
  if (process.platform !== 'linux') throw new Error('The proof stops processes and reads /proc, so it needs Linux.');
  say(`seed ${seed}`);
  const chance = new Chance(seed);
  const nodes = await Nodes.start(lab);
  keepEvents(nodes.database);
  const history = new History();
  const log = path.join(nodes.folder, 'tools.log');
  const clients = Array.from({ length: sessions }, (_, number) => new Client(number, { nodes, history, chance: new Chance(seed + number), folder: nodes.folder, log }));
  await Promise.all(clients.map(client => client.begin()));
  for (let n = 0; n < JOBS; n++) await makeJob(nodes, `job-${n}`, log);
  say(`${sessions} sessions for ${minutes} minutes`);
  const end = Date.now() + minutes * 60_000;
  const goesOn = () => Date.now() < end;
  await Promise.all([...clients.map(client => client.live(goesOn)), trouble(nodes, chance, history, faults, goesOn), forget(lab, goesOn)]);
  const problems = await settle(nodes, clients, history);
  await visit(nodes, openIn(stored(nodes.database, log)));
  const found = stored(nodes.database, log);
  // One by one: where all is wrong they are more than a call may have arguments.
  for (const problem of check(history.entries, found)) problems.push(problem);
  report({ nodes, history, found, problems });
  if (problems.length > 0) keep({ problems, history: history.entries, ...found }, nodes);
  return problems.length === 0;
}

const say = text => console.log(`  ${new Date().toISOString().slice(11, 19)} ${text}`);

function makeJob(nodes, id, log) {
  const command = `echo begin ${id} >> ${log}; sleep 0.5`;
  const recipe = { title: id, description: id, prompt: `!call ${id} shell ${JSON.stringify({ command })}\n---\n!say fired`, extensions: [{ type: 'platform', name: 'developer', description: '' }] };
  return call(`${nodes.url}/schedule/create`, { headers: { 'x-secret-key': 'bench' }, body: { id, cron: CRON, recipe } });
}

/** One fault after the other. */
async function trouble(nodes, chance, history, faults, goesOn) {
  const left = [];
  for (;;) {
    await sleep(chance.between(...PAUSE_MS));
    if (!goesOn()) return;
    // Each kind comes before long, also in a short run.
    if (left.length === 0) left.push(...chance.shuffled(faults.flatMap(([times, fault]) => Array(times).fill(fault))));
    const fault = left.pop();
    history.add({ type: 'fault', fault });
    say(fault);
    await nodes[fault](chance);
    history.add({ type: 'over', fault });
  }
}

/** The model remembers what it was asked, for others. */
async function forget(lab, goesOn) {
  const { url } = await lab.model();
  for (; goesOn(); await sleep(1_000)) await call(`${url}/__requests`, { method: 'DELETE' });
}

/** All is well again: each session goes on, and each client gets to the end. */
async function settle(nodes, clients, history) {
  say('the end');
  const problems = [];
  for (let n = 0; n < JOBS; n++) await endJob(nodes, `job-${n}`);
  const until = Date.now() + END_MS;
  await Promise.all(clients.map(async client => (await client.end(until)) || problems.push(`${client.session}: goes on with nothing`)));
  await calm(nodes, until);
  const numbers = newest(nodes.database);
  for (const client of clients) {
    await client.caughtUp(numbers.get(client.session), until);
    if (client.last !== numbers.get(client.session)) problems.push(`${client.session}: a client got up to ${client.last} of ${numbers.get(client.session)}`);
  }
  await Promise.all(clients.map(client => client.leave()));
  hangUp();
  return problems;
}

async function endJob(nodes, id) {
  for (const end = Date.now() + END_MS; ; await sleep(500)) {
    try {
      await call(`${nodes.url}/schedule/delete/${id}`, { method: 'DELETE', headers: { 'x-secret-key': 'bench' } });
      return;
    } catch (error) {
      if (error.status === 404) return;
      if (Date.now() > end) throw error;
    }
  }
}

/** Sessions of jobs have no client: what a killed node has left open in one is closed when somebody says something there. */
async function visit(nodes, sessions) {
  for (const session of sessions) {
    await call(`${nodes.url}/reply`, { headers: { 'x-secret-key': 'bench' }, body: { session_id: session, user_message: message('user', '!say visited') } });
  }
}

/** Until nothing runs any more. */
async function calm(nodes, until) {
  const open = () => nodes.database.rows("SELECT 1 AS one FROM gander.schedule_run WHERE is_open").length;
  while (open() > 0 && Date.now() < until) await sleep(200);
}

function report({ nodes, history, found, problems }) {
  const faults = history.entries.filter(({ type }) => type === 'fault').map(({ fault }) => fault);
  const outcomes = outcome => history.count(entry => entry.type === 'say' && entry.outcome === outcome);
  const rows = [
    ['proxies', [...new Set(nodes.proxies)].join(', ')],
    ...FAULTS.map(([, fault]) => [`… ${fault}`, faults.filter(each => each === fault).length]),
    ...(nodes.images.length > 1 ? [['nodes that came back as another version', nodes.changes]] : []),
    ['words: accepted, refused, unknown', ['ok', 'refused', 'unknown'].map(outcomes).join(', ')],
    ['ends of turns that clients saw, of these failures', `${seen(history, 'Finish', 'Error')}, ${seen(history, 'Error')}`],
    ['turns that took longer than 40 s', history.count(({ type }) => type === 'late')],
    ['connections of followers, events that they got', `${history.count(({ type }) => type === 'follow')}, ${history.count(({ type }) => type === 'seen')}`],
    ['logs begun anew, since a long conversation was cut off', begunAnew(history, found)],
    ['stored: messages, events', `${found.messages.length}, ${found.events.length}`],
    ['approvals, tools begun, runs of jobs', `${history.count(({ type }) => type === 'answer')}, ${found.begun.length}, ${found.runs.filter(({ outcome }) => outcome !== 'skipped').length}`],
    ['wrong', problems.length],
  ];
  for (const [what, value] of rows) console.log(`  ${what.padEnd(52)} ${value}`);
  for (const problem of problems.slice(0, SHOWN)) console.log(`  ! ${problem}`);
}

/** Sessions of jobs, which nobody follows, have no log after their turn. */
function begunAnew(history, { events }) {
  const followed = new Set(history.entries.filter(({ type }) => type === 'follow').map(({ session }) => session));
  return events.filter(({ session, kind }) => kind === DROPPED && followed.has(session)).length;
}

const seen = (history, ...kinds) => new Set(history.entries.filter(({ type, kind }) => type === 'seen' && kinds.includes(kind)).map(({ session, request }) => session + request)).size;

/** For whoever looks for the cause: a list a file, an entry a line, since the whole of an hour is too long for one text. */
function keep(lists, nodes) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gander-cluster-'));
  for (const [name, entries] of Object.entries(lists)) {
    const file = fs.openSync(path.join(folder, `${name}.jsonl`), 'w');
    for (const entry of entries) fs.writeSync(file, `${JSON.stringify(entry)}\n`);
    fs.closeSync(file);
  }
  for (const { home, number } of nodes.places) fs.cpSync(path.join(home, 'root/state/logs'), path.join(folder, `logs-${number + 1}`), { recursive: true });
  console.log(`  history and logs are in ${folder}`);
}
