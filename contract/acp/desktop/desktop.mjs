// Plays what the windows of Goose Desktop 1.38 and 1.39 send over ACP: their start, a new chat, a reload, and each screen, in
// the app's order. The answers go through the schemas of goose's own client, as in the app, where a missing member or a
// wrong type breaks the screen. Prints a line for each screen: "ok NAME" or "FAIL NAME: why".
//   node desktop.mjs URL FOLDER   (URL without /acp; the key is in ACP_KEY)
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { open } from '../../tools/ws.mjs';

const require = createRequire(process.env.ACP_PACKAGES ? pathToFileURL(path.join(process.env.ACP_PACKAGES, 'x.js')) : import.meta.url);
const sdk = path.dirname(require.resolve('@aaif/goose-sdk'));
const { GooseExtClient } = await import(pathToFileURL(path.join(sdk, 'generated/client.gen.js')));
const [url, folder] = process.argv.slice(2);
const key = process.env.ACP_KEY;
const failures = [];

/** A window: one socket, opened with the key in the query. */
class Window {
  static async open(version, capabilities) {
    const window = new Window();
    window.socket = await open(`${url.replace(/^http/, 'ws')}/acp?token=${encodeURIComponent(key)}`);
    window.waiting = new Map();
    window.socket.heard = () => window.hear();
    window.goose = new GooseExtClient({ extMethod: (method, params) => window.ask(method, params) });
    const params = { protocolVersion: 1, clientInfo: { name: 'goose-app', version }, clientCapabilities: capabilities };
    equal((await window.ask('initialize', params)).protocolVersion, 1);
    return window;
  }

  ids = 0;

  ask(method, params) {
    const id = this.ids++;
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`${method} was not answered`)), 60_000);
      this.waiting.set(id, answer => {
        clearTimeout(limit);
        if (answer.error) reject(Object.assign(new Error(`${method}: ${JSON.stringify(answer.error)}`), answer.error));
        else resolve(answer.result);
      });
    });
  }

  hear() {
    for (const text of this.socket.list.splice(0)) {
      const message = JSON.parse(text);
      // A window that does not chat over ACP cancels what it is asked, and ignores what it is told.
      if (message.method && message.id !== undefined) this.socket.send(JSON.stringify({ jsonrpc: '2.0', id: message.id, result: message.method === 'session/request_permission' ? { outcome: { outcome: 'cancelled' } } : { action: 'cancel' } }));
      else if (!message.method) this.waiting.get(message.id)?.(message);
    }
  }

  /** A method of 1.39, which the schemas of 1.38 do not have. */
  async ask139(method, params, members = {}) {
    return shaped(await this.ask(`_goose/unstable/${method}`, params), members, method);
  }

  list(more = {}) {
    return this.ask('session/list', { _meta: { types: ['user', 'scheduled'], ...more } });
  }
}

const HOST = { goose: { mcpHostCapabilities: { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } } } } };
const OF_138 = { _meta: HOST };
const OF_139 = { elicitation: { form: {} }, _meta: { goose: { ...HOST.goose, customNotifications: true, recipeParameterRequests: true } } };

function equal(got, want, what = '') {
  const [a, b] = [got, want].map(v => JSON.stringify(v));
  if (a !== b) throw new Error(`${what} got ${a}, want ${b}`);
}

/** `members`: types by name, with "?" at the end if it may be missing or null; a function judges by itself. */
function shaped(value, members, what) {
  for (const [member, type] of Object.entries(members)) {
    const name = member.replace('?', ''), given = value?.[name];
    const fits = type instanceof Function ? type(given) : type === 'array' ? Array.isArray(given) : type === 'count' ? Number.isInteger(given) && given >= 0 : typeof given === type && given !== null;
    if (!fits && !(member.endsWith('?') && (given === undefined || given === null))) throw new Error(`${what}: ${name} is ${JSON.stringify(given)} in ${JSON.stringify(value)?.slice(0, 300)}`);
  }
  return value;
}

