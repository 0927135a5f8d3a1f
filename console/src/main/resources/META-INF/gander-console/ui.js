// Components that pages share. Each is a function that returns a template, or one that opens something and returns a promise.
import { html, nothing, render } from './html.js';
import { icon } from './icons.js';

let ids = 0;
/// An id that no other element of this page has.
export const freshId = (prefix = 'id') => `${prefix}-${++ids}`;

/// A button. `kind`: `primary`, `quiet`, `danger` or nothing; `look: 'icon'` shows the icon alone, the text is its name.
/// `about` tells those who do not see what is beside it which of several it is.
export const button = ({ text, icon: name, kind = '', look = '', type = 'button', disabled = false, busy = false, title, about, onclick, pressed }) => html`
  <button type=${type} class="button ${kind} ${look}" ?disabled=${disabled || busy} aria-busy=${busy ? 'true' : nothing}
    aria-pressed=${pressed ?? nothing} title=${title ?? (look === 'icon' ? text : nothing)} aria-label=${look === 'icon' ? text : about ? `${text}: ${about}` : nothing} @click=${onclick ?? nothing}>
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : name ? icon(name) : nothing}${look === 'icon' ? nothing : html`<span>${text}</span>`}
  </button>`;

/// The head of a page: its only `h1`, a line below it, and what can be done on the right.
export const heading = (title, { note = nothing, actions = nothing } = {}) => html`
  <header class="page-head">
    <div><h1 tabindex="-1">${title}</h1>${note === nothing ? nothing : html`<p class="note">${note}</p>`}</div>
    <div class="actions">${actions}</div>
  </header>`;

/// A field with its label, hint and problem. `control(id, describedBy)` draws the input, which gets both.
export function field(label, control, { hint, problem, id = `field-${label.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`, optional = false } = {}) {
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
  return html`
    <div class="field ${problem ? 'wrong' : ''}">
      <label for=${id}>${label}${optional ? html` <span class="optional">optional</span>` : nothing}</label>
      ${control(id, described ?? nothing)}
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
      ${problem ? html`<p class="problem" id="${id}-problem" role="alert">${icon('error', 16)} ${problem}</p>` : nothing}
    </div>`;
}

/// The usual field: one line of text. `oninput(value)`.
export const textField = (label, value, oninput, { type = 'text', placeholder = '', autocomplete = 'off', list, required, ...rest } = {}) =>
  field(label, (id, described) => html`<input id=${id} type=${type} .value=${value ?? ''} placeholder=${placeholder}
    autocomplete=${autocomplete} list=${list ?? nothing} ?required=${required} aria-describedby=${described} aria-invalid=${rest.problem ? 'true' : nothing}
    spellcheck="false" @input=${event => oninput(event.target.value)}>`, rest);

/// A choice. `options`: texts, or `[value, text]`.
export const choice = (label, value, options, onchange, rest = {}) =>
  field(label, (id, described) => html`<select id=${id} aria-describedby=${described} @change=${event => onchange(event.target.value)}>
    ${options.map(option => Array.isArray(option) ? option : [option, option]).map(([of, text]) =>
      html`<option value=${of} ?selected=${of === value}>${text}</option>`)}</select>`, rest);

/// A switch between yes and no.
export const toggle = (label, on, onchange, { hint, disabled = false } = {}) => html`
  <label class="toggle"><input type="checkbox" role="switch" .checked=${on} ?disabled=${disabled} @change=${event => onchange(event.target.checked)}>
    <span class="track" aria-hidden="true"></span><span><span>${label}</span>${hint ? html`<small>${hint}</small>` : nothing}</span></label>`;

