import { processorSeconds } from '../lab/children.mjs';
import { MANY_SESSIONS, homeWith } from '../lab/databases.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { goose } from '../lab/goose-commands.mjs';
import { Goose } from '../lab/goose.mjs';
import { GOOSE_MISSING, timed } from '../lab/lab.mjs';

const WARM_UP = 40;
const RUNS = 40;
const GOOSE_RUNS = 5;
/** The kernel's clock is coarse: as many requests are measured together. */
const PAGES = 200;
/** What the pages of Desktop 1.38 and 1.39 ask for, several times each. */
const DESKTOP = { _meta: { types: ['user', 'scheduled'] } };

export const asks = 'How long does the list of 734 sessions with 106,000 messages (700 MB) take, and what does a page of it cost an editor?';

export async function run(lab) {
  const gander = await lab.gander({ home: await homeWith(lab, MANY_SESSIONS) });
  const list = async () => mustBeAll((await gander.get('/sessions')).json().sessions);
  const [first] = await timed(1, list);
  await timed(WARM_UP, list);
  return [
    figure('the first list after a start', first, 'ms'),
    figure('the list', median(await timed(RUNS, list)), 'ms', { atMost: 50 }),
    ...(await pages(lab)),
    await gooseList(lab),
  ];
}

/** The processor time of `session/list`. */
async function pages(lab) {
  const gander = await lab.gander({ home: await homeWith(lab, MANY_SESSIONS) });
  const editor = await gander.acp();
  const page = cursor => editor.ask('session/list', { ...DESKTOP, cursor });
  const whole = async () => {
    let sessions = 0;
    for (let cursor, more = true; more; more = cursor !== undefined) {
      const answer = await page(cursor);
      sessions += answer.sessions.length;
      cursor = answer.nextCursor;
    }
    return sessions;
  };
  const cold = await processorMs(gander, 1, () => page());
  const told = await whole();
  if (told < MANY_SESSIONS.sessions / 2) throw new Error(`${told} sessions on all pages`);
  await timed(PAGES, () => page());
  return [
    figure('session/list first after a start, processor time', cold, 'ms'),
    figure('session/list, a page, processor time', await processorMs(gander, PAGES, () => page()), 'ms', { atMost: 10 }),
    figure('session/list, all pages, processor time', await processorMs(gander, PAGES / 10, whole), 'ms'),
  ];
}

async function processorMs(server, times, work) {
  const before = processorSeconds(server.pid);
  await timed(times, work);
  return ((processorSeconds(server.pid) - before) * 1000) / times;
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
