// Lets the official TypeScript client do with an agent what editors do, and prints a line for each check: "ok NAME" or
// "FAIL NAME: why".   node typescript.mjs ws|http|stdio URL|COMMAND FOLDER   (the key is in ACP_KEY)
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { problems } from './frames.mjs';

const from = process.env.ACP_PACKAGES ? pathToFileURL(path.join(process.env.ACP_PACKAGES, 'x.js')) : import.meta.url;
const load = name => import(pathToFileURL(createRequire(from).resolve(name)));
const acp = await load('@agentclientprotocol/sdk');
const [transport, target, folder] = process.argv.slice(2);
const headers = { 'X-Secret-Key': process.env.ACP_KEY };
const mock = path.join(path.dirname(new URL(import.meta.url).pathname), '../tools/mock-mcp.mjs');
const MOCK = { name: 'mock', command: 'node', args: [mock], env: [] };

const frames = [], failures = [], handlers = {}, updates = [];
let child;

async function open() {
  if (transport === 'http') return (await load('@agentclientprotocol/sdk/experimental/http-client')).createHttpStream(target, { headers });
  if (transport === 'ws') {
    const { default: WebSocket } = await load('ws');
    return (await load('@agentclientprotocol/sdk/experimental/ws-client')).createWebSocketStream(target.replace(/^http/, 'ws'), { headers, WebSocket });
  }
  child = spawn(target, ['acp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  return acp.ndJsonStream(Writable.toWeb(child.stdin), Readable.toWeb(child.stdout));
}

function tapped(stream) {
  const tap = from => new TransformStream({ transform(message, out) { frames.push({ from, message }); out.enqueue(message); } });
  const out = tap('client');
  out.readable.pipeTo(stream.writable).catch(() => {});
  return { writable: out.writable, readable: stream.readable.pipeThrough(tap('agent')) };
}

const app = acp.client({ name: 'check' }).onNotification('session/update', ({ params }) => { updates.push(params); wake(); });
for (const method of ['session/request_permission', 'fs/read_text_file', 'fs/write_text_file', 'terminal/create', 'terminal/output', 'terminal/wait_for_exit', 'terminal/kill', 'terminal/release', 'elicitation/create'])
  app.onRequest(method, ({ params }) => { (handlers.seen ??= []).push(method); wake(); return handlers[method](params); });

let wake = () => {};
async function until(what, fits) {
  const end = Date.now() + 60000;
  while (!fits()) {
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await Promise.race([new Promise(r => { wake = r; }), new Promise(r => setTimeout(r, 200))]);
  }
}

const connection = app.connect(tapped(await open())), agent = connection.agent;
const equal = (got, want, what = '') => { const [a, b] = [got, want].map(v => JSON.stringify(v)); if (a !== b) throw new Error(`${what} got ${a}, want ${b}`); };
const create = async (mcpServers = []) => (await agent.request('session/new', { cwd: folder, mcpServers })).sessionId;
const prompt = (sessionId, text) => agent.request('session/prompt', { sessionId, prompt: [{ type: 'text', text }] });
const of = (id, kind) => updates.filter(u => u.sessionId === id && (!kind || u.update.sessionUpdate === kind)).map(u => u.update);
const text = (id, kind = 'agent_message_chunk') => of(id, kind).map(u => u.content.text).join('');
const refused = async (promise, code) => { try { await promise; } catch (e) { equal(e.code, code, e.message); return e; } throw new Error('it was not refused'); };
const answers = replies => { Object.assign(handlers, replies); handlers.seen = []; };
const allow = optionId => ({ 'session/request_permission': () => ({ outcome: { outcome: 'selected', optionId } }) });

async function check(name, work) {
  try { await work(); console.log(`ok ${name}`); } catch (e) { failures.push(name); console.log(`FAIL ${name}: ${e.message} ${JSON.stringify(e.data) ?? ''}`); }
}

await check('initialize', async () => {
  const { protocolVersion, agentCapabilities, agentInfo } = await agent.request('initialize', {
    protocolVersion: 1, clientInfo: { name: 'check', version: '1' },
    clientCapabilities: { fs: { readTextFile: true, writeTextFile: true }, terminal: true, elicitation: { form: {} } },
  });
  equal([protocolVersion, agentCapabilities.loadSession, agentInfo.name], [1, true, 'goose']);
  equal(await agent.request('authenticate', { methodId: 'goose-provider' }), {});
});

await check('a session is created, then its commands come', async () => {
  const id = await create();
  await until('available_commands_update', () => of(id, 'available_commands_update').length);
});

await check('a prompt streams text', async () => {
  const id = await create();
  const { stopReason, usage } = await prompt(id, '!usage 10 5\n!say one two three');
  equal([stopReason, text(id)], ['end_turn', 'one two three']);
});

await check('a tool runs', async () => {
  const id = await create([MOCK]);
  await prompt(id, '!tool mock__echo {"message":"hello"}\n---\n!say end');
  const [call] = of(id, 'tool_call'), done = of(id, 'tool_call_update').at(-1);
  equal([call.rawInput, done.status, done.toolCallId, done.content[0].content.text], [{ message: 'hello' }, 'completed', call.toolCallId, 'hello']);
});

await check('the client is asked before a tool runs', async () => {
  const id = await create([MOCK]);
  await agent.request('session/set_mode', { sessionId: id, modeId: 'approve' });
  answers(allow('allow_once'));
  await prompt(id, '!tool mock__echo {"message":"yes"}\n---\n!say end');
  equal([handlers.seen, of(id, 'tool_call_update').at(-1).status], [['session/request_permission'], 'completed']);
  answers(allow('reject_once'));
  await prompt(id, '!tool mock__echo {"message":"no"}\n---\n!say end');
  equal([handlers.seen, of(id, 'tool_call_update').at(-1).status], [['session/request_permission'], 'failed']);
});

await check('files are the client\'s', async () => {
  const id = await create(), written = [];
  answers({ 'fs/read_text_file': () => ({ content: 'alpha\nbeta\n' }), 'fs/write_text_file': p => { written.push(p.content); } });
  await prompt(id, `!tool read {"path":"${folder}/a.txt"}\n---\n!tool edit {"path":"${folder}/a.txt","before":"alpha","after":"ALPHA"}\n---\n!tool write {"path":"b.txt","content":"new"}\n---\n!say end`);
  equal(written, ['ALPHA\nbeta\n', 'new']);
  equal(of(id, 'tool_call_update').flatMap(u => u.content ?? []).filter(c => c.type === 'diff').map(c => [c.oldText ?? null, c.newText]), [['alpha\nbeta\n', 'ALPHA\nbeta\n'], [null, 'new']]);
});

await check('the terminal is the client\'s', async () => {
  const id = await create();
  answers({ 'terminal/create': () => ({ terminalId: 't1' }), 'terminal/wait_for_exit': () => ({ exitCode: 0 }), 'terminal/output': () => ({ output: 'listed', truncated: false, exitStatus: { exitCode: 0 } }), 'terminal/release': () => ({}) });
  await prompt(id, '!tool shell {"command":"ls"}\n---\n!say end');
  equal([handlers.seen.at(0), handlers.seen.at(-1), of(id, 'tool_call_update').at(-1).status], ['terminal/create', 'terminal/release', 'completed']);
});

await check('an extension asks the user', async () => {
  const id = await create([MOCK]);
  answers({ 'elicitation/create': p => { equal(p.mode, 'form'); return { action: 'accept', content: { name: 'Ada' } }; } });
  await prompt(id, '!tool mock__elicit {}\n---\n!say end');
  equal(handlers.seen, ['elicitation/create']);
  if (!JSON.stringify(of(id, 'tool_call_update')).includes('Ada')) throw new Error('the answer is lost');
});

await check('a prompt is cancelled while text streams', async () => {
  const id = await create();
  const answer = prompt(id, '!rate 20\n!tokens 2000');
  await until('text', () => text(id));
  await agent.notify('session/cancel', { sessionId: id });
  equal((await answer).stopReason, 'cancelled');
  equal((await prompt(id, '!say again')).stopReason, 'end_turn');
});

await check('a prompt is cancelled while a terminal of the client runs', async () => {
  const id = await create();
  let end;
  answers({ 'terminal/create': () => ({ terminalId: 't2' }), 'terminal/wait_for_exit': () => new Promise(r => { end = r; }), 'terminal/kill': () => { end({ exitCode: null, signal: 'SIGKILL' }); return {}; } });
  const answer = prompt(id, '!tool shell {"command":"sleep 100"}\n---\n!say end');
  await until('terminal/wait_for_exit', () => end);
  await agent.notify('session/cancel', { sessionId: id });
  equal((await answer).stopReason, 'cancelled');
  await until('terminal/kill and terminal/release', () => ['terminal/kill', 'terminal/release'].every(m => handlers.seen.includes(m)));
});

await check('a prompt is cancelled while the client is asked', async () => {
  const id = await create([MOCK]);
  await agent.request('session/set_mode', { sessionId: id, modeId: 'approve' });
  let reply;
  answers({ 'session/request_permission': () => new Promise(r => { reply = r; }) });
  const answer = prompt(id, '!tool mock__echo {"message":"late"}\n---\n!say end');
  await until('session/request_permission', () => reply);
  await agent.notify('session/cancel', { sessionId: id });
  equal((await answer).stopReason, 'cancelled');
  reply({ outcome: { outcome: 'cancelled' } });
});

await check('the output limit is told', async () => {
  equal((await prompt(await create(), '!say half\n!length')).stopReason, 'max_tokens');
});

await check('modes and options', async () => {
  const { sessionId, modes, configOptions } = await agent.request('session/new', { cwd: folder, mcpServers: [] });
  equal([modes.currentModeId, configOptions.map(o => o.id)], ['auto', ['provider', 'mode', 'model', 'thinking_effort']]);
  const changed = await agent.request('session/set_config_option', { sessionId, configId: 'mode', value: 'chat' });
  equal(changed.configOptions.find(o => o.id === 'mode').currentValue, 'chat');
});

await check('a session is loaded, listed, forked, closed and deleted', async () => {
  const id = await create();
  await prompt(id, '!say first answer');
  updates.length = 0;
  await agent.request('session/load', { sessionId: id, cwd: folder, mcpServers: [] });
  equal([text(id, 'user_message_chunk'), text(id)], ['!say first answer', 'first answer'], 'replay');
  const { sessions } = await agent.request('session/list', { cwd: folder });
  if (!sessions.some(s => s.sessionId === id)) throw new Error('it is not in the list');
  const fork = await agent.request('session/fork', { sessionId: id, cwd: folder, mcpServers: [] });
  equal((await prompt(fork.sessionId, '!say forked')).stopReason, 'end_turn');
  equal(await agent.request('session/close', { sessionId: id }), {});
  await refused(prompt(id, '!say closed'), -32002);
  equal(await agent.request('session/delete', { sessionId: id }), {});
  await refused(agent.request('session/load', { sessionId: id, cwd: folder, mcpServers: [] }), -32002);
  const next = await create();
  if (next === id) throw new Error('the id is used again');
  equal((await prompt(next, '!say next')).stopReason, 'end_turn');
});

await check('mistakes are errors with an explanation', async () => {
  const e = await refused(agent.request('session/new', { cwd: 'relative', mcpServers: [] }), -32602);
  equal(e.data, 'cwd must be an absolute path');
  await refused(agent.request('session/load', { sessionId: 'none', cwd: folder, mcpServers: [] }), -32002);
  await refused(prompt('none', '!say x'), -32002);
  await refused(agent.request('no/such', {}), -32601);
  await refused(agent.request('session/set_mode', { sessionId: await create(), modeId: 'fast' }), -32602);
});

await check('ten sessions at once', async () => {
  const ids = await Promise.all(Array.from({ length: 10 }, () => create()));
  await Promise.all(ids.map((id, i) => prompt(id, `!say session ${i} says its words in order`)));
  ids.forEach((id, i) => equal(text(id), `session ${i} says its words in order`));
});

await check('long text comes in parts', async () => {
  const id = await create([MOCK]);
  await prompt(id, '!tool mock__big {"chars":3000000}\n---\n!say end');
  await prompt(id, `!say ${'x'.repeat(300000)}`);
});

connection.close();
if (child) await check('it ends with its input', async () => { child.stdin.end(); equal(await new Promise(r => { if (child.exitCode !== null) r(child.exitCode); child.on('exit', r); }), 0); });
await check('wire', () => { const found = problems(frames, transport !== 'http'); if (found.length) throw new Error(`\n  ${found.slice(0, 20).join('\n  ')}`); });
if (process.env.ACP_FRAMES) fs.writeFileSync(process.env.ACP_FRAMES, frames.map(f => JSON.stringify(f) + '\n').join(''));
process.exit(failures.length ? 1 : 0);
