// Three nodes with one database, a proxy in front of them, and what may happen to all of these.
import fs from 'node:fs';
import path from 'node:path';
import { freePort, scratchFolder, sleep, stop } from '../lab/children.mjs';
import { LEASE_MS } from './checker.mjs';
import { Front, proxies } from './front.mjs';
import { Link } from './link.mjs';
import { Postgres } from './postgres.mjs';

const NODES = 3;
/** An image of another version, with which all nodes begin. */
const OLDER = process.env.OLDER_IMAGE;
/** Long after everything of a node that gives no sign of life has gone to others. */
const LONG_MS = 10_000;
/** Events that go for their age would look like a log that was begun anew. */
const JOURNAL_MINUTES = 24 * 60;

export class Nodes {
  faults = {};
  /** How often a node came back as another version. */
  changes = 0;

  static async start(lab, settings = {}) {
    const nodes = new Nodes(lab, settings);
    nodes.database = await lab.keep(Postgres.start());
    nodes.places = await Promise.all(Array.from({ length: NODES }, (_, number) => nodes.#place(number)));
    await Promise.all(nodes.places.map(place => nodes.#begin(place)));
    nodes.proxies = proxies();
    if (nodes.proxies.length === 0) throw new Error('A proxy (HAProxy or nginx) is not installed.');
    await nodes.#changeFront();
    return nodes;
  }

  constructor(lab, settings) {
    Object.assign(this, { lab, settings, folder: scratchFolder(), images: OLDER ? [path.resolve(OLDER), lab.image] : [lab.image] });
  }

  async #place(number) {
    const link = await this.lab.keep(Link.start(this.database.port));
    const home = path.join(this.folder, `node-${number + 1}`);
    fs.mkdirSync(home);
    return { number, link, home, port: await freePort(), image: this.images[0] };
  }

  #change(place, image) {
    this.changes += place.image === image ? 0 : 1;
    place.image = image;
  }

  async #begin(place) {
    const settings = {
      GOOSE_PORT: String(place.port),
      GANDER_DATABASE: `postgresql://gander@127.0.0.1:${place.link.port}/postgres`,
      GANDER_NODE_NAME: `node-${place.number + 1}`,
      GANDER_LEASE_SECONDS: String(LEASE_MS / 1000),
      GANDER_JOURNAL_MINUTES: String(JOURNAL_MINUTES),
      GOOSE_MODE: 'auto',
      GOOSED_JAVA_OPTS: '-XX:CompileThresholdScaling=5',
      ...this.settings,
    };
    place.server = await this.lab.gander({ image: place.image, home: place.home, settings });
  }

  get url() {
    return this.front.url;
  }

  async #changeFront() {
    const [next, ...others] = this.proxies;
    this.proxies = [...others, next];
    const ports = this.places.map(({ port }) => port);
    this.front = await this.lab.keep(Front.start(next, ports, this.front?.port));
  }

  /** A node dies, and is started again after some time, by either version if there are two. */
  async kill(chance) {
    const place = chance.pick(this.places.map(each => [1, each]));
    place.server.child.kill('SIGKILL');
    await place.server.child.ended;
    await sleep(chance.between(0, 2 * LEASE_MS));
    if (OLDER) this.#change(place, chance.pick(this.images.map(image => [1, image])));
    await this.#begin(place);
  }

  /** A node stands still for longer than its lease, and goes on as if nothing had been. */
  async freeze(chance) {
    const { child } = chance.pick(this.places.map(each => [1, each])).server;
    child.kill('SIGSTOP');
    try {
      await sleep(chance.pick([[2, LEASE_MS + chance.between(1000, 4000)], [1, LONG_MS + chance.between(1000, 4000)]]));
    } finally {
      child.kill('SIGCONT');
    }
  }

  /** Nothing passes between a node and the database. */
  async cut(chance) {
    const { link } = chance.pick(this.places.map(each => [1, each]));
    link.cut();
    await sleep(chance.pick([[1, chance.between(500, 2000)], [2, LEASE_MS + chance.between(0, 5000)], [1, LONG_MS + chance.between(0, 3000)]]));
    link.mend(chance.next() < 0.5);
  }

  async killDatabase(chance) {
    await this.database.kill();
    await sleep(chance.between(500, 6000));
    await this.database.begin();
  }

  /** Each node is ended and started again, one after the other; with two versions by the one that came less lately. */
  async replace() {
    this.images.reverse();
    for (const place of this.places) {
      await stop(place.server.child);
      this.#change(place, this.images[0]);
      await this.#begin(place);
    }
  }

  /** All clients lose their connections; the other proxy takes over. */
  async changeFront(chance) {
    await this.front.kill();
    await sleep(chance.between(0, 1000));
    await this.#changeFront();
  }
}

/** How often each fault comes. */
export const FAULTS = [
  [4, 'kill'],
  [3, 'freeze'],
  [4, 'cut'],
  [2, 'killDatabase'],
  [2, 'replace'],
  [1, 'changeFront'],
];
