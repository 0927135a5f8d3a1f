// Two servers on one folder, of which one is killed now and then.
import fs from 'node:fs';
import path from 'node:path';
import { scratchFolder, sleep } from '../lab/children.mjs';
import { descendants, isAlive, processesWithHome } from './traces.mjs';

const GRACE_MS = 15_000;
const SHOWN_FAULTS = 20;

export class Pair {
  kills = 0;
  killedExtensions = 0;
  faults = [];
  #places;

  static async start(lab) {
    const pair = new Pair();
    pair.lab = lab;
    pair.home = scratchFolder();
    pair.temporary = path.join(pair.home, 'tmp');
    fs.mkdirSync(pair.temporary);
    pair.#places = [await pair.#server(), await pair.#server()];
    return pair;
  }

  #server() {
    const settings = { GOOSE_MODE: 'auto', TMPDIR: this.temporary, GOOSED_JAVA_OPTS: `-Djava.io.tmpdir=${this.temporary}` };
    return this.lab.gander({ home: this.home, settings });
  }

  /** Both servers, when both are there. */
  all() {
    return Promise.all(this.#places);
  }

  /** One of them, which may take its time to start again. */
  any() {
    return this.#places[Math.floor(Math.random() * this.#places.length)];
  }

  /** Kills one server, the other one the next time, and starts it again. */
  async kill() {
    const place = this.kills++ % this.#places.length;
    const victim = await this.#places[place];
    const children = descendants(victim.pid);
    victim.isKilled = true;
    victim.child.kill('SIGKILL');
    await victim.child.ended;
    await (this.#places[place] = this.#server());
    for (const end = Date.now() + GRACE_MS; children.some(isAlive) && Date.now() < end; ) await sleep(100);
    for (const { command } of children.filter(isAlive)) this.fault(`a process has survived its server: ${command}`);
  }

  /** Told at once, since there may be long to wait for the end. */
  fault(what) {
    if (!this.faults.includes(what) && this.faults.length < SHOWN_FAULTS) console.log(`  ! ${what}`);
    this.faults.push(what);
  }

  killAnExtension() {
    const extensions = processesWithHome(this.home).filter(({ command }) => command.includes('mock-mcp.mjs'));
    if (extensions.length === 0) return;
    try {
      process.kill(extensions[Math.floor(Math.random() * extensions.length)].pid, 'SIGKILL');
      this.killedExtensions++;
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}
