// HAProxy or nginx in front of the nodes, as deploy/ configures them.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, launch, scratchFolder, stop, untilReady } from '../lab/children.mjs';

const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url));
const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];
const ALONE = folder => `daemon off; user root; pid ${folder}/nginx.pid; error_log stderr; worker_processes 1;
events { worker_connections 4096; }
http {
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/${name};`).join(' ')}
`;

const programOf = name => FOLDERS.map(folder => path.join(folder, name)).find(fs.existsSync);

/** Of the two, those that are installed. */
export const proxies = () => ['haproxy', 'nginx'].filter(programOf);

export class Front {
  /** `ports`: of the nodes. */
  static async start(name, ports, port) {
    port ??= await freePort();
    const folder = scratchFolder();
    const file = path.join(folder, 'configuration');
    fs.writeFileSync(file, name === 'nginx' ? `${ALONE(folder)}${configuration('nginx.conf', ports, port, folder)}}\n` : configuration('haproxy.cfg', ports, port, folder));
    const args = name === 'nginx' ? ['-p', folder, '-c', file] : ['-db', '-f', file];
    const front = new Front(launch(programOf(name), args, { cwd: folder }), name, port);
    await untilReady(front.child, `${front.url}/gander/v1/health/live`, performance.now());
    return front;
  }

  constructor(child, name, port) {
    Object.assign(this, { child, name, port, url: `http://127.0.0.1:${port}` });
  }

  async kill() {
    // A master of nginx that is killed leaves its workers.
    this.child.kill(this.name === 'nginx' ? 'SIGTERM' : 'SIGKILL');
    await this.child.ended;
  }

  stop() {
    return stop(this.child);
  }
}

function configuration(name, ports, port, folder) {
  return fs
    .readFileSync(path.join(DEPLOY, name), 'utf8')
    .replace(/gander-(\d):8080/g, (_, node) => `127.0.0.1:${ports[node - 1]}`)
    .replace('bind :8080', `bind 127.0.0.1:${port}`)
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace('/var/log/nginx', folder);
}
