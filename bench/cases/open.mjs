import fs from 'node:fs';
import path from 'node:path';
import { LONG_SESSION, homeWith } from '../lab/databases.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { message } from '../lab/gander.mjs';
import { goose } from '../lab/goose-commands.mjs';
import { Goose } from '../lab/goose.mjs';
import { GOOSE_MISSING, timed } from '../lab/lab.mjs';

const RUNS = 5;
/** goosed takes imports of up to 25 MiB: as many messages, but shorter ones. */
const SHORT = 'Message of a very long talk about nothing in particular. '.repeat(8);
/** Megabytes in which the work is done twice and once more; it is not in much less. */
const SMALL_HEAPS = { export: 96, open: 160, import: 160 };

export const asks = 'How long does a session of 33,000 messages (36 MB) take to be opened, exported, imported, and how much heap?';

export async function run(lab) {
  const gander = await lab.gander({ home: await homeWith(lab, LONG_SESSION) });
  const work = await workOn(gander);
  const [first] = await timed(1, work.open);
  const figures = [figure('opened first after a start', first, 'ms', { atMost: 1000 })];
  for (const name of ['open', 'export', 'import']) {
    await work.check(name);
    figures.push(figure(name, median(await timed(RUNS, work[name])), 'ms', name === 'open' ? { atMost: 1000 } : undefined));
  }
  for (const name of Object.keys(SMALL_HEAPS)) figures.push(await inSmallHeap(lab, name));
  return [...figures, ...(await gooseFigures(lab))];
}

/** What a client does with an answer is not part of the time; that all messages are there is looked at once. */
async function workOn(server) {
  const [{ id }] = (await server.get('/sessions')).json().sessions;
  const body = JSON.stringify({ json: JSON.stringify(exported()) });
  const work = {
    open: () => server.get(`/sessions/${id}`),
    export: () => server.get(`/sessions/${id}/export`),
    import: () => server.post('/sessions/import', body),
  };
  return { ...work, check: async name => mustBeAll(name === 'export' ? JSON.parse((await work.export()).json()) : (await work[name]()).json()) };
}

async function inSmallHeap(lab, name) {
  const megabytes = SMALL_HEAPS[name];
  const server = await lab.gander({ home: await homeWith(lab, LONG_SESSION), settings: { GOOSED_JAVA_OPTS: `-Xmx${megabytes}m` } });
  const work = await workOn(server);
  await timed(2, work[name]);
  await work.check(name);
  return figure(`${name} works in a heap of`, megabytes, 'MB');
}

async function gooseFigures(lab) {
  if (!Goose.isInstalled()) return [leftOut('goose 1.52', GOOSE_MISSING)];
  const home = await homeWith(lab, LONG_SESSION);
  const [{ id }] = JSON.parse(goose(home, 'session', 'list', '--format', 'json'));
  const file = path.join(home, 'short.json');
  fs.writeFileSync(file, JSON.stringify(exported()));
  const exporting = () => goose(home, 'session', 'export', '--format', 'json', '--session-id', id);
  mustBeAll(JSON.parse(exporting()));
  const importing = () => goose(home, 'session', 'import', file);
  return [
    figure('goose 1.52 session export, the whole process', median(await timed(RUNS, exporting)), 'ms'),
    figure('goose 1.52 session import, the whole process', median(await timed(RUNS, importing)), 'ms'),
  ];
}

/** A session as exports hold it, with as many messages. */
function exported() {
  const conversation = Array.from({ length: LONG_SESSION.messages }, (_, i) => ({ id: `m${i}`, ...message(i % 2 ? 'assistant' : 'user', `${SHORT} ${i}`) }));
  const now = new Date().toISOString();
  return { id: 'elsewhere', name: 'A long talk', working_dir: '/tmp', created_at: now, updated_at: now, extension_data: {}, message_count: conversation.length, conversation };
}

function mustBeAll({ conversation }) {
  if (conversation.length !== LONG_SESSION.messages) throw new Error(`${conversation.length} messages`);
}
