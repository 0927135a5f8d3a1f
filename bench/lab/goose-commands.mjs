// goose's own commands on a database, each a process from its start to its end.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { environment } from './children.mjs';
import { GOOSE } from './goose.mjs';

const LARGEST = 1 << 30;

/** Gives what goose printed. */
export function goose(home, ...args) {
  const env = environment(home, { GOOSE_PATH_ROOT: path.join(home, 'root'), GOOSE_DISABLE_KEYRING: 'true', GOOSE_TELEMETRY_ENABLED: 'false' });
  const ended = spawnSync(GOOSE, args, { env, cwd: home, maxBuffer: LARGEST, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`goose ${args.join(' ')} ended with ${ended.status}: ${ended.stderr.slice(-300)}`);
  return ended.stdout;
}
