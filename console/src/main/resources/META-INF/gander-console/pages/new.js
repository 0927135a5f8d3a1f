// The beginning of a session: where, and the first words.
import { api, wasLeft } from '../api.js';
import { composer, newDraft } from '../conversation/composer.js';
import { sendOnOpening } from '../conversation/outbox.js';
import { html, nothing } from '../html.js';
import { icon } from '../icons.js';
import { pageOf } from '../session-actions.js';
import { field, notice } from '../ui.js';

export default async function begin(view) {
  const draft = newDraft();
  const state = { folder: '', folders: [], busy: false, error: undefined, model: undefined, provider: undefined };

  async function start() {
    Object.assign(state, { busy: true, error: undefined });
    draw();
    await offered;
    if (!state.folder.trim()) {
      state.busy = false;
      state.error = new Error('Say in which folder of the server the session works.');
      return draw();
    }
    try {
      const session = await api.post('/agent/start', { working_dir: state.folder.trim() });
      sendOnOpening(session.id, draft);
      location.hash = pageOf(session.id);
    } catch (error) {
      if (wasLeft(error)) return;
      Object.assign(state, { busy: false, error });
      draw();
    }
  }

  function draw() {
    view.draw(html`<div class="beginning">
      <h1 tabindex="-1">What is to be done?</h1>
      ${state.error ? notice(state.error.message, 'bad') : nothing}
      ${state.known && !state.provider ? notice(html`No model is set up yet. <a href="#/start">Choose a provider and a model</a> first.`, 'warn') : nothing}
      ${composer(draft, { busy: state.busy, redraw: draw, placeholder: 'Ask a question, or describe a task', on: { send: start },
        note: state.model ? html`${icon('model', 16)}<span>${state.model}</span>` : nothing })}
      ${field('Folder of the server', (id, described) => html`<input id=${id} list="folders" spellcheck="false" autocomplete="off" .value=${state.folder} aria-describedby=${described}
        @input=${event => { state.folder = event.target.value; }}>`, { hint: 'Tools read and change files there, and commands run there.', id: 'folder' })}
      <datalist id="folders">${state.folders.map(folder => html`<option value=${folder}></option>`)}</datalist>
    </div>`);
    if (!state.focused) {
      state.focused = true;
      view.element.querySelector('textarea')?.focus();
    }
  }

  const offered = Promise.allSettled([
    api.get('/gander/v1/sessions', { signal: view.signal, query: { limit: 50 } }),
    api.get('/system_info', { signal: view.signal })
  ]).then(([recent, system]) => offer(recent, system));
  draw();
  await offered;

  function offer(recent, system) {
    if (recent.status === 'fulfilled') {
      state.folders = [...new Set(recent.value.sessions.map(session => session.working_dir))].slice(0, 12);
      state.folder ||= state.folders[0] ?? '';
    }
    if (system.status === 'fulfilled') {
      Object.assign(state, { known: true, model: system.value.model, provider: system.value.provider });
    }
    draw();
  }
}
