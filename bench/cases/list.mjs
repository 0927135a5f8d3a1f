import { MANY_SESSIONS, homeWith } from '../lab/databases.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { goose } from '../lab/goose-commands.mjs';
import { Goose } from '../lab/goose.mjs';
import { GOOSE_MISSING, timed } from '../lab/lab.mjs';

const WARM_UP = 40;
const RUNS = 40;
const GOOSE_RUNS = 5;

export const asks = 'How long does the list of 734 sessions with 106,000 messages (700 MB) take?';

export async function run(lab) {
  const gander = await lab.gander({ home: await homeWith(lab, MANY_SESSIONS) });
  const list = async () => mustBeAll((await gander.get('/sessions')).json().sessions);
  const [first] = await timed(1, list);
  await timed(WARM_UP, list);
  return [
    figure('the first list after a start', first, 'ms'),
    figure('the list', median(await timed(RUNS, list)), 'ms', { atMost: 50 }),
    await gooseList(lab),
  ];
}

async function gooseList(lab) {
  if (!Goose.isInstalled()) return leftOut('goose 1.52 session list', GOOSE_MISSING);
  const home = await homeWith(lab, MANY_SESSIONS);
  const list = () => mustBeAll(JSON.parse(goose(home, 'session', 'list', '--format', 'json')));
  list();
  return figure('goose 1.52 session list, the whole process', median(await timed(GOOSE_RUNS, list)), 'ms');
}

function mustBeAll(sessions) {
  if (sessions.length !== MANY_SESSIONS.sessions) throw new Error(`${sessions.length} sessions in the list`);
}
