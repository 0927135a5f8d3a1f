import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { processorSeconds, scratchFolder, sleep } from '../lab/children.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';

const SESSIONS = 20;
const TURNS = 5;
const WARM_UP = 5;
const ROUNDS = 5;
const KEYS = 20;
const QUEUED = 10_000;
const JUDGED = 1_000;
const ROWS = 1_000_000;
const NUMBERS = `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${ROWS})`;

const ENOUGH = { tokens: 1e12, model_calls: 1e9 };
const POLICY = `version: 1
otherwise: allow
deny:
${Array.from({ length: 20 }, (_, i) => `  - {name: rule ${i}, command: "tool${i} *"}`).join('\n')}
`;

/** Rules have something to look at then. */
const COMMAND = '!tool shell {"command":"true && echo a | cat"}\n---\n!tokens 200';

export const asks = 'What do a journal, budgets, rules, keys and an audit log cost a turn, and how do runs and usage get on in large numbers?';

export async function run(lab) {
  const kinds = [
    ['a turn of 200 tokens', '!tokens 200'],
    ['… that begins with a command', COMMAND],
  ];
  const priced = [];
  for (const [what, text] of kinds) priced.push(...(await prices(lab, what, text)));
  return [...priced, ...(await queue(lab)), ...(await manyRows(lab)), ...(await longInbox(lab))];
}

/** The same turns without and with all of it; the rounds alternate. */
async function prices(lab, what, text) {
  const plain = clientOf(await lab.gander());
  const home = scratchFolder();
  const all = await lab.gander({ home, settings: { GANDER_JOURNAL: 'on', GANDER_AUDIT: 'on' } });
  await all.post('/gander/v1/keys', { name: 'bot', scopes: ['read', 'chat'] });
  await all.post('/config/upsert', { key: 'GANDER_BUDGETS', is_secret: false, value: { turn: ENOUGH, session: ENOUGH, key: ENOUGH, day: ENOUGH } });
  fs.writeFileSync(path.join(home, 'root/config/policy.yaml'), POLICY);
  const full = clientOf(all);
  for (let n = 0; n < WARM_UP; n++) for (const one of [plain, full]) await round(one, text);
  for (let n = 0; n < ROUNDS; n++) for (const one of [plain, full]) await round(one, text, true);
  await Promise.all([plain.use.stop(), all.stop()]);
  return [
    figure(`${what}, processor time`, median(plain.costs), 'ms'),
    figure('… with a journal, budgets, rules, keys, audit log', median(full.costs), 'ms'),
    figure('… more', median(full.costs) - median(plain.costs), 'ms', { atMost: 1 }),
  ];
}

const clientOf = use => ({ use, costs: [] });

async function round({ use, costs }, text, counts = false) {
  const sessions = [];
  while (sessions.length < SESSIONS) sessions.push(await use.newSession());
  const before = processorSeconds(use.pid);
  await Promise.all(sessions.map(it => turns(use, it, text)));
  if (counts) costs.push(((processorSeconds(use.pid) - before) * 1000) / (SESSIONS * TURNS));
}

async function turns(use, session, text) {
  for (let i = 0; i < TURNS; i++) await use.turn(session, text);
}

/** All runs of a key are queued before those of the next one: whoever is first must not be served first. */
async function queue(lab) {
  const gander = await lab.gander({ settings: { GANDER_PARALLEL_RUNS: 8 } });
  const keys = [];
  for (let i = 0; i < KEYS; i++) keys.push((await gander.post('/gander/v1/keys', { name: `key ${i}`, scopes: ['read', 'chat'] })).json());
  const [queued] = await timed(1, async () => {
    for (const key of keys) {
      const one = gander.as(key.secret);
      const rest = Array.from({ length: QUEUED / KEYS });
      while (rest.length > 0) await Promise.all(rest.splice(0, 20).map(() => one.post('/gander/v1/runs', { prompt: '!say done' })));
    }
  });
  // Those that ran while others were still being queued had no rivals.
  const before = await ended(gander, keys);
  let now;
  const [judged] = await timed(1, async () => {
    do {
      await sleep(200);
      now = await ended(gander, keys);
    } while (sum(now) - sum(before) < JUDGED);
  });
  const shares = now.map((count, i) => count - before[i]);
  await gander.stop();
  return [
    figure(`${QUEUED} runs queued by ${KEYS} keys`, (QUEUED * 1000) / queued, 'a second'),
    figure('runs, 8 at once', (sum(shares) * 1000) / judged, 'a second'),
    figure('the share of the key that got most, to an equal one', (Math.max(...shares) * KEYS) / sum(shares), 'x', { atMost: 1.1 }),
    figure('… that got least', (Math.min(...shares) * KEYS) / sum(shares), 'x', { atLeast: 0.9 }),
  ];
}

