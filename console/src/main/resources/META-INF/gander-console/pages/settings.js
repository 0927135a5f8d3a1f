// Settings: those that many people change, with their defaults, and all others as they are.
import { isAllowed } from '../allowed.js';
import { api, wasLeft } from '../api.js';
import { html, nothing, repeat } from '../html.js';
import { attempt, badge, button, choice, confirm, dialog, failed, field, heading, loading, menu, notice, table, textField, toast } from '../ui.js';

const COMMON = [
  { key: 'GOOSE_MODE', label: 'What tools may do', options: [['', 'Default: everything without asking'], ['auto', 'Everything without asking'], ['smart_approve', 'Ask for what changes something'], ['approve', 'Ask for each call'], ['chat', 'Nothing: no tools']] },
  { key: 'GOOSE_MAX_TURNS', label: 'Model calls in a turn, at most', number: true, hint: 'After that a turn ends and asks whether to go on. Without it 1,000.' },
  { key: 'GOOSE_AUTO_COMPACT_THRESHOLD', label: 'Sum up when the context is full to', number: true, hint: 'A part between 0 and 1; without it 0.8. 0 never sums up.' },
  { key: 'GANDER_PARALLEL_RUNS', label: 'Runs at the same time', number: true, hint: 'Without it 4.' },
  { key: 'GANDER_APPROVAL_TIMEOUT', label: 'Seconds until a question counts as declined', number: true, hint: 'Without it questions wait for ever.' },
  { key: 'GANDER_KEEP_APPROVALS', label: 'Open questions outlive a restart', options: [['', 'Default: no'], ['on', 'Yes'], ['off', 'No']] },
  { key: 'GANDER_BACKUP_HOURS', label: 'Hours between backups', number: true, hint: 'Without it none are made by themselves.' }
];
// These have pages or forms of their own, or are kept by the server.
const ELSEWHERE = new Set(['extensions', 'providers', 'active_provider', 'GOOSE_PROVIDER', 'GOOSE_MODEL', 'GANDER_BUDGETS', 'slash_commands', ...COMMON.map(one => one.key)]);

/// What was typed, as the value of a setting: JSON if it is, else a text.
export function valueOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const textOf = value => typeof value === 'string' ? value : JSON.stringify(value, null, 2);

