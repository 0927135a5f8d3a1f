// Makes the same calls to a running Gander and a running goose 1.52 (`goose serve`), and compares what they answer and tell.
//   node side-by-side.mjs GANDER_URL GOOSE_URL FOLDER    (Gander's key is in ACP_KEY; both use mock-llm.mjs)
// Prints a line for each difference that differences-152.json does not explain, and for each explanation that explains none
// (but for those of what only happens at times).
import fs from 'node:fs';
import { open } from '../tools/ws.mjs';

const [gander, goose, folder] = process.argv.slice(2);
const explained = JSON.parse(fs.readFileSync(new URL('differences-152.json', import.meta.url)));
const QUIET_MS = 150, PATIENCE_MS = 60000;

/** A name, a method and its parameters; `s` is the session made first, `f` its fork. */
const calls = [
  ['initialize', 'initialize', () => ({ protocolVersion: 1, clientCapabilities: {} })],
  ['initialize again', 'initialize', () => ({ protocolVersion: 99 })],
  ['authenticate', 'authenticate', () => ({ methodId: 'any' })],
  ['new', 'session/new', () => ({ cwd: folder, mcpServers: [] }), 's'],
  ['new, relative', 'session/new', () => ({ cwd: 'x', mcpServers: [] })],
  ['new, no folder', 'session/new', () => ({ cwd: `${folder}/none`, mcpServers: [] })],
  ['new, no servers', 'session/new', () => ({ cwd: folder })],
  ['new, sse', 'session/new', () => ({ cwd: folder, mcpServers: [{ type: 'sse', name: 'x', url: 'http://127.0.0.1:1', headers: [] }] })],
  ['prompt', 'session/prompt', v => ({ sessionId: v.s, prompt: text('!usage 10 5\n!say one two') })],
  ['prompt, empty', 'session/prompt', v => ({ sessionId: v.s, prompt: [] })],
  ['prompt, thoughts', 'session/prompt', v => ({ sessionId: v.s, prompt: text('!usage 10 5\n!think why\n!say so') })],
  ['prompt, a tool', 'session/prompt', v => ({ sessionId: v.s, prompt: text('!usage 10 5\n!tool shell {"command":"echo hello"}\n---\n!usage 10 5\n!say end') })],
  ['prompt, the limit', 'session/prompt', v => ({ sessionId: v.s, prompt: text('!usage 10 5\n!say half\n!length') })],
  ['prompt, refused by the service', 'session/prompt', v => ({ sessionId: v.s, prompt: text('!error 400 bad') })],
  ['prompt, unknown', 'session/prompt', () => ({ sessionId: 'none', prompt: text('x') })],
  ['prompt, no session', 'session/prompt', () => ({ prompt: text('x') })],
  ['mode', 'session/set_mode', v => ({ sessionId: v.s, modeId: 'auto' })],
  ['mode, unknown', 'session/set_mode', v => ({ sessionId: v.s, modeId: 'fast' })],
  ['model', 'session/set_model', v => ({ sessionId: v.s, modelId: 'mock' })],
  ['option', 'session/set_config_option', v => ({ sessionId: v.s, configId: 'mode', value: 'auto' })],
  ['option, unknown', 'session/set_config_option', v => ({ sessionId: v.s, configId: 'none', value: 'x' })],
  ['list', 'session/list', () => ({ cwd: folder })],
  ['list, bad cursor', 'session/list', () => ({ cursor: 'x' })],
  ['list, relative', 'session/list', () => ({ cwd: 'x' })],
  ['load', 'session/load', v => ({ sessionId: v.s, cwd: folder, mcpServers: [] })],
  ['load, unknown', 'session/load', () => ({ sessionId: 'none', cwd: folder, mcpServers: [] })],
  ['fork', 'session/fork', v => ({ sessionId: v.s, cwd: folder }), 'f'],
  ['fork, unknown', 'session/fork', () => ({ sessionId: 'none', cwd: folder })],
  ['info', '_goose/unstable/session/info', v => ({ sessionId: v.s })],
  ['rename', '_goose/unstable/session/rename', v => ({ sessionId: v.f, title: 'Renamed' })],
  ['steer, nothing runs', '_goose/unstable/session/steer', v => ({ sessionId: v.s, prompt: text('x'), expectedRunId: 'x' })],
  ['truncate', '_goose/unstable/session/conversation/truncate', v => ({ sessionId: v.f, truncateFrom: 1 })],
  ['tools', '_goose/unstable/tools/call', v => ({ sessionId: v.s, extensionName: 'developer', name: 'shell', arguments: { command: 'echo hello' } })],
  ['preferences', '_goose/unstable/preferences/read', () => ({})],
  ['preferences, unknown', '_goose/unstable/preferences/read', () => ({ keys: ['none'] })],
  ['defaults', '_goose/unstable/defaults/read', () => ({})],
  ['close', 'session/close', v => ({ sessionId: v.f })],
  ['prompt, closed', 'session/prompt', v => ({ sessionId: v.f, prompt: text('x') })],
  ['delete', 'session/delete', v => ({ sessionId: v.f })],
  ['delete again', 'session/delete', v => ({ sessionId: v.f })],
  ['unknown method', 'no/such', () => ({})],
  ['unknown method of goose', '_goose/unstable/no/such', () => ({})],
];
const frames = ['{', '[]', '7', '{"jsonrpc":"2.0"}', '{"id":1.5,"method":"session/list","params":{}}', '{"jsonrpc":"2.0","id":7,"result":{}}'];

