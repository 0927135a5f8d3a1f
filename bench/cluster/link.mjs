// The network between one node and the database, which can be cut: nothing passes then, not even the end of a connection.
import net from 'node:net';

export class Link {
  #pairs = new Set();
  #isCut = false;

  static async start(target) {
    const link = new Link(target);
    await new Promise((resolve, reject) => link.server.on('error', reject).listen(0, '127.0.0.1', resolve));
    link.port = link.server.address().port;
    return link;
  }

  constructor(target) {
    this.server = net.createServer({ allowHalfOpen: true }, near => this.#join(near, net.connect({ port: target, host: '127.0.0.1', allowHalfOpen: true })));
  }

  #join(near, far) {
    const pair = { near, far, isBroken: false };
    this.#pairs.add(pair);
    for (const [from, to] of [[near, far], [far, near]]) {
      from.setNoDelay(true);
      from.on('data', data => to.write(data) || this.#slowDown(from, to));
      from.on('end', () => to.end());
      from.on('error', () => (pair.isBroken = true));
      from.on('close', () => this.#closed(pair));
    }
    if (this.#isCut) this.#halt(pair);
  }

  #slowDown(from, to) {
    from.pause();
    to.once('drain', () => this.#isCut || from.resume());
  }

  /** Half a cut connection stays, as it does where a cable was pulled. */
  #closed(pair) {
    pair.isBroken = true;
    if (!this.#isCut) this.#drop(pair);
  }

  #drop(pair) {
    this.#pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  }

  #halt({ near, far }) {
    near.pause();
    far.pause();
  }

  cut() {
    this.#isCut = true;
    this.#pairs.forEach(pair => this.#halt(pair));
  }

  /** What was on its way arrives now, or never (`loses`). */
  mend(loses) {
    this.#isCut = false;
    for (const pair of this.#pairs) {
      if (loses || pair.isBroken) this.#drop(pair);
      else for (const socket of [pair.near, pair.far]) socket.resume();
    }
  }

  async stop() {
    this.mend(true);
    await new Promise(resolve => this.server.close(resolve));
  }
}