export default async function settings(view) {
  if (!await isAllowed(view, 'Settings', 'configure')) return;
  const state = { config: undefined, typed: {}, problems: {}, prompts: [], busy: false, error: undefined };

  async function load() {
    try {
      const [answer, prompts] = await Promise.all([api.get('/config', { signal: view.signal }), api.get('/config/prompts', { signal: view.signal })]);
      Object.assign(state, { config: answer.config, prompts: prompts.prompts, error: undefined });
    } catch (error) {
      if (wasLeft(error)) return;
      state.error = error;
    }
    draw();
  }

  const put = (key, value) => api.post('/config/upsert', { key, value, is_secret: false });
  const drop = key => api.post('/config/remove', { key, is_secret: false });

  async function save(event) {
    event.preventDefault();
    state.problems = {};
    for (const { key, number } of COMMON) {
      const text = state.typed[key]?.trim();
      if (number && text && !(Number(text) >= 0)) state.problems[key] = 'This must be a number, 0 or more.';
    }
    if (Object.keys(state.problems).length) return draw();
    state.busy = true;
    draw();
    const done = await attempt(async () => {
      for (const { key, number } of COMMON) {
        const text = state.typed[key]?.trim();
        if (text === undefined) continue;
        if (text === '') await drop(key);
        else await put(key, number ? Number(text) : text);
      }
    }, 'Stored. Sessions notice with their next message.');
    Object.assign(state, { busy: false, typed: done ? {} : state.typed });
    await load();
  }

  async function edit(key) {
    let name = key ?? '';
    let text = key ? textOf(state.config[key]) : '';
    let problem;
    const stored = await dialog(key ? key : 'Add a setting', (close, redraw) => html`<form @submit=${async event => {
        event.preventDefault();
        try {
          if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name.trim())) throw new Error('A name has letters, digits and underscores.');
          await put(name.trim(), valueOf(text));
          close(true);
        } catch (error) {
          problem = error.message;
          redraw();
        }
      }}><div class="dialog-body">${problem ? notice(problem, 'bad') : nothing}
      ${key ? nothing : textField('Name', '', value => { name = value; }, { required: true, id: 'setting-name' })}
      ${field('Value', (id, described) => html`<textarea id=${id} rows="6" class="mono" spellcheck="false" aria-describedby=${described} .value=${text} @input=${event => { text = event.target.value; }}></textarea>`, { hint: 'A text, a number, true or false, or JSON.', id: 'setting-value' })}</div>
      <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Save', kind: 'primary', type: 'submit' })}</footer></form>`);
    if (stored) {
      toast('Stored.', 'good');
      load();
    }
  }

  async function remove(key) {
    if (await confirm('Remove the setting?', html`<code>${key}</code> has its default again.`, 'Remove') && await attempt(() => drop(key), 'Removed.')) load();
  }

  async function prompt(one) {
    let text;
    if (!await attempt(async () => { text = (await api.get(`/config/prompts/${encodeURIComponent(one.name)}`, { signal: view.signal })).content; })) return;
    let problem;
    const stored = await dialog(one.name, (close, redraw) => html`<form @submit=${async event => {
        event.preventDefault();
        try {
          await api.put(`/config/prompts/${encodeURIComponent(one.name)}`, { content: text });
          close('Stored.');
        } catch (error) {
          problem = error.message;
          redraw();
        }
      }}><div class="dialog-body">${problem ? notice(problem, 'bad') : nothing}<p class="note">${one.description}</p>
      ${field('Text', id => html`<textarea id=${id} rows="16" class="mono" spellcheck="false" .value=${text} @input=${event => { text = event.target.value; }}></textarea>`, { id: 'prompt-text' })}</div>
      <footer>${one.is_customized ? button({ text: 'Return to the built-in text', kind: 'danger', onclick: async () => { if (await attempt(() => api.delete(`/config/prompts/${encodeURIComponent(one.name)}`))) close('The built-in text is back.'); } }) : nothing}
        ${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Save', kind: 'primary', type: 'submit' })}</footer></form>`, { wide: true });
    if (stored) {
      toast(stored, 'good');
      load();
    }
  }

  function common({ key, label, options, hint }) {
    const value = state.typed[key] ?? (state.config[key] === undefined || state.config[key] === null ? '' : textOf(state.config[key]));
    const more = { hint: html`${hint ?? nothing} <code>${key}</code>`, problem: state.problems[key], id: `setting-${key}` };
    return options ? choice(label, value, options.some(([of]) => of === value) ? options : [...options, value], text => { state.typed[key] = text; }, more)
      : textField(label, value, text => { state.typed[key] = text; }, more);
  }

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.config) return loading();
    const others = Object.keys(state.config).filter(key => !ELSEWHERE.has(key)).toSorted();
    return html`
      <form class="card" aria-labelledby="common" @submit=${save}><h2 id="common">Often changed</h2>
        <div class="settings">${repeat(COMMON, one => one.key, common)}</div>
        <div class="row">${button({ text: 'Save', kind: 'primary', type: 'submit', busy: state.busy })}</div></form>
      <section class="stack" aria-labelledby="others"><div class="row"><h2 id="others" class="grow">All others in the file</h2>${button({ text: 'Add a setting', icon: 'add', onclick: () => edit() })}</div>
        <p class="note">What the environment sets comes first, and is not shown here. Providers, extensions and budgets have pages of their own.</p>
        ${others.length ? table('Other settings', [
          { title: 'Name', of: key => html`<span class="mono">${key}</span>` },
          { title: 'Value', of: key => html`<code>${textOf(state.config[key]).slice(0, 200)}</code>` },
          { title: 'Actions', kind: 'actions', of: key => menu(`Actions for ${key}`, [{ text: 'Change', icon: 'edit', onclick: () => edit(key) }, { text: 'Remove', icon: 'trash', kind: 'danger', onclick: () => remove(key) }]) }
        ], others) : nothing}</section>
      <section class="stack" aria-labelledby="prompts"><h2 id="prompts">Prompts</h2><p class="note">What models are told, besides the conversation.</p>
        <ul class="list">${state.prompts.map(one => html`<li><div class="grow"><span class="mono">${one.name}</span> ${one.is_customized ? badge('changed', 'warn') : nothing}<div class="note">${one.description}</div></div>
          ${button({ text: 'Read or change', kind: 'small', about: one.name, onclick: () => prompt(one) })}</li>`)}</ul></section>`;
  }

  function draw() {
    view.draw(html`${heading('Settings', { note: 'They are in config.yaml, which keeps its comments.' })}${content()}`);
  }

  await load();
}