function text(said) {
  return [{ type: 'text', text: said }];
}

/** What changes from run to run has one name. */
function plain(value, vars, key = '') {
  if (Array.isArray(value)) return value.map(v => plain(v, vars));
  if (value && typeof value === 'object') return Object.fromEntries(Object.keys(value).sort().map(k => [k, plain(value[k], vars, k)]));
  if (/(At|Time)$|^created$/.test(key)) return '«time»';
  if (/^(toolCallId|messageId|activeRunId)$/.test(key) && value !== null) return '«id»';
  if (typeof value !== 'string') return value;
  for (const [name, id] of Object.entries(vars)) value = value.replaceAll(id, `«${name}»`);
  return value.replaceAll(folder, '«folder»').replace(/\d{4}-\d\d-\d\dT[\d:.+Z-]+/g, '«time»').replace(/(run|steer)_[0-9a-f-]{36}/g, '«run»');
}

const sides = await Promise.all([gander, goose].map(async url => ({ socket: await open(url.replace('http', 'ws') + '/acp', { 'x-secret-key': process.env.ACP_KEY }), vars: {}, id: 0 })));

async function call(side, [, method, params, save]) {
  side.socket.list.length = 0;
  side.socket.send(JSON.stringify({ jsonrpc: '2.0', id: ++side.id, method, params: params(side.vars) }));
  side.answer = await heard(side.socket, m => m.id === side.id && !m.method);
  if (save && side.answer.result) side.vars[save] = side.answer.result.sessionId;
}

function toldBy({ socket, vars, answer }) {
  const told = socket.list.map(t => JSON.parse(t)).filter(m => m.method);
  const updates = told.map(m => m.params?.update ?? m.method), isUsage = u => u.sessionUpdate === 'usage_update';
  // goose 1.52 tells the usage after each call of the model, we when the prompt is over: the last one counts.
  return plain({ result: answer.result, error: answer.error, told: updates.filter(u => !isUsage(u)), usage: updates.findLast(isUsage) }, vars);
}

/** What both say, once nothing more comes; what is not the same yet may be late, on a machine with other work. */
async function settled(name, said) {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    await Promise.all(sides.map(({ socket }) => quiet(socket)));
    const [ours, theirs] = sides.map(said), found = differences(ours, theirs).map(d => ({ ...d, reason: reasonFor(name, d.at) }));
    if (Date.now() > end || found.every(d => d.reason)) return found;
  }
}

async function heard(socket, fits) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end && !socket.ended; ) {
    const found = socket.list.map(t => JSON.parse(t)).find(fits);
    if (found) return found;
    await new Promise(r => setTimeout(r, 5));
  }
  throw new Error('no answer');
}

/** Waits until nothing more comes. */
async function quiet(socket) {
  for (let count = -1; count !== socket.list.length; ) {
    count = socket.list.length;
    await new Promise(r => setTimeout(r, QUIET_MS));
  }
}

function differences(ours, theirs, at = '') {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return [];
  const nested = v => v !== null && typeof v === 'object' && !Array.isArray(v);
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) return ours.flatMap((v, i) => differences(v, theirs[i], `${at}/${i}`));
  if (nested(ours) && nested(theirs)) return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].flatMap(k => differences(ours[k], theirs[k], `${at}/${k}`));
  return [{ at, ours, theirs }];
}

const short = v => (v === undefined ? 'nothing' : JSON.stringify(v).slice(0, 400));
const reasonFor = (name, at) => explained.find(({ call, path }) => new RegExp(`^(${call})$`).test(name) && new RegExp(`^${path}`).test(at));
const used = new Set();
let failed = 0;
function judge(name, found) {
  for (const { at, ours, theirs, reason } of found) {
    if (reason) used.add(reason);
    else console.log(`FAIL ${name} ${at}: Gander ${short(ours)}, goose ${short(theirs)}`, (failed++, ''));
  }
}

for (const one of calls) {
  await Promise.all(sides.map(side => call(side, one)));
  judge(one[0], await settled(one[0], toldBy));
}
for (const frame of frames) {
  for (const { socket } of sides) {
    socket.list.length = 0;
    socket.send(frame);
  }
  judge(`frame ${frame}`, await settled(`frame ${frame}`, ({ socket, vars }) => plain({ heard: socket.list.map(t => JSON.parse(t)) }, vars)));
}
for (const { socket } of sides) socket.close();
for (const reason of explained.filter(r => !used.has(r) && !r.mayBeAbsent)) console.log(`FAIL explains nothing: ${JSON.stringify(reason)}`, (failed++, ''));
console.log(`${failed ? 'FAIL' : 'ok'} ${calls.length + frames.length} calls`);
process.exit(failed ? 1 : 0);
