import { open as openSocket } from '../../contract/tools/ws.mjs';
import { LONG_SESSION, homeWith } from '../lab/databases.mjs';
import { figure, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';

const RUNS = 5;
const LIMIT_MS = 60_000;

export const asks = 'How long does an editor wait for a session of 33,000 messages (36 MB)?';

export async function run(lab) {
  const gander = await lab.gander({ home: await homeWith(lab, LONG_SESSION) });
  const [{ id }] = (await gander.get('/sessions')).json().sessions;
  const { url, headers } = gander.acpSocket();
  const socket = await openSocket(url, headers);
  await ask(socket, 0, 'initialize', { protocolVersion: 1 });
  const load = run => ask(socket, run + 1, 'session/load', { sessionId: id, cwd: gander.home, mcpServers: [] });
  const [first] = await timed(1, () => load(0));
  const times = await timed(RUNS, run => load(run + 1));
  const told = await load(RUNS + 1);
  if (told < LONG_SESSION.messages) throw new Error(`${told} updates`);
  socket.close();
  return [figure('loaded first after a start', first, 'ms'), figure('load', median(times), 'ms', { atMost: 1500 })];
}

/** Gives the number of updates that came before the answer. */
function ask(socket, id, method, params) {
  socket.list.length = 0;
  const answered = new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`${method} was not answered`)), LIMIT_MS);
    const look = () => {
      const last = findLate(socket.list, text => text.startsWith(`{"jsonrpc":"2.0","id":${id},`));
      if (last < 0 && !socket.ended) return;
      clearTimeout(limit);
      socket.heard = undefined;
      if (last < 0 || socket.list[last].includes('"error":')) reject(new Error(socket.list[last] ?? `the socket ended: ${socket.code}`));
      else resolve(last);
    };
    socket.heard = () => queueLook(look);
  });
  socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  return answered;
}

/** The answer is one of the last messages: the client must not look through all of them again and again. */
function findLate(list, fits) {
  for (let i = list.length - 1; i >= Math.max(0, list.length - 10); i--) if (fits(list[i])) return i;
  return -1;
}

/** Once for all frames that come together. */
let queued = false;
function queueLook(look) {
  if (queued) return;
  queued = true;
  setImmediate(() => {
    queued = false;
    look();
  });
}
