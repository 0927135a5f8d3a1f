import { figure, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';
import { toolServer } from '../lab/tool-server.mjs';

const WARM_UP = 100;
const RUNS = 200;

export const asks = 'What do we add to a call of a tool of an MCP server, over stdio and over streamable HTTP?';

export async function run(lab) {
  const gander = await lab.gander();
  const remote = await lab.remoteToolServer();
  return [
    ...(await figures('stdio', gander, toolServer('mock'), await lab.toolServer())),
    ...(await figures('streamable HTTP', gander, remote.extension('mock'), remote)),
  ];
}

async function figures(way, gander, extension, direct) {
  const session = await gander.newSession([extension]);
  const whole = await calls(() => gander.callTool(session, 'mock__echo', { message: 'hello' }));
  const alone = await calls(() => direct.callTool('echo', { message: 'hello' }));
  return [figure(`the whole call over ${way}`, whole, 'ms'), figure('the MCP server alone', alone, 'ms'), figure('our share', whole - alone, 'ms', { atMost: 3 })];
}

async function calls(call) {
  await timed(WARM_UP, call);
  return median(await timed(RUNS, call));
}
