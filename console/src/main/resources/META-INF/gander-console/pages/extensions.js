// Extensions: which ones new sessions have, and how those of a session are.
import { isAllowed, scopes } from '../allowed.js';
import { api } from '../api.js';
import { html, nothing, repeat } from '../html.js';
import { attempt, badge, button, choice, confirm, count, dialog, empty, failed, heading, loading, menu, notice, textField, toggle } from '../ui.js';

const STATES = { ready: 'good', starting: 'live', needs_login: 'warn', failed: 'bad', stopped: '' };
const TEXTS = { ready: 'ready', starting: 'starting', needs_login: 'needs a login', failed: 'failed', stopped: 'not loaded' };
const KINDS = { stdio: 'program', streamable_http: 'server', builtin: 'bundled', platform: 'part of the agent', inline_python: 'Python', frontend: 'of a client', sse: 'old kind of server' };

const needs = one => Number(['failed', 'needs_login'].includes(one.state) || one.changes.length > 0);

/// The configuration that a form describes.
///
/// @throws Error with a sentence if something is missing or cannot be understood
export function configOf({ kind, name, description, command, uri, variables, headers, timeout }) {
  const called = name.trim();
  if (!called) throw new Error('The extension needs a name.');
  const config = { type: kind, name: called, description: description.trim(), available_tools: [] };
  const seconds = Number(timeout);
  if (timeout.trim() !== '' && !(Number.isInteger(seconds) && seconds > 0)) throw new Error('The time must be a whole number of seconds.');
  if (timeout.trim() !== '') config.timeout = seconds;
  if (kind === 'stdio') {
    const [cmd, ...args] = words(command);
    if (!cmd) throw new Error('Write the program that is to be started.');
    return { ...config, cmd, args, envs: pairs(variables, '='), env_keys: [] };
  }
  if (kind === 'streamable_http') {
    if (!/^https?:\/\/\S+$/.test(uri.trim())) throw new Error('The address must begin with http:// or https://.');
    return { ...config, uri: uri.trim(), headers: pairs(headers, ':'), envs: {}, env_keys: [] };
  }
  return config;
}

/// The words of a command line; quotes hold a word together.
export function words(line) {
  const found = [];
  for (const match of line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)) found.push(match[1]?.replace(/\\(.)/g, '$1') ?? match[2] ?? match[3]);
  return found;
}

