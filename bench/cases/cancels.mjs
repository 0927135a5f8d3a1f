import { once } from 'node:events';
import http2 from 'node:http2';
import { sleep } from '../lab/children.mjs';
import { figure, median } from '../lab/figures.mjs';

const FULL = { connections: 20, rounds: 200 };
const QUICK = { connections: 10, rounds: 20 };
/** A cancel comes before the answer, with it or after it. */
const LATEST_MS = 4;
const LOSS_MS = 20_000;

export const asks = 'Does a cancelled request of HTTP/2 end nothing but itself, as with Desktop 1.39, which cancels one for every chat?';

export async function run(lab) {
  const { connections, rounds } = lab.quick ? QUICK : FULL;
  const server = await lab.gander({ settings: { GOOSE_TLS: 'true' } });
  const times = (await Promise.all(Array.from({ length: connections }, () => chat(server, rounds)))).flat();
  return [figure(`${connections} connections, ${rounds} rounds with a cancel each: nothing lost, half of them below`, median(times), 'ms')];
}

/** Gives the milliseconds of each round. A request that is lost is an error. */
async function chat(server, rounds) {
  const connection = http2.connect(server.url, { rejectUnauthorized: false });
  const broken = new Promise((_, reject) => {
    connection.on('error', reject);
    connection.on('goaway', code => reject(new Error(`GOAWAY ${code}`)));
  });
  const ask = (path, body) => answer(request(connection, server, path, body), path);
  const all = async () => {
    const { id } = JSON.parse(await ask('/agent/start', { working_dir: server.home, extension_overrides: [] }));
    const times = [];
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      const cancelled = request(connection, server, `/sessions/${id}/extensions`);
      cancelled.on('error', () => {});
      const others = [ask('/agent/resume', { session_id: id, load_model_and_extensions: true }), ask('/config/providers')];
      const cancel = sleep(Math.random() * LATEST_MS).then(() => cancelled.close(http2.constants.NGHTTP2_CANCEL));
      await Promise.all([...others, cancel]);
      times.push(performance.now() - begun);
    }
    return times;
  };
  try {
    return await Promise.race([all(), broken]);
  } finally {
    connection.destroy();
  }
}

function request(connection, server, path, body) {
  const stream = connection.request({ ':path': path, ':method': body ? 'POST' : 'GET', ...server.headers, 'content-type': 'application/json' });
  stream.end(body && JSON.stringify(body));
  return stream;
}

async function answer(stream, path) {
  stream.setTimeout(LOSS_MS, () => stream.destroy(new Error(`${path} is lost`)));
  const [headers] = await once(stream, 'response');
  stream.setEncoding('utf8');
  let text = '';
  for await (const chunk of stream) text += chunk;
  if (headers[':status'] !== 200) throw new Error(`${path}: ${headers[':status']} ${text}`);
  return text;
}
