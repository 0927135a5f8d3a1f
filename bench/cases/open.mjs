import { LONG_SESSION, homeWith } from '../lab/databases.mjs';
import { figure, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';

const RUNS = 5;

export const asks = 'How long does a session of 33,000 messages (36 MB) take to open?';

export async function run(lab) {
  const gander = await lab.gander({ home: await homeWith(lab, LONG_SESSION) });
  const [{ id }] = (await gander.get('/sessions')).json().sessions;
  const open = () => gander.get(`/sessions/${id}`);
  const [first] = await timed(1, open);
  const found = (await open()).json().conversation;
  if (found.length !== LONG_SESSION.messages) throw new Error(`${found.length} messages`);
  return [figure('opening it first after a start', first, 'ms'), figure('opening it again', median(await timed(RUNS, open)), 'ms', { atMost: 1000 })];
}
