// Chance that can be had again: the same seed gives the same numbers.
export class Chance {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** From 0 to below 1 (mulberry32). */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least, most) {
    return least + this.next() * (most - least);
  }

  /** Of rows `[share, value]`. */
  pick(table) {
    let at = this.next() * table.reduce((sum, [share]) => sum + share, 0);
    return table.find(([share]) => (at -= share) < 0)[1];
  }

  shuffled(list) {
    return list.map(value => [this.next(), value]).sort(([a], [b]) => a - b).map(([, value]) => value);
  }
}
