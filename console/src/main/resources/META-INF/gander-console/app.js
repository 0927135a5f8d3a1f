// The shell: sign-in, navigation, and which page is open.
import { html, nothing, render, repeat } from './html.js';
import { api, signedOut, wasLeft } from './api.js';
import { Feed } from './feed.js';
import { icon } from './icons.js';
import { button, failed, loading, toast } from './ui.js';
import { pages, first } from './pages.js';
import { pageOf } from './session-actions.js';
import { signIn } from './signin.js';

const SIGN_IN = '/gander/v1/console/session';
const picture = new URL('icon.svg', import.meta.url).pathname;
const root = document.getElementById('app');
const themes = { light: 'dark', dark: 'light' };
const RECENT = 6;
const shell = { signedIn: false, waiting: 0, recent: [], running: new Set(), menu: false, view: undefined, page: undefined, title: '' };

/// What a page may do; see `README.md` of this module.
class View {
  #leave = new AbortController();
  #listeners = [];
  #feed;
  element = document.createElement('div');

  constructor(params, query) {
    this.params = params;
    this.query = query;
    this.signal = this.#leave.signal;
    this.element.className = 'page';
  }

  /// Draws the page.
  draw(template) {
    if (!this.signal.aborted) render(template, this.element);
  }

  /// Loads something, shows that it is on its way, and what went wrong instead if it fails.
  async load(work, { heading: head = nothing } = {}) {
    const again = () => this.load(work, { heading: head });
    this.draw(html`${head}${loading()}`);
    try {
      await work(this.signal);
    } catch (error) {
      if (wasLeft(error)) return;
      this.draw(html`${head === nothing ? html`<h1 tabindex="-1">${shell.page.title}</h1>` : head}${failed(error, again)}`);
    }
  }

  /// Names the page in the window's title.
  title(text) {
    document.title = `${text} – Gander`;
    if (shell.title !== text) {
      shell.title = text;
      draw();
    }
  }

  /// Calls `listener(events)` with each batch of events of the feed.
  ///
  /// @param sessions ids of sessions whose events are wanted in full
  watch(listener, { sessions = [], state, restart } = {}) {
    this.#listeners.push(listener);
    follow(sessions, { listener, state, restart }, this.signal);
  }

  leave() {
    this.#leave.abort();
  }
}

// One connection for the shell and its page, since a browser has six for a server, over all tabs.
let feed;
function follow(sessions = [], page, signal) {
  feed?.close();
  const query = sessions.length ? `?sessions=${sessions.map(encodeURIComponent).join(',')}` : '';
  feed = new Feed(`/gander/v1/events${query}`, {
    events: events => {
      noticed(events);
      page?.listener(events);
    },
    state: name => page?.state?.(name),
    restart: () => {
      shell.running.clear();
      loadRecent();
      page?.restart?.();
    }
  }).open();
  signal?.addEventListener('abort', () => { if (shell.signedIn) follow(); }, { once: true });
}

const open = new Map();
function noticed(events) {
  let changed = false;
  for (const event of events) {
    if (event.type === 'OpenApprovals') {
      open.clear();
      event.approvals.forEach(approval => open.set(approval.id, approval));
    }
    if (event.type === 'Asked') open.set(event.approval.id, event.approval);
    if (event.type === 'Settled') open.delete(event.id);
    changed = lists(event) || changed;
  }
  if (changed || shell.waiting !== open.size) {
    shell.waiting = open.size;
    draw();
  }
}

/// Keeps the list of recent sessions, and which of them are at work.
function lists(event) {
  const others = shell.recent.filter(session => session.id !== (event.session_id ?? ''));
  switch (event.type) {
    case 'SessionChanged':
      if (event.session.session_type !== 'user' || !event.session.message_count) return false;
      shell.recent = [event.session, ...others].sort((one, other) => said(other).localeCompare(said(one))).slice(0, RECENT);
      return true;
    case 'SessionDeleted':
      shell.recent = others;
      return true;
    case 'TurnBegan':
      shell.running.add(event.session_id);
      return true;
    case 'TurnEnded':
      shell.running.delete(event.session_id);
      return true;
    default:
      return false;
  }
}

const said = session => session.last_message_at ?? session.updated_at;

async function loadRecent() {
  try {
    shell.recent = (await api.get('/gander/v1/sessions', { query: { type: 'user', limit: RECENT } })).sessions;
    draw();
  } catch {
    // The page that is open says what is wrong.
  }
}

function where() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...params] = path.split('/').map(part => { try { return decodeURIComponent(part); } catch { return part; } });
  return { name: name || first, params, query: new URLSearchParams(query) };
}

async function route() {
  if (!shell.signedIn) return;
  const { name, params, query } = where();
  const page = pages.find(one => one.name === name) ?? pages.find(one => one.name === first);
  shell.view?.leave();
  shell.menu = false;
  const view = shell.view = new View(params, query);
  shell.page = page;
  view.title(page.title);
  view.draw(loading());
  draw();
  try {
    const module = await page.load();
    if (shell.view === view) await module.default(view);
  } catch (error) {
    if (shell.view !== view || wasLeft(error)) return;
    console.error(error);
    // The server may be of another version by now, whose pages have other names.
    view.draw(html`<h1 tabindex="-1">${page.title}</h1>${failed(new Error('This page could not be loaded. The server does not answer, or was replaced by another version.'), () => location.reload())}`);
  }
  if (shell.view === view && document.activeElement === document.body) {
    view.element.querySelector('h1')?.focus({ preventScroll: true });
  }
}

