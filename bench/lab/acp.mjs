// A client of the Agent Client Protocol over plain HTTP, for either server.
import { call, open, readEvents } from './http.mjs';

export class AcpConnection {
  requests = 0;
  waiting = new Map();

  /** `headers` go with each request; new sessions get the folder `cwd`. */
  static async open(url, cwd, headers = {}) {
    const connection = new AcpConnection(url, cwd);
    const params = { protocolVersion: 1, clientCapabilities: {} };
    const answer = await call(url, { headers, body: { jsonrpc: '2.0', id: 0, method: 'initialize', params } });
    connection.headers = { ...headers, 'acp-connection-id': answer.headers['acp-connection-id'] };
    await connection.listen(connection.headers);
    return connection;
  }

  constructor(url, cwd) {
    Object.assign(this, { url, cwd });
  }

  /** Answers come on streams: one of the connection, and one of each session. */
  async listen(headers) {
    const response = await open(this.url, { headers: { ...headers, accept: 'text/event-stream' } });
    readEvents(response, data => this.take(data)).catch(ended => this.fail(ended));
  }

  take(data) {
    if (data.includes('"method":')) return;
    const answer = JSON.parse(data);
    const { resolve, reject } = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.error) reject(new Error(JSON.stringify(answer.error)));
    else resolve(answer.result);
  }

  fail(reason) {
    for (const { reject } of this.waiting.values()) reject(reason);
  }

  async ask(method, params, headers = this.headers) {
    const id = ++this.requests;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    await call(this.url, { headers, body: { jsonrpc: '2.0', id, method, params } });
    return answer;
  }

  async newSession() {
    const { sessionId } = await this.ask('session/new', { cwd: this.cwd, mcpServers: [] });
    await this.listen(this.of(sessionId));
    return sessionId;
  }

  async turn(session, text) {
    await this.ask('session/prompt', { sessionId: session, prompt: [{ type: 'text', text }] }, this.of(session));
  }

  of(session) {
    return { ...this.headers, 'acp-session-id': session };
  }
}