async function refused(promise, code) {
  try {
    await promise;
  } catch (e) {
    equal(e.code, code, e.message);
    return;
  }
  throw new Error('it was not refused');
}

async function screen(name, work) {
  try {
    await work();
    console.log(`ok ${name}`);
  } catch (e) {
    failures.push(name);
    console.log(`FAIL ${name}: ${e.message.replaceAll('\n', ' ').slice(0, 1500)}`);
  }
}

async function rest(route, body) {
  const answer = await fetch(url + route, { method: 'POST', headers: { 'X-Secret-Key': key, 'Content-Type': 'application/json', 'User-Agent': 'Mozilla/5.0 Goose/1.39.0' }, body: JSON.stringify(body) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${route}: ${answer.status} ${text}`);
  return text;
}

/** A chat goes over REST in these versions. */
async function chat(text) {
  const { id } = JSON.parse(await rest('/agent/start', { working_dir: folder, extension_overrides: [] }));
  await rest('/agent/resume', { session_id: id, load_model_and_extensions: true });
  await say(id, text);
  return id;
}

async function say(id, text) {
  const message = { role: 'user', created: Math.floor(Date.now() / 1000), content: [{ type: 'text', text }], metadata: { userVisible: true, agentVisible: true } };
  const events = await rest('/reply', { session_id: id, user_message: message });
  if (!events.includes('"Finish"')) throw new Error(events);
}

const INFO = { sessionId: 'string', cwd: 'string', 'title?': 'string', updatedAt: t => !isNaN(Date.parse(t)), _meta: m => shaped(m, { messageCount: 'count', createdAt: t => !isNaN(Date.parse(t)), 'lastMessageAt?': 'string', 'archivedAt?': 'string', userSetName: 'boolean', sessionType: 'string', hasRecipe: 'boolean' }, '_meta') };
const shown = async (window, id, more) => {
  const { sessions } = await window.list(more);
  for (const session of sessions) shaped(session, INFO, 'session/list');
  return sessions.find(session => session.sessionId === id);
};

const BUNDLED = ['developer', 'computercontroller', 'autovisualiser', 'memory', 'tutorial'];
const names = list => list.extensions.map(entry => entry.extension.name);
let v38, v39, session, known = [];

await screen('1.38 starts', async () => {
  v38 = await Window.open('1.38.0', OF_138);
  const list = await v38.goose.configExtensionsList_unstable({});
  for (const entry of list.extensions) shaped(entry, { extension: 'object', enabled: 'boolean', 'configKey?': 'string' }, 'entry');
  await Promise.all([v38.list(), v38.list()]);
});

await screen('1.39 starts and adds its bundled extensions, twice', async () => {
  v39 = await Window.open('1.39.0', OF_139);
  const before = await v39.goose.configExtensionsList_unstable({});
  known = names(before);
  for (let start = 0; start < 2; start++) {
    for (const name of BUNDLED) {
      const extension = name === 'developer' ? { type: 'platform', name, description: 'comes along', display_name: name, bundled: true } : { type: 'builtin', name, description: 'comes along', display_name: name, timeout: 300, bundled: true };
      await v39.ask('_goose/unstable/config/extensions/add', { extension, enabled: name === 'developer' });
    }
  }
  const list = await v39.goose.configExtensionsList_unstable({});
  equal(BUNDLED.filter(name => names(list).filter(other => other === name).length !== 1), []);
  equal(list.warnings, before.warnings);
  await v39.goose.extensionsAvailable_unstable({});
});

await screen('a new chat is in the list at once', async () => {
  session = await chat('!say hello from Desktop');
  const info = await shown(v39, session);
  equal([info.cwd, info._meta.messageCount, info._meta.sessionType], [folder, 2, 'user']);
  equal((await shown(v38, session)).sessionId, session);
  await say(session, '!say and again');
  equal((await shown(v39, session))._meta.messageCount, 4);
});

await screen('a window that is loaded again sees the same', async () => {
  const before = names(await v39.goose.configExtensionsList_unstable({}));
  v39.socket.close();
  v39 = await Window.open('1.39.0', OF_139);
  equal(names(await v39.goose.configExtensionsList_unstable({})), before);
  equal((await shown(v39, session))._meta.messageCount, 4);
});

await screen('history: search, rename, copy, export, import, delete', async () => {
  equal((await shown(v39, session, { query: 'hello' })).sessionId, session);
  equal(await shown(v39, session, { query: 'nobodysaidthis' }), undefined);
  const { session: info } = await v39.ask139('session/info', { sessionId: session }, { session: s => shaped(s, INFO, 'session') });
  for (const window of [v38, v39]) {
    await window.goose.sessionRename_unstable({ sessionId: session, title: 'My chat' });
    const copy = await window.ask('session/fork', { sessionId: session, cwd: info.cwd });
    equal((await shown(window, copy.sessionId)).title, 'My chat (copy)');
    const { data } = await window.goose.sessionExport_unstable({ sessionId: session });
    const imported = await window.goose.sessionImport_unstable({ data });
    equal([imported.messageCount, (await shown(window, imported.sessionId)).title], [4, 'My chat']);
    for (const id of [copy.sessionId, imported.sessionId]) {
      await window.goose.sessionDelete({ sessionId: id });
      equal(await shown(window, id), undefined);
    }
  }
  equal((await shown(v39, session))._meta.userSetName, true);
});

await screen('settings of extensions', async () => {
  const server = { name: 'Mine', command: 'true', args: ['-x'], env: [{ name: 'MINE_TOKEN', value: 'hush' }] };
  await v39.ask('_goose/unstable/config/extensions/add', { extension: { type: 'mcp', server, envKeys: [], description: 'of my own', timeout: 300 }, enabled: true });
  const mine = async () => (await v39.goose.configExtensionsList_unstable({})).extensions.find(entry => entry.configKey === 'mine');
  const added = await mine();
  equal([added.enabled, added.extension.envKeys, added.extension.server.env], [true, ['MINE_TOKEN'], []]);
  await v39.ask('_goose/unstable/config/extensions/set-enabled', { configKey: 'mine', enabled: false });
  equal((await mine()).enabled, false);
  await v39.ask('_goose/unstable/config/extensions/remove', { configKey: 'mine' });
  equal(await mine(), undefined);
});

const RECIPE = { version: '1.0.0', title: 'Greet the crew', description: 'Says hello', prompt: '!say Hello {{ who }}', activities: ['Greet'], parameters: [{ key: 'who', input_type: 'string', requirement: 'required', description: 'Whom?' }] };

await screen('recipes', async () => {
  const { deeplink } = await v39.ask139('recipes/encode', { recipe: RECIPE }, { deeplink: 'string' });
  equal((await v39.ask139('recipes/decode', { deeplink }, { recipe: 'object' })).recipe.title, RECIPE.title);
  equal(await v39.ask139('recipes/scan', { recipe: RECIPE }), { has_security_warnings: false });
  const { yaml } = await v39.ask139('recipes/to-yaml', { recipe: RECIPE }, { yaml: 'string' });
  equal((await v39.ask139('recipes/parse', { content: yaml }, { recipe: 'object' })).recipe.parameters, RECIPE.parameters);
  const { id } = await v39.ask139('recipes/save', { recipe: RECIPE }, { id: 'string', file_name: 'string', file_path: 'string' });
  const listed = async () => (await v39.ask139('recipes/list', {}, { recipes: 'array' })).recipes.find(recipe => recipe.id === id);
  shaped(await listed(), { recipe: 'object', file_path: 'string', last_modified: 'string', 'schedule_cron?': 'string', 'slash_command?': 'string' }, 'recipes/list');
  await v39.ask139('recipes/schedule', { id, cron_schedule: '0 0 14 * * *' });
  await v39.ask139('recipes/slash-command', { id, slash_command: 'crew' });
  equal([(await listed()).schedule_cron, (await listed()).slash_command], ['0 0 14 * * *', 'crew']);
  await v39.ask139('recipes/schedule', { id, cron_schedule: null });
  await v39.ask139('recipes/slash-command', { id, slash_command: null });
  await v39.ask139('recipes/delete', { id });
  equal(await listed(), undefined);
});

const JOB = { id: 'string', source: 'string', cron: 'string', 'lastRun?': 'string', currentlyRunning: 'boolean', paused: 'boolean', 'currentSessionId?': 'string', 'jobStartTime?': 'string' };

await screen('schedules', async () => {
  const scheduleId = 'morning report';
  const recipe = { version: '1.0.0', title: 'R', description: 'D', prompt: '!say done' };
  await v39.ask139('schedules/create', { id: scheduleId, recipe, cron: '0 0 14 * * *' }, { job: j => shaped(j, JOB, 'job') });
  const job = async () => shaped((await v39.ask139('schedules/list', {}, { jobs: 'array' })).jobs.find(it => it.id === scheduleId), JOB, 'job');
  await v39.ask139('schedules/pause', { scheduleId });
  equal((await job()).paused, true);
  await v39.ask139('schedules/unpause', { scheduleId });
  await v39.ask139('schedules/update', { scheduleId, cron: '0 30 9 * * *' }, { job: 'object' });
  equal([(await job()).paused, (await job()).cron], [false, '0 30 9 * * *']);
  equal(await v39.ask139('schedules/running-job/inspect', { scheduleId, jobId: scheduleId }), { running: false });
  await refused(v39.ask139('schedules/running-job/kill', { scheduleId, jobId: scheduleId }), -32602);
  const ran = await v39.ask139('schedules/run-now', { scheduleId }, { status: 'string', sessionId: 'string' });
  const { sessions } = await v39.ask139('schedules/sessions/list', { scheduleId, limit: 20 }, { sessions: 'array' });
  equal([ran.status, sessions.map(s => shaped(s, INFO, 'session').sessionId)], ['completed', [ran.sessionId]]);
  equal((await shown(v39, ran.sessionId))._meta.sessionType, 'scheduled');
  await v39.ask139('schedules/delete', { scheduleId });
  await v39.goose.sessionDelete({ sessionId: ran.sessionId });
});

await screen('skills, and the menus behind / and @', async () => {
  const skill = path.join(folder, '.agents/skills/greet');
  fs.mkdirSync(skill, { recursive: true });
  fs.writeFileSync(path.join(skill, 'SKILL.md'), '---\nname: greet\ndescription: How to greet\n---\nSay hello.\n');
  equal((await v39.goose.sourcesList_unstable({ type: 'skill', projectDir: folder })).sources.filter(s => !s.global).map(s => s.name), ['greet']);
  await v39.goose.sourcesList_unstable({ type: 'builtinSkill', projectDir: folder });
  const { availableCommands } = await v39.ask139('slash-commands/list', { cwd: folder }, { availableCommands: 'array' });
  for (const command of availableCommands) shaped(command, { name: 'string', description: 'string', _meta: m => ['Builtin', 'Recipe', 'Skill'].includes(m.commandType) }, 'command');
  equal(availableCommands.filter(c => c.name === 'greet').length, 1);
  await v39.ask139('agent-mentions/list', { sessionId: session }, { agents: 'array' });
});

await screen('diagnostics', async () => {
  const { report } = await v39.ask139('diagnostics/get', { sessionId: session, level: 'summary' }, { report: 'object' });
  shaped(report, { schemaVersion: 'count', generatedAt: 'string', level: 'string', system: 'object', logs: () => true }, 'report');
  equal(report.level, 'summary');
});

await screen('it leaves things as they were', async () => {
  await v39.goose.sessionDelete({ sessionId: session });
  equal(await shown(v39, session), undefined);
  for (const configKey of BUNDLED.filter(name => !known.includes(name))) await v39.ask('_goose/unstable/config/extensions/remove', { configKey });
  v38.socket.close();
  v39.socket.close();
});

process.exit(failures.length ? 1 : 0);
