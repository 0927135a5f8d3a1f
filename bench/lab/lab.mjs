// What a benchmark may start. All of it is stopped when the benchmark is over.
import { processorSeconds, sleep } from './children.mjs';
import { Gander } from './gander.mjs';
import { Goose } from './goose.mjs';
import { Hub } from './hub.mjs';
import { Model } from './model.mjs';
import { RemoteToolServer, ToolServer } from './tool-server.mjs';

const LOOK_MS = 400;

export class Lab {
  #started = [];

  /** `quick`: whether to measure less. */
  constructor(image, quick) {
    this.image = image;
    this.quick = quick;
  }

  async model() {
    return (this.theModel ??= await this.keep(Model.start()));
  }

  /** A small server that does nothing by itself. */
  async gander({ image = this.image, home, settings } = {}) {
    const model = await this.model();
    return this.keep(Gander.start(image, { ...model.settings(), ...settings }, home));
  }

  /** A server as users have it some seconds after its start: it has practised, and takes a twentieth of a processor at most. */
  async practised() {
    const server = await this.gander({ settings: { GANDER_WARMUP: 'on' } });
    let used;
    do {
      used = processorSeconds(server.pid);
      await sleep(LOOK_MS);
    } while (processorSeconds(server.pid) - used > LOOK_MS / 20_000);
    return server;
  }

  /** goose 1.52, or null where its package is not installed. */
  async goose(settings = {}, extension) {
    const model = await this.model();
    return Goose.isInstalled() ? this.keep(Goose.start({ ...model.settings(), ...settings }, extension)) : null;
  }

  hub(files) {
    return this.keep(Hub.start(files));
  }

  toolServer() {
    return this.keep(ToolServer.start());
  }

  remoteToolServer() {
    return this.keep(RemoteToolServer.start());
  }

  async close() {
    for (const started of this.#started.reverse()) await started.stop();
  }

  /** Something else that is to be stopped. */
  async keep(starting) {
    const started = await starting;
    this.#started.push(started);
    return started;
  }
}

export const GOOSE_MISSING = 'npm could not install @aaif/goose-binary-linux-x64';

/** The milliseconds of each of `times` runs of `work`. */
export async function timed(times, work) {
  const taken = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await work(i);
    taken.push(performance.now() - start);
  }
  return taken;
}
