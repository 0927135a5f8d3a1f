// Processor time of servers and their database.
import { processorSeconds } from '../lab/children.mjs';

/** What each of `turns` took while `work` played them, in milliseconds. */
export async function processorTime(database, nodes, turns, work) {
  const before = spent(database, nodes);
  await work();
  const after = spent(database, nodes);
  const each = key => ((after[key] - before[key]) * 1000) / turns;
  return { servers: each('servers'), database: each('database') };
}

const spent = (database, nodes) => ({ servers: nodes.reduce((sum, { pid }) => sum + processorSeconds(pid), 0), database: database.processorSeconds() });
