// A model service in the dialect of chat completions that says, or calls a tool with, very long texts.
import http from 'node:http';

/** Long texts come in pieces of so many characters. */
const PIECE = 5_000;
const CALLS = '{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}';
const END = '{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}';

export class WordyModel {
  /** What the next turn gets: {text}, or {tool, args} with the arguments' JSON; after a call it says a word. */
  next = { text: 'word' };

  static async start() {
    const model = new WordyModel();
    model.server = http.createServer((request, response) => model.#answer(request, response));
    await new Promise(resolve => model.server.listen(0, '127.0.0.1', resolve));
    model.url = `http://127.0.0.1:${model.server.address().port}`;
    return model;
  }

  async #answer(request, response) {
    for await (const _ of request);
    if (request.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const { text, tool, args } = this.next;
    this.next = { text: 'word' };
    if (text !== undefined) for (const piece of pieces(text)) await write(response, said({ content: piece }));
    else await this.#call(response, tool, args);
    response.end(`data: ${tool ? CALLS : END}\n\ndata: [DONE]\n\n`);
  }

  async #call(response, tool, args) {
    await write(response, called({ index: 0, id: 'c1', type: 'function', function: { name: tool, arguments: '' } }));
    for (const piece of pieces(args)) await write(response, called({ index: 0, function: { arguments: piece } }));
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }
}

function* pieces(text) {
  for (let i = 0; i < text.length; i += PIECE) yield text.slice(i, i + PIECE);
}

const said = delta => `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`;

const called = call => said({ tool_calls: [call] });

/** Waits while the reader is behind. */
function write(response, text) {
  return response.write(text) ? undefined : new Promise(resolve => response.once('drain', resolve));
}
