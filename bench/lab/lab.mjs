// What a benchmark may start. All of it is stopped when the benchmark is over.
import { Gander } from './gander.mjs';
import { Goose } from './goose.mjs';
import { Hub } from './hub.mjs';
import { Model } from './model.mjs';
import { RemoteToolServer, ToolServer } from './tool-server.mjs';

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

  async gander({ image = this.image, home, settings } = {}) {
    const model = await this.model();
    return this.keep(Gander.start(image, { ...model.settings(), ...settings }, home));
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
