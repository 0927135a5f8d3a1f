// What the server says of itself, reports to download, backups.
import { lacking, scopes } from '../allowed.js';
import { api, request, save, wasLeft } from '../api.js';
import { html, nothing } from '../html.js';
import { icon } from '../icons.js';
import { attempt, badge, button, bytes, choice, count, failed, heading, loading, notice, table, when } from '../ui.js';

export default async function diagnostics(view) {
  const state = { system: undefined, features: undefined, validity: undefined, sessions: [], session: '', level: 'full', backups: undefined, health: undefined, mine: new Set(), busy: '', error: undefined };

  // Of a server that lacks one of these the rest is shown all the same.
  const tried = address => api.get(address, { signal: view.signal }).catch(error => { if (wasLeft(error)) throw error; return undefined; });

  async function load() {
    try {
      const mine = await scopes(view.signal);
      const [system, features, page, validity, backups] = await Promise.all([
        api.get('/system_info', { signal: view.signal }), api.get('/features', { signal: view.signal }), api.get('/gander/v1/sessions?limit=50', { signal: view.signal }),
        mine.has('configure') ? api.get('/config/validate', { signal: view.signal }).catch(error => { if (wasLeft(error)) throw error; return { problem: error.message }; }) : undefined,
        mine.has('admin') ? tried('/gander/v1/backups') : undefined]);
      Object.assign(state, { mine, system, features, sessions: page.sessions, validity, backups: backups?.backups, error: undefined });
      state.session ||= page.sessions[0]?.id ?? '';
    } catch (error) {
      if (wasLeft(error)) return;
      state.error = error;
    }
    draw();
  }

  async function download() {
    state.busy = 'download';
    draw();
    await attempt(async () => {
      const response = await request('GET', `/diagnostics/${encodeURIComponent(state.session)}`, { signal: view.signal, ...(state.level === 'summary' && { query: { level: 'summary' } }) });
      const isZip = response.headers.get('content-type')?.includes('zip');
      save(`diagnostics-${state.session}.${isZip ? 'zip' : 'json'}`, await response.blob());
    });
    state.busy = '';
    draw();
  }

  async function backUp() {
    state.busy = 'backup';
    draw();
    let made;
    await attempt(async () => { made = await api.post('/gander/v1/backups'); }, 'A backup was made.');
    state.busy = '';
    if (made) state.backups = [made, ...state.backups ?? []];
    draw();
  }

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.system) return loading();
    const { system, features } = state;
    const problem = state.validity?.problem;
    return html`
      <section class="card" aria-labelledby="server"><h2 id="server">The server</h2><dl class="facts">
        <dt>Version</dt><dd>${system.app_version}</dd>
        <dt>Machine</dt><dd>${system.os} ${system.os_version}, ${system.architecture}</dd>
        <dt>Provider and model</dt><dd>${system.provider ? html`${system.provider}, ${system.model}` : html`none yet, <a href="#/start">choose one</a>`}</dd>
        <dt>Extensions</dt><dd>${system.enabled_extensions.join(', ') || 'none'}</dd>
        <dt>Models on this machine</dt><dd>${features.features?.['local-inference'] ? html`by ${features.local_engine?.name ?? 'an engine'}` : 'not possible'}</dd>
        ${state.validity === undefined ? nothing : html`<dt>Settings</dt><dd>${problem ? badge('cannot be read', 'bad') : badge('in order', 'good')} ${problem ?? nothing}</dd>`}</dl>
        <div class="row"><a class="button" href="/gander/v1/docs">${icon('code')}<span>The API</span></a></div></section>
      <section class="card" aria-labelledby="report"><h2 id="report">A report to download</h2>
        ${!state.mine.has('admin') ? lacking('admin') : !state.sessions.length ? html`<p class="note">A report is about a session, and there is none yet.</p>` : html`
        <p class="note">It has the server’s log, the last requests to models, the settings and the session, without secrets. Look through it before you send it to anybody: what was said is in it.</p>
        <div class="row filters">${choice('About the session', state.session, state.sessions.map(session => [session.id, `${session.name || session.id} (${session.id})`]), value => { state.session = value; })}
          ${choice('How much', state.level, [['full', 'Everything, as a zip'], ['summary', 'A summary, as JSON']], value => { state.level = value; })}
          ${button({ text: 'Download', icon: 'download', kind: 'primary', busy: state.busy === 'download', onclick: download })}</div>`}</section>
      ${state.mine.has('admin') ? html`<section class="stack" aria-labelledby="backups"><div class="row"><h2 id="backups" class="grow">Backups</h2>${button({ text: 'Make one now', icon: 'add', busy: state.busy === 'backup', onclick: backUp })}</div>
        ${state.busy === 'backup' ? loading('Copying…') : nothing}
        ${state.backups === undefined ? notice('The backups could not be listed.', 'bad') : state.backups.length ? table('Backups', [
          { title: 'Name', of: one => html`<span class="mono">${one.name}</span>` },
          { title: 'Made', of: one => html`<span>${when(one.made)}</span>` },
          { title: 'Size', kind: 'number', of: one => bytes(one.bytes) },
          { title: 'Sessions', kind: 'number', of: one => count(one.sessions) },
          { title: 'Messages', kind: 'number', of: one => count(one.messages) },
          { title: 'Folder', of: one => html`<span class="mono">${one.path}</span>` }
        ], state.backups) : html`<p class="note">None yet. With <code>GANDER_BACKUP_HOURS</code> they are made by themselves; <code>goosed restore</code> brings one back.</p>`}</section>` : nothing}`;
  }

  function draw() {
    view.draw(html`${heading('Diagnostics', { note: 'What is going on, for you and for those who help you.' })}${content()}`);
  }

  await load();
}