function pairs(text, mark) {
  const found = {};
  for (const line of text.split('\n').map(one => one.trim()).filter(Boolean)) {
    const at = line.indexOf(mark);
    if (at < 1) throw new Error(`“${line}” is not a name and a value with “${mark}” between them.`);
    found[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  return found;
}

export default async function extensions(view) {
  if (!await isAllowed(view, 'Extensions', 'read')) return;
  const state = { configured: undefined, warnings: [], sessions: [], session: view.query.get('session') ?? '', states: undefined, statesError: undefined, pins: undefined, mine: new Set(), busy: '', error: undefined };

  async function load() {
    try {
      const [mine, page] = await Promise.all([scopes(view.signal), api.get('/gander/v1/sessions', { signal: view.signal, query: { limit: 50 } })]);
      state.mine = mine;
      state.sessions = page.sessions;
      if (mine.has('configure')) {
        const answer = await api.get('/config/extensions', { signal: view.signal });
        Object.assign(state, { configured: answer.extensions, warnings: answer.warnings ?? [] });
      }
      state.error = undefined;
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
    if (state.session) loadStates();
  }

  async function loadStates(change) {
    Object.assign(state, { busy: 'states', statesError: undefined });
    draw();
    try {
      const answer = await (change ?? api.get('/gander/v1/extensions', { signal: view.signal, query: { session_id: state.session } }));
      // What needs somebody comes first.
      state.states = answer.extensions.toSorted((a, b) => needs(b) - needs(a));
      state.pins = answer.pins_problem;
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.statesError = error;
    }
    state.busy = '';
    draw();
  }

  const keyOf = entry => entry.name;
  const bare = ({ enabled, ...config }) => config;

  async function enable(entry, on) {
    if (await attempt(() => api.post('/config/extensions', { name: keyOf(entry), enabled: on, config: bare(entry) }), on ? 'New sessions have it.' : 'New sessions do not have it.')) entry.enabled = on;
    draw();
  }

  async function remove(entry) {
    if (await confirm('Remove the extension?', html`“${entry.name}” is removed from the configuration. Sessions that have it keep it.`, 'Remove')
      && await attempt(() => api.delete(`/config/extensions/${encodeURIComponent(keyOf(entry))}`), 'Removed.')) load();
  }

  async function add() {
    const typed = { kind: 'stdio', name: '', description: '', command: '', uri: '', variables: '', headers: '', timeout: '300' };
    let problem;
    let busy = false;
    const set = name => text => { typed[name] = text; };
    const lines = (label, name, hint) => html`<div class="field"><label for="extension-${name}">${label} <span class="optional">optional</span></label>
      <textarea id="extension-${name}" rows="2" spellcheck="false" aria-describedby="extension-${name}-hint" @input=${event => { typed[name] = event.target.value; }}></textarea><p class="hint" id="extension-${name}-hint">${hint}</p></div>`;
    const added = await dialog('Add an extension', (close, redraw) => html`<form @submit=${async event => {
        event.preventDefault();
        problem = undefined;
        try {
          const config = configOf(typed);
          busy = true;
          redraw();
          await api.post('/config/extensions', { name: config.name, enabled: true, config });
          close(true);
        } catch (error) {
          problem = error.message;
          busy = false;
          redraw();
        }
      }}><div class="dialog-body">
      ${problem ? notice(problem, 'bad') : nothing}
      ${choice('Kind', typed.kind, [['stdio', 'A program on the machine of the server'], ['streamable_http', 'A server elsewhere'], ['builtin', 'Bundled: memory, tutorial, autovisualiser, computercontroller']], value => { typed.kind = value; redraw(); })}
      ${typed.kind === 'builtin' ? choice('Name', typed.name, [['', 'Choose…'], 'memory', 'tutorial', 'autovisualiser', 'computercontroller'], set('name')) : textField('Name', typed.name, set('name'), { required: true, id: 'extension-name' })}
      ${textField('What it is for', typed.description, set('description'), { optional: true, id: 'extension-description' })}
      ${typed.kind === 'stdio' ? html`${textField('Command', typed.command, set('command'), { required: true, placeholder: 'npx -y some-mcp-server', hint: 'It runs with the rights of the server.', id: 'extension-command' })}
        ${lines('Variables', 'variables', 'NAME=value, one a line. Secrets belong into the secrets of the server.')}` : nothing}
      ${typed.kind === 'streamable_http' ? html`${textField('Address', typed.uri, set('uri'), { required: true, placeholder: 'https://mcp.example/mcp', id: 'extension-uri' })}
        ${lines('Headers', 'headers', 'Name: value, one a line.')}` : nothing}
      ${textField('Seconds for each request', typed.timeout, set('timeout'), { optional: true, id: 'extension-timeout' })}
      </div><footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Add', kind: 'primary', type: 'submit', busy })}</footer></form>`);
    if (added) load();
  }

  const configured = entry => html`<li><div class="grow"><strong>${entry.display_name || entry.name}</strong> ${badge(KINDS[entry.type] ?? entry.type)}
      <div class="note">${entry.description}</div>
      ${entry.type === 'stdio' ? html`<code>${[entry.cmd, ...(entry.args ?? [])].join(' ')}</code>` : entry.uri ? html`<code>${entry.uri}</code>` : nothing}</div>
    ${toggle(html`<span class="unseen">${entry.display_name || entry.name} in new sessions</span>`, entry.enabled, on => enable(entry, on))}
    ${entry.type === 'platform' ? nothing : menu(`More for ${entry.name}`, [{ text: 'Remove', icon: 'trash', kind: 'danger', onclick: () => remove(entry) }])}</li>`;

  const restart = one => loadStates(api.post(`/gander/v1/extensions/${encodeURIComponent(one.key)}/restart`, {}, { signal: view.signal, query: { session_id: state.session } }));
  const logIn = one => loadStates(api.post(`/gander/v1/extensions/${encodeURIComponent(one.key)}/login`, {}, { signal: view.signal, query: { session_id: state.session } }));

  const told = one => html`<li class="card">
    <div class="row"><h3 class="grow">${one.name}</h3>${badge(TEXTS[one.state] ?? one.state, STATES[one.state] ?? '')}
      ${one.state === 'needs_login' && state.mine.has('configure') ? button({ text: 'Log in', icon: 'key', kind: 'small', about: one.name, onclick: () => logIn(one) }) : nothing}
      ${one.state !== 'stopped' && state.mine.has('chat') ? button({ text: 'Start anew', icon: 'refresh', kind: 'small', about: one.name, onclick: () => restart(one) }) : nothing}</div>
    <p class="note">${KINDS[one.type] ?? one.type}${one.version ? `, version ${one.version}` : ''}${one.tools ? `, ${count(one.tools.count)} ${one.tools.count === 1 ? 'tool' : 'tools'}` : ''}</p>
    ${one.error ? html`<div><p class="label" id="error-${one.key}">What went wrong</p><pre class="raw-text" tabindex="0" role="region" aria-labelledby="error-${one.key}">${one.error}</pre></div>` : nothing}
    ${one.tools?.names.length ? html`<details><summary>Its tools</summary><p class="mono">${one.tools.names.join(', ')}</p></details>` : nothing}
    ${one.changes.map(change => html`${notice(html`The tool <code>${change.tool}</code>, which you always allow, ${change.now ? 'is not what it was. You will be asked again.' : 'is not there any more.'}
      <details><summary>What it said, and says</summary><p class="label">Then</p><pre class="raw-text" tabindex="0" role="region" aria-label="Then">${change.approved.description}</pre>${change.now ? html`<p class="label">Now</p><pre class="raw-text" tabindex="0" role="region" aria-label="Now">${change.now.description}</pre>` : nothing}</details>`, 'warn')}`)}</li>`;

  function ofSession() {
    return html`<section class="stack" aria-labelledby="states"><h2 id="states">In a session</h2>
      ${state.sessions.length || state.session ? html`<div class="row filters">${choice('Session', state.session, [['', 'Choose…'], ...(state.session && !state.sessions.some(session => session.id === state.session) ? [state.session] : []), ...state.sessions.map(session => [session.id, `${session.name || session.id} (${session.id})`])], value => {
        Object.assign(state, { session: value, states: undefined });
        if (value) loadStates(); else draw();
      })}${state.session ? button({ text: 'Look again', icon: 'refresh', busy: state.busy === 'states', onclick: () => loadStates() }) : nothing}</div>` : html`<p class="note">Extensions run in sessions, and there is none yet.</p>`}
      ${state.pins ? notice(html`Whether tools have changed is not known: ${state.pins}`, 'warn') : nothing}
      ${state.statesError ? failed(state.statesError, () => loadStates()) : state.busy === 'states' && !state.states ? loading() : nothing}
      ${state.states?.length === 0 ? html`<p class="note">This session has no extensions.</p>` : nothing}
      ${state.states?.length ? html`${state.states.every(one => one.state === 'stopped') ? html`<p class="note">The session is not in memory, so that none of them runs. They start with its next message.</p>` : nothing}
        <ul class="cards-list">${repeat(state.states, one => one.key, told)}</ul>` : nothing}</section>`;
  }

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.mine.size) return loading();
    return html`
      ${state.warnings.map(warning => notice(warning, 'warn'))}
      ${state.configured ? html`<section class="stack" aria-labelledby="configured"><h2 id="configured">Of new sessions</h2>
        ${state.configured.length ? html`<ul class="list">${repeat(state.configured, keyOf, configured)}</ul>` : empty('extensions', 'No extensions', 'An extension gives the agent tools.')}</section>` : nothing}
      ${ofSession()}`;
  }

  function draw() {
    view.draw(html`${heading('Extensions', { note: 'They give the agent its tools.', actions: state.mine.has('configure') ? button({ text: 'Add an extension', icon: 'add', kind: 'primary', onclick: add }) : nothing })}${content()}`);
  }

  await load();
}
