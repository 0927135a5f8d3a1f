#!/usr/bin/env node
// Speaks like `llama-server`, and answers without thinking: what a turn takes is the server's. Tells where it is in
// ~/engine.json.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

if (process.argv.includes('--version')) {
  console.error('version: 1 (0)');
  process.exit(0);
}

const event = (delta, more) => `data: ${JSON.stringify({ id: 'a', object: 'chat.completion.chunk', created: 1, model: 'instant', choices: [{ index: 0, delta, finish_reason: null }], ...more })}\n\n`;
const ANSWER =
  event({ role: 'assistant', content: null }) +
  event({ content: 'Yes' }) +
  event({}, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }) +
  event({}, { choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }) +
  'data: [DONE]\n\n';

const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    if (request.url === '/health') return response.end('{"status":"ok"}');
    response.setHeader('content-type', 'text/event-stream');
    response.end(ANSWER);
  });
});
server.listen(Number(process.env.LLAMA_ARG_PORT), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  fs.writeFileSync(path.join(process.env.HOME, 'engine.json'), JSON.stringify({ url, key: process.env.LLAMA_API_KEY }));
  console.error(`server is listening on ${url}`);
});
process.stdin.resume().on('end', () => process.exit(0));
