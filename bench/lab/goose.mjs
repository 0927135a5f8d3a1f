// goose 1.52, the last upstream server, over ACP: the neighbour that Gander is compared with.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AcpConnection } from './acp.mjs';
import { environment, freePort, launch, scratchFolder, stop, untilReady } from './children.mjs';
import { useOnly } from './extensions.mjs';

const INSTALLED = fileURLToPath(new URL('../node_modules/@aaif/goose-binary-linux-x64/bin/goose', import.meta.url));
export const GOOSE = process.env.GOOSE_BINARY ?? INSTALLED;

export class Goose {
  name = 'goose 1.52';

  static isInstalled = () => fs.existsSync(GOOSE);

  /** With one platform extension alone: both servers get the same work. */
  static async start(settings, extension = 'developer') {
    const home = scratchFolder();
    useOnly(extension, home);
    const port = await freePort();
    const env = environment(home, { ...settings, GOOSE_PATH_ROOT: path.join(home, 'root') });
    const start = performance.now();
    const child = launch(GOOSE, ['serve', '--port', port, '--dangerously-unauthenticated'], { env, cwd: home });
    const goose = new Goose(child, `http://127.0.0.1:${port}`, home);
    goose.readyMs = await untilReady(child, `${goose.url}/status`, start);
    goose.acp = await AcpConnection.open(`${goose.url}/acp`, home);
    return goose;
  }

  constructor(child, url, home) {
    Object.assign(this, { child, url, home, pid: child.pid });
  }

  newSession() {
    return this.acp.newSession();
  }

  turn(session, text) {
    return this.acp.turn(session, text);
  }

  async callTool(session, extensionName, name, args) {
    const { isError, content } = await this.acp.ask('_goose/unstable/tools/call', { sessionId: session, extensionName, name, arguments: args }, this.acp.of(session));
    if (isError) throw new Error(JSON.stringify(content));
  }

  stop() {
    return stop(this.child);
  }
}