function theme() {
  return localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

function applyTheme() {
  const chosen = localStorage.getItem('theme');
  if (themes[chosen]) document.documentElement.dataset.theme = chosen;
}

function draw() {
  if (!shell.signedIn) return;
  const groups = [...new Set(pages.filter(page => page.group).map(page => page.group))];
  render(html`
    <a class="skip" href="#main" @click=${event => { event.preventDefault(); shell.view.element.querySelector('h1')?.focus(); }}>Skip to the content</a>
    <div class="shell" ?data-menu=${shell.menu}>
      <header class="bar">
        ${button({ text: shell.menu ? 'Close the navigation' : 'Open the navigation', icon: shell.menu ? 'close' : 'menu', kind: 'quiet', look: 'icon', onclick: () => { shell.menu = !shell.menu; draw(); } })}
        <span class="bar-title">${shell.title}</span>
        ${shell.waiting ? html`<a class="badge warn" href="#/approvals">${shell.waiting} waiting</a>` : nothing}
      </header>
      <nav aria-label="Pages" @keydown=${event => { if (event.key === 'Escape' && shell.menu) { shell.menu = false; draw(); } }}>
        <a class="brand" href="#/${first}"><img src=${picture} alt="" width="28" height="28"><span>Gander</span></a>
        ${groups.map(group => html`<div class="nav-group"><h2>${group}</h2><ul>${pages.filter(page => page.group === group).map(page => html`
          <li><a href="#/${page.name}" aria-current=${page === shell.page ? 'page' : nothing} @click=${() => { shell.menu = false; draw(); }}>
            ${icon(page.icon)}<span>${page.title}</span>${page.name === 'approvals' && shell.waiting ? html`<span class="count">${shell.waiting}<span class="unseen"> waiting</span></span>` : nothing}</a></li>`)}</ul></div>`)}
        ${shell.recent.length ? html`<div class="nav-group"><h2>Recent</h2><ul>${repeat(shell.recent, session => session.id, session => html`
          <li><a href=${pageOf(session.id)} aria-current=${location.hash === pageOf(session.id) ? 'page' : nothing} @click=${() => { shell.menu = false; draw(); }}>
            <span>${session.name}</span>${shell.running.has(session.id) ? html`<span class="badge live"><span class="unseen">at work</span></span>` : nothing}</a></li>`)}</ul></div>` : nothing}
        <div class="nav-end">
          ${button({ text: theme() === 'dark' ? 'Light' : 'Dark', icon: theme() === 'dark' ? 'sun' : 'moon', kind: 'quiet', title: `Change to the ${themes[theme()]} look`, onclick: () => {
            localStorage.setItem('theme', themes[theme()]); applyTheme(); draw(); } })}
          ${button({ text: 'Sign out', icon: 'signout', kind: 'quiet', onclick: signOut })}
        </div>
      </nav>
      <div class="veil" @click=${() => { shell.menu = false; draw(); }}></div>
      <main id="main">${shell.view?.element}</main>
    </div>`, root);
}

async function signOut() {
  try {
    await api.delete(SIGN_IN);
  } catch (error) {
    toast(error.message, 'bad');
    return;
  }
  leave('You are signed out.');
}

function leave(note) {
  if (!shell.signedIn) return;
  shell.signedIn = false;
  shell.view?.leave();
  feed?.close();
  document.querySelectorAll('dialog[open]').forEach(dialog => dialog.close());
  ask(note);
}

function ask(note) {
  document.title = 'Sign in – Gander';
  signIn(root, { address: SIGN_IN, note, done: enter });
}

// Whoever has no model yet is led to one, unless the address says where to go.
async function enter() {
  shell.signedIn = true;
  follow();
  if (!location.hash) {
    const { provider } = await api.get('/system_info').catch(() => ({ provider: 'unknown' }));
    if (!provider) history.replaceState(null, '', `${location.pathname}#/start`);
  }
  if (shell.signedIn) route();
}

applyTheme();
signedOut.addEventListener('signed-out', () => leave('You were signed out. Sign in again to go on where you were.'));
window.addEventListener('hashchange', () => { if (!/^#code=/.test(location.hash)) route(); });

// A code in the fragment comes from `goosed console`; it works once, and goes away from the address and the history.
const code = /^#code=(.+)$/.exec(location.hash)?.[1];
if (code) history.replaceState(null, '', location.pathname);
try {
  if (code) await api.post(SIGN_IN, { code: decodeURIComponent(code) }, { quiet: true });
  else await api.get(SIGN_IN, { quiet: true });
  enter();
} catch (error) {
  ask(code ? 'That code does not work any more. Each works once, and only for a short time.' : error.status === 401 ? undefined : error.message);
}
