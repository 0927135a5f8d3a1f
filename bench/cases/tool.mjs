import { figure, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';
import { TOOL_SERVER } from '../lab/tool-server.mjs';

const WARM_UP = 100;
const RUNS = 200;

export const asks = 'What do we add to a call of a tool of an MCP server over stdio?';

export async function run(lab) {
  const gander = await lab.gander();
  const session = await gander.newSession([TOOL_SERVER]);
  const direct = await lab.toolServer();
  const whole = await calls(() => gander.callTool(session, 'mock__echo', { message: 'hello' }));
  const alone = await calls(() => direct.callTool('echo', { message: 'hello' }));
  return [figure('the whole call', whole, 'ms'), figure('the MCP server alone', alone, 'ms'), figure('our share', whole - alone, 'ms', { atMost: 3 })];
}

async function calls(call) {
  await timed(WARM_UP, call);
  return median(await timed(RUNS, call));
}
