import { open as openSocket } from '../../contract/tools/ws.mjs';
import { sleep } from '../lab/children.mjs';
import { figure, leftOut } from '../lab/figures.mjs';

const CONNECTIONS = 1_000;
const SETTLE_MS = 3_000;

export const asks = 'What do 1,000 editors cost that are connected and do nothing?';

export async function run(lab) {
  const gander = await lab.gander();
  await hangUp(await connect(gander, 50));
  await sleep(SETTLE_MS);
  const before = gander.heapBytes();
  if (before === null) return [leftOut('heap of each', 'no jcmd')];
  const sockets = await connect(gander, CONNECTIONS);
  await sleep(SETTLE_MS);
  const open = gander.heapBytes();
  await hangUp(sockets);
  await sleep(SETTLE_MS);
  const closed = gander.heapBytes();
  return [
    figure('heap of each', (open - before) / 1024 / CONNECTIONS, 'KB', { atMost: 40 }),
    figure('heap of each after they are closed', (closed - before) / 1024 / CONNECTIONS, 'KB', { atMost: 1 }),
  ];
}

const connect = (gander, count) => Promise.all(Array.from({ length: count }, () => initialized(gander)));

async function initialized(gander) {
  const { url, headers } = gander.acpSocket();
  const socket = await openSocket(url, headers);
  if (socket.status !== 101) throw new Error(`a socket was answered with ${socket.status}`);
  const answered = new Promise(resolve => (socket.heard = resolve));
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: 1 } }));
  await answered;
  return socket;
}

async function hangUp(sockets) {
  for (const socket of sockets) socket.close();
}
