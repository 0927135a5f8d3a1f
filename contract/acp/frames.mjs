// Checks what went over a wire between an official client and Gander: each message of ours against the protocol's JSON
// schema, and the order. A frame is {"from": "agent" | "client", "message"}.
//   node frames.mjs FILE   prints what is wrong with the frames in FILE, one JSON a line
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';

const require = createRequire(process.env.ACP_PACKAGES ? pathToFileURL(path.join(process.env.ACP_PACKAGES, 'x.js')) : import.meta.url);
const Ajv = require('ajv/dist/2020').default;
const home = path.join(path.dirname(require.resolve('ajv/package.json')), '..');
const schemaOf = name => JSON.parse(fs.readFileSync(path.join(home, '@agentclientprotocol/sdk/schema/v1', name)));

const LARGEST = 1 << 20; // the Python client closes at more
const validators = [validator('schema.json'), validator('schema.unstable.json')];

function validator(name) {
  const schema = schemaOf(name);
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajv.addSchema(schema, 'acp');
  const names = kind => Object.fromEntries(Object.entries(schema.$defs).filter(([n, d]) => d['x-method'] && kind.test(n)).map(([n, d]) => [d['x-method'], n]));
  const types = { result: names(/Response$/), params: names(/(Request|Notification)$/) };
  return {
    knows: (part, method) => method in types[part],
    errors: (part, method, value) => {
      const check = ajv.getSchema(`acp#/$defs/${types[part][method]}`);
      return check(value) ? [] : check.errors.slice(0, 3).map(e => `${e.instancePath} ${e.message}`);
    },
  };
}

const invalid = (part, method, value) => validators.find(v => v.knows(part, method))?.errors(part, method, value) ?? [];

/** `isOrdered`: whether all came over one connection, so that their order is that in which they were sent. */
export function problems(frames, isOrdered = true) {
  const found = [], asked = new Map(), sessions = new Set(), calls = new Set(), told = new Set();
  const say = (text, message) => found.push(`${text}: ${JSON.stringify(message).slice(0, 300)}`);
  const know = value => typeof value?.sessionId === 'string' && sessions.add(value.sessionId);
  if (!isOrdered) frames.forEach(({ message }) => know(message.result));
  for (const { from, message } of frames) {
    if (from === 'client') {
      if (message.method) {
        if (message.id !== undefined && message.id !== null) asked.set(message.id, message);
        know(message.params);
      }
      continue;
    }
    if (JSON.stringify(message).length > LARGEST) say('too large', message);
    if (message.jsonrpc !== '2.0') say('no jsonrpc', message);
    if (message.method === undefined) {
      const request = asked.get(message.id);
      asked.delete(message.id);
      if (!request) say('answers what nobody asked', message);
      else if (message.error) {
        if (!Number.isInteger(message.error.code) || typeof message.error.message !== 'string') say('no proper error', message);
      } else {
        for (const e of invalid('result', request.method, message.result)) say(`${request.method}: ${e}`, message);
        know(message.result);
      }
      continue;
    }
    for (const e of invalid('params', message.method, message.params)) say(`${message.method}: ${e}`, message);
    if (message.id !== undefined && told.has(message.id)) say('an id is used twice', message);
    told.add(message.id);
    const { sessionId, update, toolCall } = message.params ?? {};
    if (sessionId && !sessions.has(sessionId) && !/recipe/.test(message.method)) say('a session that the client cannot know', message);
    if (update?.sessionUpdate === 'tool_call') calls.add(`${sessionId} ${update.toolCallId}`);
    const of = update?.sessionUpdate === 'tool_call_update' ? update : toolCall;
    if (of && !calls.has(`${sessionId} ${of.toolCallId}`)) say('its tool_call did not come before', message);
  }
  for (const request of asked.values()) say('was not answered', request);
  return [...found, ...prompts(frames)];
}

/** What belongs to a prompt comes between its request and its answer, first the run's beginning and last its end. */
function prompts(frames) {
  const found = [], running = new Map();
  for (const { from, message } of frames) {
    if (from === 'client' && message.method === 'session/prompt') running.set(message.params.sessionId, { id: message.id, run: undefined });
    const session = message.params?.sessionId, update = message.params?.update;
    const run = update?._meta?.goose?.activeRunId, open = running.get(session);
    if (from === 'agent' && run !== undefined && open) {
      if (run !== null && open.run) found.push(`a run begins while one runs: ${session}`);
      open.run = run;
    }
    if (from === 'agent' && /^(agent_message_chunk|agent_thought_chunk)$/.test(update?.sessionUpdate) && open && !open.run) found.push(`text outside of its run: ${JSON.stringify(message).slice(0, 200)}`);
    if (from === 'agent' && message.method === undefined) {
      for (const [id, prompt] of running) {
        if (prompt.id !== message.id) continue;
        if (prompt.run) found.push(`answered before its run ended: ${id}`);
        if (prompt.run === undefined && message.result) found.push(`answered without a run: ${id}`);
        running.delete(id);
      }
    }
  }
  return found;
}

export const read = file => fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const frames = read(process.argv[2]), found = problems(frames);
  for (const text of found) console.log(`FAIL wire: ${text}`);
  console.log(`${found.length ? 'FAIL' : 'ok'} wire: ${frames.length} frames`);
}
