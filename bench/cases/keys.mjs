import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { scratchFolder } from '../lab/children.mjs';
import { figure, leftOut, median } from '../lab/figures.mjs';
import { open } from '../lab/http.mjs';
import { timed } from '../lab/lab.mjs';

const MANY = 1_000_000;
const RUNS = 400;
const KEYS = `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${MANY})
  INSERT INTO access_keys (id, name, scopes, created) SELECT 'many' || n, 'many ' || n, 'read chat', '2026-01-01T00:00:00Z' FROM numbers;
  INSERT INTO access_secrets (hash, key_number) SELECT lower(hex(randomblob(32))), number FROM access_keys WHERE id LIKE 'many%'`;

export const asks = `What do ${MANY} keys cost a request, and does the time of a refusal tell that there is something to be seen?`;

export async function run(lab) {
  const home = scratchFolder();
  const gander = await lab.gander({ home });
  const key = async name => (await gander.post('/gander/v1/keys', { name, scopes: ['read', 'chat'] })).json();
  const owner = await key('owner');
  const stranger = gander.as((await key('stranger')).secret);
  const session = await gander.as(owner.secret).newSession();
  const few = await perRequest(stranger);
  const inTime = await refusals(stranger, session);
  if (!fill(home)) return [...inTime, leftOut(`${MANY} keys`, 'sqlite3 is not installed')];
  const many = await perRequest(stranger);
  return [
    ...inTime,
    figure('a request with one of three keys', few, 'ms'),
    figure(`… of ${MANY}`, many, 'ms'),
    figure('… ratio', many / few, 'x', { atMost: 1.2 }),
    figure('… a page of their list', median(await timed(20, () => gander.get('/gander/v1/keys?limit=100'))), 'ms', { atMost: 50 }),
    figure('… one more is made', median(await timed(20, n => key(`more ${n}`))), 'ms', { atMost: 50 }),
  ];
}

/** A request that needs its key looked up, and nothing else that takes time. */
async function perRequest(client) {
  const ask = () => status(client, '/sessions/20200101_9', 404);
  await timed(RUNS, ask);
  return median(await timed(RUNS, ask));
}

/** Somebody else's session, and one that does not exist. Their order changes, so that neither is always the first. */
async function refusals(client, session) {
  const asked = { theirs: `/sessions/${session}`, nobodys: session.replace(/\d+$/, '987654') };
  asked.nobodys = `/sessions/${asked.nobodys}`;
  const times = { theirs: [], nobodys: [] };
  for (let n = 0; n < 2 * RUNS; n++) {
    const order = n % 2 === 0 ? ['theirs', 'nobodys'] : ['nobodys', 'theirs'];
    for (const one of order) times[one].push(...(await timed(1, () => status(client, asked[one], 404))));
  }
  const [theirs, nobodys] = [median(times.theirs.slice(RUNS)), median(times.nobodys.slice(RUNS))];
  return [
    figure("404 for a session that does not exist", nobodys, 'ms'),
    figure("… for one of another key", theirs, 'ms'),
    figure('… ratio', theirs / nobodys, 'x', { atMost: 1.15 }),
  ];
}

async function status(client, route, expected) {
  const response = await open(client.url + route, { headers: client.headers });
  for await (const rest of response) void rest;
  if (response.statusCode !== expected) throw new Error(`${route}: ${response.statusCode}`);
}

/** @returns false without sqlite3 */
function fill(home) {
  try {
    execFileSync('sqlite3', [path.join(home, 'root/data/sessions/gander.db'), KEYS]);
    return true;
  } catch (missing) {
    if (missing.code !== 'ENOENT') throw missing;
    return false;
  }
}
