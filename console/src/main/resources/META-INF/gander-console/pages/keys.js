// Named keys and the audit log, for administrators.
import { isAllowed } from '../allowed.js';
import { api, wasLeft } from '../api.js';
import { html, nothing } from '../html.js';
import { attempt, badge, button, choice, confirm, dialog, failed, heading, loading, menu, notice, pager, table, textField, toast, when } from '../ui.js';

const SCOPES = [['read', 'see its own sessions, schedules and runs, and what the server offers'], ['chat', 'begin and use sessions, runs and schedules'],
  ['approve', 'answer whether tools may run'], ['configure', 'change settings, providers, extensions, recipes'], ['admin', 'everything, and what belongs to other keys']];
const VALID = [['', 'Without end'], ['1', 'One day'], ['30', '30 days'], ['90', '90 days'], ['365', 'One year']];

/// The request that a form describes.
///
/// @throws Error with a sentence if something is missing
export function orderOf({ name, scopes, days, rate }, now = new Date()) {
  if (!name.trim()) throw new Error('The key needs a name.');
  if (!scopes.size) throw new Error('Choose what the key may do.');
  const perMinute = Number(rate);
  if (rate.trim() !== '' && !(Number.isInteger(perMinute) && perMinute > 0)) throw new Error('Requests a minute must be a whole number above zero.');
  return {
    name: name.trim(), scopes: [...scopes],
    ...(days && { expires_at: new Date(now.getTime() + Number(days) * 86_400_000).toISOString() }),
    ...(rate.trim() !== '' && { requests_per_minute: perMinute })
  };
}

