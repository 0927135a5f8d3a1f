// The scripted MCP server: as the extension of a session, and spoken to directly.
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { launch, stop } from './children.mjs';

const MOCK = fileURLToPath(new URL('../../contract/tools/mock-mcp.mjs', import.meta.url));

export const TOOL_SERVER = { type: 'stdio', name: 'mock', description: 'Says what it is told', cmd: process.execPath, args: [MOCK], timeout: 30, envs: {}, env_keys: [], bundled: false, available_tools: [] };

/** A client with nothing between itself and the server's pipes: the least that a tool call can take. */
export class ToolServer {
  requests = 0;
  waiting = new Map();

  static async start() {
    const server = new ToolServer();
    const clientInfo = { name: 'gander-bench', version: '1' };
    await server.ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo });
    server.write({ method: 'notifications/initialized' });
    return server;
  }

  constructor() {
    this.child = launch(process.execPath, [MOCK], { stdio: ['pipe', 'pipe', 'ignore'] });
    readline.createInterface({ input: this.child.stdout }).on('line', line => {
      const { id, result } = JSON.parse(line);
      this.waiting.get(id)?.(result);
      this.waiting.delete(id);
    });
  }

  write(request) {
    this.child.stdin.write(JSON.stringify({ jsonrpc: '2.0', ...request }) + '\n');
  }

  ask(method, params) {
    const id = ++this.requests;
    const answer = new Promise(resolve => this.waiting.set(id, resolve));
    this.write({ id, method, params });
    return answer;
  }

  callTool(name, args) {
    return this.ask('tools/call', { name, arguments: args });
  }

  stop() {
    return stop(this.child);
  }
}
