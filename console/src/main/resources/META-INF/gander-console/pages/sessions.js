// All sessions: search, and what can be done with one.
import { api, wasLeft } from '../api.js';
import { html, live, nothing, repeat } from '../html.js';
import { icon } from '../icons.js';
import { deleteSession, exportSession, forkSession, pageOf, renameSession } from '../session-actions.js';
import { attempt, badge, button, count, empty, failed, heading, loading, menu, pager, toast, when } from '../ui.js';

const PAGE = 50;
const TYPES = [['user,scheduled', 'Own and scheduled'], ['user', 'Own'], ['scheduled', 'Scheduled'], ['sub_agent', 'Of sub-agents'], ['user,scheduled,sub_agent,terminal,gateway', 'All']];
const LARGEST_IMPORT = 24_000_000;

export default async function sessions(view) {
  const state = { sessions: [], after: undefined, query: view.query.get('q') ?? '', type: TYPES[0][0], busy: true, error: undefined, running: new Set() };
  let asked = 0;
  let timer;

  async function load(more = false) {
    const ask = ++asked;
    Object.assign(state, { busy: true, error: undefined });
    draw();
    try {
      const page = await api.get('/gander/v1/sessions', { signal: view.signal,
        query: { query: state.query.trim(), type: state.type, limit: PAGE, after: more ? state.after : undefined } });
      // Somebody who types fast gets the answer to the last question only.
      if (ask !== asked) return;
      const known = new Set(more ? state.sessions.map(session => session.id) : []);
      state.sessions = [...(more ? state.sessions : []), ...page.sessions.filter(session => !known.has(session.id))];
      state.after = page.after ?? undefined;
    } catch (error) {
      if (wasLeft(error) || ask !== asked) return;
      state.error = error;
    }
    state.busy = false;
    draw();
  }

  function search(text) {
    state.query = text;
    clearTimeout(timer);
    timer = setTimeout(() => load(), 250);
  }

  async function rename(session) {
    const name = await renameSession(session);
    if (name) session.name = name;
    draw();
  }

  async function remove(session) {
    if (await deleteSession(session)) state.sessions = state.sessions.filter(one => one !== session);
    draw();
  }

  async function importFile(file) {
    if (!file) return;
    if (file.size > LARGEST_IMPORT) return toast('The file is larger than 24 MB, and so more than the server takes.', 'bad');
    await attempt(async () => {
      const session = await api.post('/sessions/import', { json: await file.text() });
      location.hash = pageOf(session.id);
    }, 'Imported.');
  }

  const chooseFile = () => {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept: '.json,application/json' });
    input.addEventListener('change', () => importFile(input.files[0]));
    input.click();
  };

  const row = session => html`
    <li>
      <div class="grow">
        <a class="session-name" href=${pageOf(session.id)}>${session.name || session.id}</a>
        <div class="session-facts">
          ${state.running.has(session.id) ? badge('working', 'live') : nothing}
          ${session.session_type === 'user' ? nothing : badge(session.session_type.replace('_', ' '))}
          <span>${when(session.last_message_at ?? session.updated_at)}</span>
          <span>${count(session.message_count)} ${session.message_count === 1 ? 'message' : 'messages'}</span>
          ${session.model_config?.model_name ? html`<span>${session.model_config.model_name}</span>` : nothing}
          <span class="session-folder" title=${session.working_dir}>${session.working_dir}</span>
        </div>
      </div>
      ${menu(`Actions for ${session.name || session.id}`, [
        { text: 'Rename', icon: 'edit', onclick: () => rename(session) },
        { text: 'Fork', icon: 'fork', onclick: () => forkSession(session) },
        { text: 'Export', icon: 'download', onclick: () => exportSession(session) },
        { text: 'Delete', icon: 'trash', kind: 'danger', onclick: () => remove(session) }
      ])}
    </li>`;

  function content() {
    if (state.error) return failed(state.error, () => load());
    if (state.busy && !state.sessions.length) return loading();
    if (!state.sessions.length) {
      return state.query
        ? empty('search', 'Nothing found', html`No session says “${state.query}”. Fewer or other words may find it.`)
        : empty('sessions', 'No sessions yet', 'A session is a conversation with a model that can use tools in a folder of the server.',
          html`<a class="button primary" href="#/new">${icon('add')}<span>Start the first one</span></a>`);
    }
    return html`<ul class="list" aria-label="Sessions">${repeat(state.sessions, session => session.id, row)}</ul>
      ${pager(state.sessions.length, state.sessions.length === 1 ? 'session' : 'sessions', state.after ? () => load(true) : undefined, state.busy)}`;
  }

  function draw() {
    view.draw(html`
      ${heading('Sessions', { actions: html`
        ${button({ text: 'Import', icon: 'upload', onclick: chooseFile })}
        <a class="button primary" href="#/new">${icon('add')}<span>New session</span></a>` })}
      <div class="row filters">
        <div class="searchbox">${icon('search')}<input type="search" aria-label="Search what was said" placeholder="Search what was said" .value=${live(state.query)}
          @input=${event => search(event.target.value)}></div>
        <select aria-label="Which sessions" @change=${event => { state.type = event.target.value; load(); }}>
          ${TYPES.map(([value, text]) => html`<option value=${value} ?selected=${value === state.type}>${text}</option>`)}</select>
      </div>
      ${content()}`);
  }

  /// What is new comes to the top; a search stays as it was asked.
  function take(known, session) {
    if (known) Object.assign(known, session);
    else if (!state.query && session.message_count && state.type.split(',').includes(session.session_type)) state.sessions.unshift(session);
  }

  view.watch(events => {
    let changed = false;
    for (const event of events) {
      const session = state.sessions.find(one => one.id === event.session_id);
      if (event.type === 'SessionChanged') { take(session, event.session); changed = true; }
      if (event.type === 'SessionDeleted') { state.sessions = state.sessions.filter(one => one !== session); changed = true; }
      if (event.type === 'TurnBegan') { state.running.add(event.session_id); changed = true; }
      if (event.type === 'TurnEnded') { state.running.delete(event.session_id); changed = true; }
    }
    if (changed) draw();
  }, { restart: () => state.running.clear() });
  await load();
}
