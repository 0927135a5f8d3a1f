// Two servers on one folder for some minutes, with everything that goes wrong in years. What a client was told must be
// there afterwards, and nothing else may be: no process, descriptor, thread or file; and the memory is given back.
//
//   ./gander bench soak [MINUTES]     Linux only; takes MINUTES (10) and four more
import { sleep } from '../lab/children.mjs';
import { call, hangUp } from '../lab/http.mjs';
import { Client, rudeClients } from './client.mjs';
import { Pair } from './pair.mjs';
import { filesBelow, processesWithHome, tracesOf } from './traces.mjs';

const CLIENTS = 50;
const MINUTE = 60_000;
const EXTENSION_KILL_MS = 4_000;
const MEMORY_GROWTH = 1.2;
/**
 * Idle threads of the JVM's own pools come and go. Each of two databases keeps as many readers as there ever were at once,
 * three at most, with two descriptors each: there may have been one of each before.
 */
const SPARE = { processes: 0, descriptors: 8, threads: 2 };
/** Results that are too long for a conversation, which names these files, and a log for each start. */
const KEPT_FILES = /^(tmp\/goose_mcp_responses|root\/state\/logs\/server)\//;

/** Prints what was found, and gives whether it is as it should be. */
export async function soak(lab, minutes) {
  if (process.platform !== 'linux') throw new Error('The soak reads /proc, so it needs Linux.');
  const pair = await Pair.start(lab);
  const clients = Array.from({ length: CLIENTS }, (_, number) => new Client(number, pair));
  say('warming up for a minute');
  await load(pair, clients, 1, false);
  const before = await calm(pair, clients);
  say(`soaking for ${minutes} minutes`);
  const rude = await load(pair, clients, minutes, true);
  const after = await calm(pair, clients);
  say('looking for what clients were told');
  await findLost(pair, clients);
  for (const server of await pair.all()) await server.stop();
  const left = processesWithHome(pair.home).map(({ command }) => command);
  const growth = differences(before, after);
  for (const what of [...left.map(command => `still there: ${command}`), ...growth]) pair.fault(what);
  report({ pair, clients, rude, before, after });
  return pair.faults.length === 0;
}

const say = text => console.log(`  ${new Date().toISOString().slice(11, 19)} ${text}`);

/** Lets the clients talk; with kills of servers in the middle of each minute. */
async function load(pair, clients, minutes, kills) {
  const end = Date.now() + minutes * MINUTE;
  const goesOn = () => Date.now() < end;
  const model = await pair.lab.model();
  const work = [...clients.map(client => client.live(goesOn)), rudeClients(pair, goesOn), every(EXTENSION_KILL_MS, goesOn, () => pair.killAnExtension())];
  // The model remembers what it was asked, for others.
  work.push(every(1_000, goesOn, () => call(`${model.url}/__requests`, { method: 'DELETE' })));
  if (kills) for (let minute = 0; minute < minutes; minute++) work.push(sleep((minute + 0.5) * MINUTE).then(() => pair.kill()));
  const results = await Promise.all(work);
  return results[clients.length];
}

async function every(milliseconds, goesOn, work) {
  for (; goesOn(); await sleep(milliseconds)) await work();
}

/** Ends what the clients keep open, and looks at the servers after a minute. */
async function calm(pair, clients) {
  for (const client of clients) await client.rest();
  await tidy(await pair.any());
  hangUp();
  say('a minute of calm');
  await sleep(MINUTE);
  const servers = (await pair.all()).map(server => tracesOf(server.pid));
  return { servers, files: filesBelow(pair.home) };
}

/** Whoever makes the next folder for a long output removes those of killed servers. */
async function tidy(server) {
  const session = await server.newSession();
  await server.callTool(session, 'shell', { command: 'seq 100000' });
  await server.post('/agent/stop', { session_id: session });
}

/** All conversations as both servers have them. */
async function findLost(pair, clients) {
  for (const server of await pair.all()) {
    const listed = new Set((await server.get('/sessions')).json().sessions.map(({ id }) => id));
    for (const id of clients.flatMap(client => client.deleted)) if (listed.has(id)) pair.fault(`session ${id} is back`);
    for (const { id, told } of clients.flatMap(client => client.sessions)) {
      await server.post('/agent/resume', { session_id: id, load_model_and_extensions: false });
      const { conversation } = (await server.get(`/sessions/${id}`)).json();
      for (const what of told.missing(conversation)) pair.fault(`in the end, session ${id} lacks ${what}`);
    }
  }
}

function differences(before, after) {
  const known = new Set(before.files);
  const found = after.files.filter(file => !known.has(file) && !KEPT_FILES.test(file)).map(file => `left: ${file}`);
  // Each is a process of its own after a kill, so it may need what either of them needed.
  const most = what => Math.max(...before.servers.map(server => server[what]));
  for (const [i, now] of after.servers.entries()) {
    for (const [what, spare] of Object.entries(SPARE)) if (now[what] > most(what) + spare) found.push(`server ${i + 1}: ${now[what]} ${what} instead of ${most(what)}`);
    if (now.descriptors > most('descriptors') + SPARE.descriptors) found.push(`server ${i + 1} has open: ${now.opened.join(' ')}`);
    if (now.megabytes > most('megabytes') * MEMORY_GROWTH) found.push(`server ${i + 1}: ${now.megabytes.toFixed(0)} MB instead of ${most('megabytes').toFixed(0)}`);
  }
  return found;
}

function report({ pair, clients, rude, before, after }) {
  const sum = of => clients.reduce((all, client) => all + of(client), 0);
  const told = what => sum(client => client.sessions.reduce((all, session) => all + session.told.counts[what], 0));
  const both = (traces, what) => traces.servers.map(server => Math.round(server[what])).join(', ');
  const rows = [
    ['turns', sum(client => client.turns)],
    ...['reply', 'follow', 'hangUp', 'cancel', 'leave'].map(way => [`… ${way}`, sum(({ ways }) => ways[way] ?? 0)]),
    ['sessions kept, deleted', `${sum(client => client.sessions.length)}, ${sum(client => client.deleted.length)}`],
    ['servers killed, extensions killed, rude clients', `${pair.kills}, ${pair.killedExtensions}, ${rude}`],
    ['told: messages, texts, calls, results', ['messages', 'texts', 'calls', 'results'].map(told).join(', ')],
    ...['processes', 'descriptors', 'threads', 'megabytes'].map(what => [`${what}, each server, before → after`, `${both(before, what)} → ${both(after, what)}`]),
    ['missing, left or wrong', pair.faults.length],
  ];
  for (const [what, value] of rows) console.log(`  ${what.padEnd(52)} ${value}`);
}