export default async function keys(view) {
  if (!await isAllowed(view, 'Keys', 'admin')) return;
  const state = { keys: undefined, entries: [], more: false, busy: false, error: undefined, auditError: undefined };

  async function load() {
    try {
      state.keys = (await api.get('/gander/v1/keys', { signal: view.signal, query: { limit: 1000 } })).keys;
      state.error = undefined;
    } catch (error) {
      if (wasLeft(error)) return;
      state.error = error;
    }
    draw();
    await loadAudit();
  }

  async function loadAudit(more = false) {
    Object.assign(state, { busy: true, auditError: undefined });
    draw();
    try {
      const { entries } = await api.get('/gander/v1/audit', { signal: view.signal, query: { limit: 50, before: more ? state.entries.at(-1)?.number : undefined } });
      state.entries = more ? [...state.entries, ...entries] : entries;
      state.more = entries.length === 50;
    } catch (error) {
      if (wasLeft(error)) return;
      state.auditError = error;
    }
    state.busy = false;
    draw();
  }

  const show = made => dialog(`The secret of “${made.name}”`, close => html`<div class="dialog-body">
      ${notice('It is shown once. Copy it now: the server keeps only a hash of it.', 'warn')}<code class="secret">${made.secret}</code></div>
    <footer>${button({ text: 'Copy', icon: 'copy', onclick: () => attempt(() => navigator.clipboard.writeText(made.secret), 'Copied.') })}
      ${button({ text: 'I have it', kind: 'primary', onclick: () => close() })}</footer>`);

  async function make() {
    const typed = { name: '', scopes: new Set(['read', 'chat']), days: '90', rate: '' };
    let problem;
    const made = await dialog('Make a key', (close, redraw) => html`<form @submit=${async event => {
        event.preventDefault();
        try {
          close(await api.post('/gander/v1/keys', orderOf(typed)));
        } catch (error) {
          problem = error.message;
          redraw();
        }
      }}><div class="dialog-body">${problem ? notice(problem, 'bad') : nothing}
      ${textField('Name', '', text => { typed.name = text; }, { required: true, hint: 'For whom or what it is.', id: 'key-name' })}
      <fieldset class="field"><legend class="label">What it may do</legend>${SCOPES.map(([scope, text]) => html`<label class="scope"><input type="checkbox" .checked=${typed.scopes.has(scope)}
        @change=${event => { if (event.target.checked) typed.scopes.add(scope); else typed.scopes.delete(scope); }}><span><strong>${scope}</strong> <span class="note">${text}</span></span></label>`)}</fieldset>
      ${choice('Valid for', typed.days, VALID, value => { typed.days = value; }, { id: 'key-days' })}
      ${textField('Requests a minute', '', text => { typed.rate = text; }, { optional: true, id: 'key-rate' })}</div>
      <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Make it', kind: 'primary', type: 'submit' })}</footer></form>`);
    if (made) {
      await show(made);
      load();
    }
  }

  async function rotate(key) {
    const made = await dialog(`Another secret for “${key.name}”`, close => html`<div class="dialog-body"><p>The old secret stays valid for an hour, so that nothing stops meanwhile.</p></div>
      <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Make another', kind: 'primary', onclick: async () => {
        try {
          close(await api.post(`/gander/v1/keys/${encodeURIComponent(key.id)}/rotate`, { overlap_seconds: 3600 }));
        } catch (error) {
          toast(error.message, 'bad');
        }
      } })}</footer>`);
    if (made) {
      await show(made);
      load();
    }
  }

  async function revoke(key) {
    if (await confirm('Revoke the key?', html`Whoever uses “${key.name}” is shut out at once, for good. What it owns stays.`, 'Revoke')
      && await attempt(() => api.delete(`/gander/v1/keys/${encodeURIComponent(key.id)}`), 'Revoked.')) load();
  }

  const stateOf = key => key.revoked_at ? badge('revoked', 'bad') : key.expires_at && new Date(key.expires_at) < new Date() ? badge('expired', 'warn') : badge('valid', 'good');
  const who = entry => state.keys?.find(key => key.id === entry.who)?.name ?? (entry.who === '-' ? 'an unknown key' : entry.who);

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.keys) return loading();
    return html`
      ${state.keys.length ? table('Keys', [
        { title: 'Name', of: key => html`<span>${key.name}</span>` },
        { title: 'State', of: stateOf },
        { title: 'May', of: key => html`<span>${key.scopes.join(', ')}</span>` },
        { title: 'Expires', of: key => key.expires_at ? html`<span>${when(key.expires_at)}</span>` : html`<span class="muted">never</span>` },
        { title: 'A minute', kind: 'number', of: key => key.requests_per_minute ?? '–' },
        { title: 'Made', of: key => html`<span>${when(key.created_at)}</span>` },
        { title: 'Actions', kind: 'actions', of: key => key.revoked_at ? nothing : menu(`Actions for ${key.name}`, [
          { text: 'Another secret', icon: 'refresh', onclick: () => rotate(key) }, { text: 'Revoke', icon: 'trash', kind: 'danger', onclick: () => revoke(key) }]) }
      ], state.keys) : html`<p class="note">There are none: all use the server’s own key, and see everything. A named key sees what it has made, and may do what it was made for.</p>`}
      <section class="stack" aria-labelledby="audit"><div class="row"><h2 id="audit" class="grow">Audit log</h2>${button({ text: 'Look again', icon: 'refresh', kind: 'small', busy: state.busy, onclick: () => loadAudit() })}</div>
        ${state.auditError ? failed(state.auditError, () => loadAudit()) : nothing}
        ${state.entries.length ? html`${table('Who has asked for what', [
          { title: 'Number', kind: 'number', of: entry => entry.number },
          { title: 'When', of: entry => html`<time datetime=${entry.at}>${new Date(entry.at).toLocaleString()}</time>` },
          { title: 'Who', of: entry => html`<span class="nowrap">${who(entry)}</span>` },
          { title: 'From', of: entry => html`<span class="nowrap">${entry.from ?? '–'}</span>` },
          { title: 'Operation', of: entry => html`<span class="mono">${entry.operation}</span>` },
          { title: 'About', of: entry => html`<span class="mono">${entry.about ?? '–'}</span>` },
          { title: 'Outcome', of: entry => badge(entry.outcome, /^[45]|error|forbidden/.test(entry.outcome) ? 'bad' : '') }
        ], state.entries)}${pager(state.entries.length, state.entries.length === 1 ? 'entry' : 'entries', state.more ? () => loadAudit(true) : undefined, state.busy)}`
          : html`<p class="note">Nothing is recorded yet. Requests are recorded as soon as there is a key, or with <code>GANDER_AUDIT=on</code>.</p>`}</section>`;
  }

  function draw() {
    view.draw(html`${heading('Keys', { note: 'For programs and people that share this server.', actions: button({ text: 'Make a key', icon: 'add', kind: 'primary', onclick: make }) })}${content()}`);
  }

  await load();
}
