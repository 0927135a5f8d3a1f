// A hub of models on this machine: contract/tools/mock-hub.mjs.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { launch, scratchFolder, stop } from './children.mjs';

const MOCK = fileURLToPath(new URL('../../contract/tools/mock-hub.mjs', import.meta.url));

export class Hub {
  /** `files`: sizes in bytes by `author/name/file`. */
  static async start(files) {
    const folder = scratchFolder();
    for (const [name, size] of Object.entries(files)) {
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      // Content, not holes: reading it must cost what reading a file costs.
      const open = fs.openSync(file, 'w');
      for (let at = 0; at < size; at += 1 << 20) fs.writeSync(open, Buffer.alloc(Math.min(1 << 20, size - at), at >> 20));
      fs.closeSync(open);
    }
    const child = launch(process.execPath, [MOCK, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    for await (const address of readline.createInterface(child.stdout)) return new Hub(child, address);
    throw new Error('the hub did not start');
  }

  constructor(child, address) {
    Object.assign(this, { child, address });
  }

  fileAt(name) {
    const [author, repository, ...file] = name.split('/');
    return `${this.address}/${author}/${repository}/resolve/main/${file.join('/')}`;
  }

  stop() {
    return stop(this.child);
  }
}