/// A table that becomes a list of cards on a phone. `columns`: `{ title, of: row => template, kind: 'number' | 'wide' | 'actions' }`.
export const table = (caption, columns, rows) => html`
  <div class="table" role="group" tabindex="0" aria-label=${caption}><table>
    <caption class="unseen">${caption}</caption>
    <thead><tr>${columns.map(column => html`<th scope="col" class=${column.kind ?? ''}>${column.kind === 'actions' ? html`<span class="unseen">${column.title}</span>` : column.title}</th>`)}</tr></thead>
    <tbody>${rows.map(row => html`<tr>${columns.map((column, at) => at === 0
      ? html`<th scope="row" class=${column.kind ?? ''}>${column.of(row)}</th>`
      : html`<td class=${column.kind ?? ''} data-title=${column.title}>${column.of(row)}</td>`)}</tr>`)}</tbody>
  </table></div>`;

/// Something small and coloured: `kind` is `good`, `bad`, `warn`, `live` or nothing.
export const badge = (text, kind = '') => html`<span class="badge ${kind}">${text}</span>`;

/// What is shown while there is nothing: what this would be, and how it begins.
export const empty = (name, title, text, action = nothing) => html`
  <div class="empty">${icon(name, 32)}<h2>${title}</h2><p>${text}</p>${action}</div>`;

/// What is shown instead of content that could not be had.
export const failed = (error, retry) => html`
  <div class="failure" role="alert">${icon('warning', 24)}<div><p>${error.message}</p>
    ${retry ? button({ text: 'Try again', icon: 'refresh', onclick: retry }) : nothing}</div></div>`;

/// A sentence in a frame: `kind` is `bad`, `warn`, `good` or nothing.
export const notice = (text, kind = '') => html`
  <div class="notice ${kind}" role=${kind === 'bad' ? 'alert' : 'status'}>${icon(kind === 'bad' ? 'error' : kind === 'warn' ? 'warning' : 'info')}<div>${text}</div></div>`;

/// What is shown while something is on its way.
export const loading = (text = 'Loading…') => html`<p class="loading" role="status"><span class="spinner" aria-hidden="true"></span>${text}</p>`;

/// The end of a list that has more: `more` is called by hand, or `undefined` if this is all.
export const pager = (shown, what, more, busy = false) => html`
  <div class="pager"><span role="status">${shown} ${what}</span>
    ${more ? button({ text: 'Show more', icon: 'down', busy, onclick: more }) : nothing}</div>`;

/// What an element says only to those who do not see it.
export const unseen = text => html`<span class="unseen">${text}</span>`;

/// A menu behind a button: `items` are `{ text, icon, kind, onclick }`; the browser closes it.
export function menu(label, items, { icon: name = 'more', id = freshId('menu') } = {}) {
  const close = event => event.currentTarget.closest('details').removeAttribute('open');
  return html`<details class="menu" @keydown=${event => {
      if (event.key === 'Escape') { event.stopPropagation(); close(event); event.currentTarget.querySelector('summary').focus(); }
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const all = [...event.currentTarget.querySelectorAll('summary, .menu-items button')];
        const step = event.key === 'ArrowDown' ? 1 : -1;
        all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
        event.preventDefault();
      }
    }} @focusout=${event => { if (!event.currentTarget.contains(event.relatedTarget)) close(event); }}>
    <summary class="button quiet icon" aria-label=${label} title=${label}>${icon(name)}</summary>
    <div class="menu-items" id=${id}>${items.filter(Boolean).map(item => html`<button type="button" class="menu-item ${item.kind ?? ''}"
      @click=${event => { close(event); item.onclick(); }}>${icon(item.icon)}<span>${item.text}</span></button>`)}</div>
  </details>`;
}

/// Says something in passing, at the edge: `kind` is `good`, `bad` or nothing.
export function toast(text, kind = '') {
  let shelf = document.getElementById('toasts');
  if (!shelf) {
    shelf = Object.assign(document.createElement('div'), { id: 'toasts' });
    shelf.setAttribute('role', 'status');
    shelf.setAttribute('aria-live', 'polite');
    document.body.append(shelf);
  }
  const note = Object.assign(document.createElement('div'), { className: `toast ${kind}` });
  const gone = () => note.remove();
  render(html`${icon(kind === 'bad' ? 'error' : kind === 'good' ? 'check' : 'info')}<span>${text}</span>
    <button type="button" class="button quiet icon" aria-label="Dismiss" @click=${gone}>${icon('close', 16)}</button>`, note);
  shelf.append(note);
  setTimeout(gone, kind === 'bad' ? 12_000 : 5_000);
}

