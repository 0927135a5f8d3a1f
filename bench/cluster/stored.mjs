// What the database has in the end, and what tools wrote while they ran.
import fs from 'node:fs';
import { DROPPED } from './checker.mjs';

const SCHEMA = 'gander';

/** Keeps what was ever told in a session, also after its log was dropped. For a database that a node has opened. */
export function keepEvents(database) {
  database.run(`
    CREATE SCHEMA proof;
    CREATE TABLE proof.event (number bigserial, session text, seq bigint, turn bigint, request text, kind text);
    CREATE FUNCTION proof.told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO proof.event (session, seq, turn, request, kind) VALUES (NEW.session_id, NEW.seq, NEW.turn, NEW.request, NEW.event::json->>'type');
      RETURN NULL;
    END $$;
    CREATE FUNCTION proof.dropped() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO proof.event (session, kind) SELECT DISTINCT session_id, '${DROPPED}' FROM gone;
      RETURN NULL;
    END $$;
    CREATE TRIGGER told AFTER INSERT ON ${SCHEMA}.session_event FOR EACH ROW EXECUTE FUNCTION proof.told();
    CREATE TRIGGER dropped AFTER DELETE ON ${SCHEMA}.session_event REFERENCING OLD TABLE AS gone EXECUTE FUNCTION proof.dropped();`);
}

export function stored(database, log) {
  const rows = query => database.rows(query);
  return {
    messages: rows(`SELECT session_id AS session, role, content_json AS content FROM ${SCHEMA}.messages ORDER BY session_id, id`).map(row => ({ ...row, content: JSON.parse(row.content) })),
    events: rows('SELECT session, seq, turn, request, kind FROM proof.event ORDER BY session, number').map(row => ({ ...row, request: JSON.parse(row.request) })),
    runs: rows(`SELECT run FROM ${SCHEMA}.schedule_run ORDER BY job, number`).map(({ run }) => JSON.parse(run)),
    scheduled: rows(`SELECT id, schedule_id AS job FROM ${SCHEMA}.sessions WHERE schedule_id IS NOT NULL`),
    begun: fs.existsSync(log) ? fs.readFileSync(log, 'utf8').split('\n').filter(Boolean).map(line => line.split(' ')[1]) : [],
  };
}

export const newest = database => new Map(database.rows(`SELECT session_id AS session, newest FROM ${SCHEMA}.session_log`).map(({ session, newest: number }) => [session, number]));
