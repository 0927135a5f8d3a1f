#!/usr/bin/env node
// The client that the MCP conformance suite runs once per scenario, with the address of its server as the last argument:
// it makes a running Gander (GANDER_URL, GANDER_KEY) connect to that server and call all of its tools. Sessions work in
// folders of GANDER_FOLDER.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const gander = process.env.GANDER_URL, scenario = process.env.MCP_CONFORMANCE_SCENARIO ?? 'none';
const context = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? '{}');
const name = scenario.replace(/[^a-z0-9]/gi, '');

const ask = (method, at, body) => fetch(gander + at, {
  method, headers: { 'x-secret-key': process.env.GANDER_KEY, 'content-type': 'application/json' },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});
async function call(method, at, body) {
  const answer = await ask(method, at, body), text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}
const user = (...content) => ({ role: 'user', created: Math.floor(Date.now() / 1000), content, metadata: { userVisible: true, agentVisible: true } });

/// A turn in which the model calls the tool, since only a turn has a user who can be asked.
async function callInTurn(session, tool) {
  const script = user({ type: 'text', text: `!tool ${tool} {}\n---\n!say done` });
  const turn = await ask('POST', '/reply', { session_id: session, user_message: script });
  let rest = '';
  for await (const chunk of turn.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines.filter(l => l.startsWith('data: '))) await answerQuestions(session, JSON.parse(line.slice(6)));
  }
}
async function answerQuestions(session, event) {
  for (const { type, data } of event.message?.content ?? []) {
    if (type !== 'actionRequired' || data.actionType !== 'elicitation') continue;
    const fields = Object.entries(data.requested_schema?.properties ?? {}).filter(([, field]) => 'default' in field);
    const answer = { actionType: 'elicitationResponse', id: data.id, user_data: Object.fromEntries(fields.map(([k, field]) => [k, field.default])) };
    await (await ask('POST', '/reply', { session_id: session, user_message: user({ type: 'actionRequired', data: answer }) })).text();
  }
}

if (context.client_id) {
  const { client_id, client_secret } = context;
  // A secret goes only to the server that the user names.
  const about = await (await fetch(new URL('/.well-known/oauth-protected-resource/mcp', process.argv.at(-1)))).json();
  const value = { client_id, client_secret, issuer: about.authorization_servers[0] };
  await call('POST', '/config/upsert', { key: 'oauth_client_' + name, value, is_secret: true });
}
const session = (await call('POST', '/agent/start', { working_dir: mkdtempSync(path.join(process.env.GANDER_FOLDER ?? tmpdir(), 'conformance-')), extension_overrides: [] })).id;
await call('POST', '/agent/resume', { session_id: session, load_model_and_extensions: true });
await call('POST', '/agent/add_extension', { session_id: session, config: { type: 'streamable_http', name, uri: process.argv.at(-1), timeout: 60 } });
const tools = (await call('GET', `/agent/tools?session_id=${session}&extension_name=${name}`)).map(tool => tool.name);
console.log('tools:', tools.join(' '));
for (const tool of tools) {
  if (scenario.startsWith('elicitation')) await callInTurn(session, tool);
  else console.log(JSON.stringify(await call('POST', '/agent/call_tool', { session_id: session, name: tool, arguments: tool.endsWith('add_numbers') ? { a: 5, b: 3 } : {} })));
}
await call('POST', '/agent/stop', { session_id: session });
