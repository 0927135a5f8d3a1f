// What the database has in the end, and what tools wrote while they ran.
import fs from 'node:fs';

const SCHEMA = 'gander';

export function stored(database, log) {
  const rows = query => database.rows(query);
  return {
    messages: rows(`SELECT session_id AS session, role, content_json AS content FROM ${SCHEMA}.messages ORDER BY session_id, id`).map(row => ({ ...row, content: JSON.parse(row.content) })),
    events: rows(`SELECT session_id AS session, seq, turn, request, event::json->>'type' AS kind FROM ${SCHEMA}.session_event ORDER BY session_id, seq`).map(row => ({ ...row, request: JSON.parse(row.request) })),
    runs: rows(`SELECT run FROM ${SCHEMA}.schedule_run ORDER BY job, number`).map(({ run }) => JSON.parse(run)),
    scheduled: rows(`SELECT id, schedule_id AS job FROM ${SCHEMA}.sessions WHERE schedule_id IS NOT NULL`),
    begun: fs.existsSync(log) ? fs.readFileSync(log, 'utf8').split('\n').filter(Boolean).map(line => line.split(' ')[1]) : [],
  };
}

export const newest = database => new Map(database.rows(`SELECT session_id AS session, newest FROM ${SCHEMA}.session_log`).map(({ session, newest: number }) => [session, number]));