const sum = numbers => numbers.reduce((all, one) => all + one, 0);

async function ended(gander, keys) {
  const { usage } = (await gander.get('/gander/v1/usage?group=key&limit=1000')).json();
  return keys.map(key => usage.find(it => it.group === key.id)?.model_calls ?? 0);
}

async function manyRows(lab) {
  const home = scratchFolder();
  const first = await lab.gander({ home });
  await first.turn(await first.newSession(), '!say hello');
  await first.get('/gander/v1/usage');
  await first.stop();
  if (!fill(home, usage())) return [leftOut(`usage over ${ROWS} rows`, 'sqlite3 is not installed')];
  const gander = await lab.gander({ home });
  const [catchingUp] = await timed(1, () => gander.get('/gander/v1/usage'));
  const times = {};
  for (const group of ['day', 'key', 'model', 'session', 'recipe']) {
    times[group] = median(await timed(10, () => gander.get(`/gander/v1/usage?group=${group}`)));
  }
  const worst = Object.keys(times).sort((a, b) => times[b] - times[a])[0];
  return [
    figure(`${ROWS} rows of usage that came at once, first question`, catchingUp, 'ms'),
    figure(`… later ones, the slowest group, by ${worst}`, times[worst], 'ms', { atMost: 50 }),
  ];
}

/** A year of a thousand sessions and fifty keys. */
function usage() {
  const day = 'unixepoch() / 86400 - n % 365';
  const columns = 'at, day, key, session, recipe, provider, model, purpose, input, output, cache_read, cache_write, cost, estimated, model_calls, tool_calls, millis';
  const values = `(${day}) * 86400000, ${day}, 'key' || n % 50, 's' || n % 1000, 'recipe' || n % 30, 'openai', 'model' || n % 12, 'answer', 900, 50, 100, 0, 1200000, 0, 1, n % 3, 800`;
  return `INSERT INTO usage_entries (${columns}) ${NUMBERS} SELECT ${values} FROM numbers`;
}

/** Questions that a dead server has left, beside one of this server for each session. */
async function longInbox(lab) {
  const home = scratchFolder();
  const gander = await lab.gander({ home, settings: { GANDER_KEEP_APPROVALS: 'on', GOOSE_MODE: 'approve' } });
  const turns = [];
  for (let i = 0; i < SESSIONS; i++) turns.push(gander.turn(await gander.newSession(), COMMAND).catch(() => {}));
  const inbox = '/gander/v1/approvals?limit=100';
  const asked = async () => (await gander.get(inbox)).json().approvals.length;
  while ((await asked()) < SESSIONS) await sleep(100);
  const filled = fill(home, `INSERT INTO questions ${NUMBERS} SELECT id || n, 'p999999999s1', session, request, call || n, about, since + n, expires, NULL FROM numbers JOIN questions WHERE n <= ${ROWS / SESSIONS}`);
  const page = filled ? median(await timed(10, () => gander.get(inbox))) : 0;
  await gander.stop();
  await Promise.all(turns);
  return [filled ? figure(`${ROWS} open questions: the first hundred`, page, 'ms', { atMost: 50 }) : leftOut('a long inbox', 'sqlite3 is not installed')];
}

/** @returns false without sqlite3 */
function fill(home, statement) {
  try {
    execFileSync('sqlite3', [path.join(home, 'root/data/sessions/gander.db'), statement]);
    return true;
  } catch (missing) {
    if (missing.code !== 'ENOENT') throw missing;
    return false;
  }
}
