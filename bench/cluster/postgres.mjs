// A server of PostgreSQL with a folder of its own, which may be killed. Linux only.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { freePort, launch, processorSeconds, scratchFolder, sleep } from '../lab/children.mjs';
import { descendants } from '../soak/traces.mjs';

const DEBIAN = '/usr/lib/postgresql';
const READY_MS = 60_000;
/** PostgreSQL refuses to run as root. */
const AS_USER = process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];

/** The folder of its programs, or null. */
export function programs() {
  if (process.env.PG_BIN) return process.env.PG_BIN;
  const versions = fs.existsSync(DEBIAN) ? fs.readdirSync(DEBIAN).filter(name => /^\d+$/.test(name)) : [];
  return versions.length === 0 ? null : path.join(DEBIAN, String(Math.max(...versions.map(Number))), 'bin');
}

export class Postgres {
  /** `more`: settings of the server. */
  static async start(more = {}) {
    if (programs() === null) throw new Error('PostgreSQL is not installed, and PG_BIN names no folder with its programs.');
    const folder = scratchFolder();
    fs.chmodSync(folder, 0o755);
    if (AS_USER.length > 0) execFileSync('chown', ['postgres', folder]);
    const postgres = new Postgres(folder, await freePort(), more);
    postgres.#run('initdb', ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', '--auth=trust', '--username=gander', `--pgdata=${postgres.data}`]);
    await postgres.begin();
    return postgres;
  }

  constructor(folder, port, more) {
    Object.assign(this, { folder, port, more, data: path.join(folder, 'data'), address: `postgresql://gander@127.0.0.1:${port}/postgres` });
  }

  #run(program, args) {
    const [command, ...rest] = [...AS_USER, path.join(programs(), program), ...args];
    return execFileSync(command, rest, { cwd: this.folder, stdio: 'pipe', maxBuffer: 1 << 30 }).toString();
  }

  /** Starts it, also after it was killed, and waits until it answers. */
  async begin() {
    const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', max_connections: 200, ...this.more };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [command, ...args] = [...AS_USER, path.join(programs(), 'postgres'), '-D', this.data, '-p', String(this.port), ...options];
    this.child = launch(command, args, { cwd: this.folder });
    for (const end = Date.now() + READY_MS; !this.#answers(); await sleep(50)) {
      if (this.child.exitCode !== null || Date.now() > end) throw new Error(`PostgreSQL does not start: ${this.child.said}`);
    }
  }

  #answers() {
    try {
      return this.rows('SELECT 1 AS one').length === 1;
    } catch (refused) {
      return false;
    }
  }

  /** Kills all of its processes, as a machine that loses its power does. */
  async kill() {
    const processes = [this.child.pid, ...descendants(this.child.pid).map(({ pid }) => pid)];
    for (const pid of processes) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    }
    await this.child.ended;
  }

  /** The rows of a query, as objects. */
  rows(query) {
    return JSON.parse(this.run(`SELECT coalesce(json_agg(t), '[]') FROM (${query}) t`));
  }

  run(statement) {
    const place = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'gander', '-d', 'postgres'];
    return this.#run('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', ...place, '-c', statement]);
  }

  /** Of all of its processes that run now. */
  processorSeconds() {
    return descendants(this.child.pid).reduce((sum, each) => sum + each.processorSeconds, processorSeconds(this.child.pid));
  }

  async stop() {
    this.child.kill('SIGQUIT');
    await this.child.ended;
  }
}
