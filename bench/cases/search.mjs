import { MANY_SESSIONS, homeWith } from '../lab/databases.mjs';
import { figure, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';

const RUNS = 7;
/** In five messages; in none, but in nearly every answer of a tool; in many. */
const SEARCHES = [
  { what: 'a rare word', query: 'zugspitzplatt', sessions: 5 },
  { what: 'a part of what only tools said', query: 'src/', sessions: 0 },
  { what: 'a word of another script', query: 'ГУСЬ', sessions: 10 },
];

export const asks = 'How long does a search in 106,000 messages (700 MB) take?';

export async function run(lab) {
  const gander = await lab.gander({ home: await homeWith(lab, MANY_SESSIONS) });
  const figures = [];
  for (const { what, query, sessions } of SEARCHES) {
    const search = async () => mustBe(sessions, (await gander.get(`/sessions/search?query=${encodeURIComponent(query)}`)).json());
    await timed(1, search);
    figures.push(figure(what, median(await timed(RUNS, search)), 'ms'));
  }
  // goose 1.52 has the same search in session/list, but takes minutes for it.
  return figures;
}

function mustBe(count, sessions) {
  if (sessions.length !== count) throw new Error(`${sessions.length} sessions found instead of ${count}`);
}
