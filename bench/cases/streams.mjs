import net from 'node:net';
import { residentMegabytes, sleep } from '../lab/children.mjs';
import { figure, leftOut, percentile } from '../lab/figures.mjs';
import { call } from '../lab/http.mjs';
import { timed } from '../lab/lab.mjs';

const STREAMS = 1_000;
const SESSIONS = 20;
const PROBES = 300;
const SETTLE_MS = 3_000;

export const asks = 'What do 1,000 open event streams cost, and does the server still answer others?';

export async function run(lab) {
  const gander = await lab.gander();
  const sessions = [];
  for (let i = 0; i < SESSIONS; i++) sessions.push(await gander.newSession());
  await hangUp(await openStreams(gander, sessions, 50));
  await sleep(SETTLE_MS);

  const before = memory(gander);
  const sockets = await openStreams(gander, sessions, STREAMS);
  await sleep(SETTLE_MS);
  const status = await timed(PROBES, () => call(`${gander.url}/status`));
  const after = memory(gander);
  await hangUp(sockets);
  await sleep(SETTLE_MS);
  const closed = memory(gander);

  return [heapOfEach(before, after), heapLeft(before, closed), figure('resident memory with all of them', after.resident, 'MB'), figure('/status meanwhile, 95 of 100', percentile(status, 0.95), 'ms', { atMost: 50 })];
}

const memory = gander => ({ resident: residentMegabytes(gander.pid), heap: gander.heapBytes() });

function heapOfEach(before, after) {
  if (after.heap === null) return figure('resident memory of each (no jcmd)', ((after.resident - before.resident) * 1024) / STREAMS, 'KB');
  return figure('heap of each', (after.heap - before.heap) / 1024 / STREAMS, 'KB', { atMost: 40 });
}

/** What closed streams leave behind; less than nothing where the collector found more to do. */
function heapLeft(before, closed) {
  if (closed.heap === null) return leftOut('heap of each after they are closed', 'no jcmd');
  return figure('heap of each after they are closed', (closed.heap - before.heap) / 1024 / STREAMS, 'KB', { atMost: 1 });
}

function openStreams(gander, sessions, count) {
  return Promise.all(Array.from({ length: count }, (_, i) => openStream(gander, sessions[i % sessions.length])));
}

/** A bare socket, since a thousand real clients would need more memory and time than the server. */
function openStream(gander, session) {
  const { hostname, port } = new URL(gander.url);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => socket.write(gander.eventsRequest(session)));
    socket.once('error', reject);
    socket.once('data', head => {
      if (!head.toString().startsWith('HTTP/1.1 200')) return reject(new Error(head.toString()));
      socket.resume();
      resolve(socket);
    });
  });
}

async function hangUp(sockets) {
  for (const socket of sockets) socket.on('error', () => {}).destroy();
}