/// Opens a dialog and waits for its end. `body(close, redraw)` draws what is in it; `close(result)` ends it. Escape gives `undefined`.
export function dialog(title, body, { wide = false } = {}) {
  const element = document.createElement('dialog');
  element.className = wide ? 'dialog wide' : 'dialog';
  const id = freshId('dialog');
  element.setAttribute('aria-labelledby', id);
  document.body.append(element);
  return new Promise(resolve => {
    let result;
    const close = value => { result = value; element.close(); };
    const draw = () => render(html`
      <header><h2 id=${id}>${title}</h2>${button({ text: 'Close', icon: 'close', kind: 'quiet', look: 'icon', onclick: () => close() })}</header>
      ${body(close, draw)}`, element);
    element.addEventListener('close', () => { element.remove(); resolve(result); });
    element.addEventListener('click', event => { if (event.target === element) close(); });
    draw();
    element.showModal();
    (element.querySelector('[autofocus]') ?? element.querySelector('input, select, textarea, .primary'))?.focus();
  });
}

/// Asks before something that cannot be taken back.
///
/// @return whether the answer is yes
export const confirm = (title, text, yes = 'Yes', kind = 'danger') => dialog(title, close => html`
  <div class="dialog-body"><p>${text}</p></div>
  <footer>${button({ text: 'Cancel', onclick: () => close(false) })}${button({ text: yes, kind, onclick: () => close(true) })}</footer>`)
  .then(Boolean);

/// Asks for one line of text.
///
/// @return the text, or `undefined`
export const ask = (title, label, value = '', { yes = 'Save', hint } = {}) => {
  let typed = value;
  return dialog(title, close => html`
    <form @submit=${event => { event.preventDefault(); close(typed); }}>
      <div class="dialog-body">${textField(label, value, text => { typed = text; }, { hint, required: true })}</div>
      <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: yes, kind: 'primary', type: 'submit' })}</footer>
    </form>`);
};

/// Does something that may fail, and says so if it does.
///
/// @return whether it succeeded
export async function attempt(work, done) {
  try {
    await work();
    if (done) toast(done, 'good');
    return true;
  } catch (error) {
    if (error.name !== 'AbortError') toast(error.message, 'bad');
    return false;
  }
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const steps = [['year', 31_536_000], ['month', 2_592_000], ['week', 604_800], ['day', 86_400], ['hour', 3_600], ['minute', 60]];

/// A moment (text of ISO 8601, or seconds since 1970), as in “3 hours ago”; the exact time on pointing.
export function when(moment) {
  if (moment === null || moment === undefined) return nothing;
  const date = typeof moment === 'number' ? new Date(moment * 1000) : new Date(moment);
  if (Number.isNaN(date.getTime())) return nothing;
  const seconds = (date - Date.now()) / 1000;
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  const text = step ? relative.format(Math.round(seconds / step[1]), step[0]) : seconds > 5 ? 'in a moment' : 'just now';
  return html`<time datetime=${date.toISOString()} title=${date.toLocaleString()}>${text}</time>`;
}

/// A number as people write it: 1,234.
export const count = number => number === null || number === undefined ? '–' : number.toLocaleString('en');

/// Tokens in brief: 12.3k.
export const brief = number => number === null || number === undefined ? '–'
  : new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(number);

/// US dollars; cents are not enough for a model call.
export const money = dollars => dollars === null || dollars === undefined ? '–'
  : `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: dollars !== 0 && Math.abs(dollars) < 0.1 ? 4 : 2 })}`;

/// A size in bytes as people read it.
export const bytes = size => size < 1000 ? `${size} bytes` : size < 1e6 ? `${(size / 1e3).toFixed(1)} kB` : size < 1e9 ? `${(size / 1e6).toFixed(1)} MB` : `${(size / 1e9).toFixed(1)} GB`;
