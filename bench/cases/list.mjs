import { MANY_SESSIONS, homeWith } from '../lab/databases.mjs';
import { figure, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';

const WARM_UP = 20;
const RUNS = 30;

export const asks = 'How long does the list of 734 sessions with 106,000 messages (700 MB) take?';

export async function run(lab) {
  const gander = await lab.gander({ home: await homeWith(lab, MANY_SESSIONS) });
  const list = () => gander.get('/sessions');
  const [first] = await timed(WARM_UP, list);
  const found = (await list()).json().sessions;
  if (found.length !== MANY_SESSIONS.sessions) throw new Error(`${found.length} sessions in the list`);
  return [figure('the first list after a start', first, 'ms'), figure('the list', median(await timed(RUNS, list)), 'ms', { atMost: 50 })];
}
