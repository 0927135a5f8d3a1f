// The scripted MCP server: as the extension of a session, and spoken to directly.
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort, launch, stop } from './children.mjs';
import { call } from './http.mjs';

const MOCK = fileURLToPath(new URL('../../contract/tools/mock-mcp.mjs', import.meta.url));

const EXTENSION = { description: 'Says what it is told', timeout: 30, envs: {}, env_keys: [], bundled: false, available_tools: [] };

/** The configuration of the server as an extension. */
export const toolServer = (name, options = []) => ({ type: 'stdio', name, ...EXTENSION, cmd: process.execPath, args: [MOCK, ...options.map(String)] });

export const TOOL_SERVER = toolServer('mock');

/** The server over streamable HTTP, and the least that a call of its tools can take. */
export class RemoteToolServer {
  requests = 0;

  static async start() {
    const port = await freePort();
    const server = new RemoteToolServer(port);
    await server.listens;
    const { headers } = await server.post({ method: 'initialize', id: 0, params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'gander-bench', version: '1' } } });
    server.session = { 'mcp-session-id': headers['mcp-session-id'] };
    await server.post({ method: 'notifications/initialized' });
    return server;
  }

  constructor(port) {
    this.url = `http://127.0.0.1:${port}/mcp`;
    this.child = launch(process.execPath, [MOCK, '--http', String(port)], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.listens = new Promise((resolve, reject) => {
      this.child.stdout.once('data', resolve);
      this.child.once('close', () => reject(new Error('the MCP server over HTTP ended')));
    });
  }

  extension(name) {
    return { type: 'streamable_http', name, ...EXTENSION, uri: this.url, headers: {} };
  }

  post(message) {
    return call(this.url, { headers: this.session, body: { jsonrpc: '2.0', ...message } });
  }

  callTool(name, args) {
    return this.post({ method: 'tools/call', id: ++this.requests, params: { name, arguments: args } });
  }

  stop() {
    return stop(this.child);
  }
}

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
