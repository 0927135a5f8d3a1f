// One session: what was said, the turn that runs, and the composer.
import { api, uuid, wasLeft } from '../api.js';
import { composer, contentOf, newDraft } from '../conversation/composer.js';
import { copyText, entries } from '../conversation/entries.js';
import { Conversation } from '../conversation/model.js';
import { draftOf, sendOnOpening } from '../conversation/outbox.js';
import { question } from '../conversation/question.js';
import { argumentsOf } from '../conversation/tool.js';
import { html, nothing } from '../html.js';
import { icon } from '../icons.js';
import { deleteSession, exportSession, forkSession, pageOf, renameSession } from '../session-actions.js';
import { attempt, brief, button, choice, count, dialog, failed, loading, menu, money, notice, toast } from '../ui.js';

const PAGE = 60;
/// A long visit does not fill the tab: beyond this, and while nothing runs, the oldest entries are dropped, and loaded again on demand.
const KEPT = 240;
const NEAR = 120;
const MODES = [['auto', 'Autonomous'], ['approve', 'Ask before every tool'], ['smart_approve', 'Ask before risky tools'], ['chat', 'Chat only']];

export default async function session(view) {
  const id = view.params[0];
  const path = `/sessions/${encodeURIComponent(id)}`;
  const own = `/gander/v1${path}`;
  const conversation = new Conversation();
  const draft = draftOf(id);
  const state = { session: undefined, before: null, error: undefined, link: 'connecting', older: false, sending: false, stopping: new Set(), doing: '', said: '' };
  const afterStops = [];
  const main = document.getElementById('main');
  let queue;
  let loads = 0;
  let stuck = true;
  let scheduled = false;
  let awake = false;

  view.element.classList.add('conversation-page');

  // ------------------------------------------------------------------ loading

  /// Loads the newest messages. Events that come meanwhile wait.
  async function load() {
    const mine = ++loads;
    queue = [];
    try {
      const [session, page] = await Promise.all([
        api.get(own, { signal: view.signal }),
        api.get(`${own}/messages`, { signal: view.signal, query: { limit: PAGE } })
      ]);
      if (mine !== loads) return;
      Object.assign(state, { session, before: page.before, error: undefined });
      view.title(session.name);
      conversation.restart(page.messages);
    } catch (error) {
      if (wasLeft(error) || mine !== loads) return;
      state.error = error;
    }
    const waiting = queue;
    queue = undefined;
    if (!state.error) hear(waiting);
    draw();
    if (draft.due && !state.error) {
      draft.due = false;
      send();
    }
  }

  async function loadOlder() {
    if (state.older || state.before === null) return;
    state.older = true;
    draw();
    try {
      const page = await api.get(`${own}/messages`, { signal: view.signal, query: { limit: PAGE, before: state.before } });
      const height = main.scrollHeight - main.scrollTop;
      state.before = page.before;
      conversation.prepend(page.messages);
      state.older = false;
      paint();
      main.scrollTop = main.scrollHeight - height;
    } catch (error) {
      if (wasLeft(error)) return;
      state.older = false;
      toast(error.message, 'bad');
      draw();
    }
  }

  // ------------------------------------------------------------------ the feed

  function hear(events) {
    if (queue) {
      queue.push(...events);
      return;
    }
    let anew = false;
    for (const event of events) {
      if (event.type === 'OpenApprovals') {
        conversation.approvals = new Map(event.approvals.filter(approval => approval.session_id === id).map(approval => [approval.id, approval]));
      } else if (event.type === 'Asked' && event.approval.session_id === id) conversation.approvals.set(event.approval.id, event.approval);
      else if (event.type === 'Settled') conversation.approvals.delete(event.id);
      else if (event.session_id !== id) continue;
      else if (event.type === 'SessionChanged') changed(event.session);
      else if (event.type === 'SessionDeleted') {
        toast('This session was deleted.');
        return gone();
      }
      else {
        const ran = conversation.running.size;
        anew = conversation.apply(event) || anew;
        state.stopping.forEach(one => conversation.running.has(one) || state.stopping.delete(one));
        settleStops();
        if (ran && !conversation.running.size) ended(event);
      }
    }
    settleDoubt();
    if (anew) load();
    draw();
  }

  function ended(event) {
    state.said = event.type === 'Error' ? 'The turn broke.' : 'The answer is complete.';
    giveBack();
    if (conversation.entries.length > KEPT && atEnd()) load();
  }

  /// The feed may tell what somebody said before the answer to the request comes, or instead of it.
  const hasArrived = messageId => conversation.entries.some(entry => entry.messageId === messageId && !entry.pending);

  /// What was sent with the last breath of a connection, and had arrived, need not be sent once more.
  function settleDoubt() {
    const sent = state.doubtful;
    if (!sent || !hasArrived(sent.id)) return;
    state.doubtful = undefined;
    if (draft.text === sent.text && draft.pictures === sent.pictures) Object.assign(draft, newDraft());
  }

  /// What the turn has not heard. While the server has not said that it took them, nobody knows of these words.
  function giveBack() {
    for (const entry of conversation.entries.filter(one => one.steered && one.pending && one.messageId !== state.steering)) {
      conversation.unsay(entry.messageId);
      draft.text = draft.text ? `${entry.text}\n${draft.text}` : entry.text;
      toast('The turn ended before the model heard your last words. They are back in the composer.');
    }
  }

  /// Turns that are being stopped have the session until their ends: until then another is refused.
  const untilStopped = () => new Promise(go => { afterStops.push(go); settleStops(); });

  /// Whoever leaves the page is told of no end: what waits is sent then, and may be refused.
  const settleStops = () => { if (!state.stopping.size || view.signal.aborted) afterStops.splice(0).forEach(go => go()); };
  view.signal.addEventListener('abort', settleStops);

  /// A turn that is being stopped hears nothing any more.
  const atWork = () => [...conversation.running].some(one => !state.stopping.has(one));

  function changed(session) {
    state.session = session;
    view.title(session.name);
  }

  function gone() {
    location.hash = '#/sessions';
  }

  // ------------------------------------------------------------------ doing

  const message = (content, created = now()) => ({ id: `msg_${uuid()}`, role: 'user', created, content, metadata: { userVisible: true, agentVisible: true } });

  /// Later than all before it, so that a later cut at this message cuts nothing else.
  function now() {
    const last = conversation.entries.reduce((newest, entry) => Math.max(newest, entry.created ?? 0), 0);
    return Math.max(Math.floor(Date.now() / 1000), Math.min(last + 1, Math.floor(Date.now() / 1000) + 86_400));
  }

  async function send() {
    const content = contentOf(draft);
    if (!content.length || state.sending) return;
    const kept = { text: draft.text, pictures: draft.pictures };
    const said = message(content);
    const steering = atWork();
    Object.assign(draft, newDraft());
    conversation.say(said, { steered: steering });
    state.sending = true;
    stuck = true;
    draw();
    try {
      if (steering && await steer(said)) return;
      await begin(said);
    } catch (error) {
      if (wasLeft(error) || hasArrived(said.id)) return;
      conversation.unsay(said.id);
      if (!draft.text && !draft.pictures.length) Object.assign(draft, kept);
      // Where nobody answered, it may have arrived all the same.
      if (error.status === 0) state.doubtful = { id: said.id, ...kept };
      toast(error.message, 'bad');
    } finally {
      Object.assign(state, { sending: false, doing: '' });
      draw();
    }
  }

  /// @return whether a turn was there to hear it
  async function steer(said) {
    state.steering = said.id;
    try {
      const { message_id: storedAs } = await api.post(`${own}/steer`, { user_message: said });
      state.steering = undefined;
      conversation.rename(said.id, storedAs);
      if (!conversation.running.size) giveBack();
      return true;
    } catch (error) {
      state.steering = undefined;
      if (error.status !== 409) throw error;
      conversation.entries.filter(entry => entry.messageId === said.id).forEach(entry => { entry.steered = false; });
      return false;
    }
  }

  async function begin(said) {
    await untilStopped();
    const requestId = uuid();
    conversation.running.add(requestId);
    try {
      await wake();
      await api.post(`${path}/reply`, { request_id: requestId, user_message: said });
      conversation.confirm(said.id);
    } catch (error) {
      if (!hasArrived(said.id)) conversation.running.delete(requestId);
      throw error;
    }
  }

  /// Gets the session's model and extensions ready, which the first message needs.
  async function wake() {
    if (awake) return;
    state.doing = 'Getting the model and the extensions ready';
    draw();
    const { extension_results: results } = await api.post('/agent/resume', { session_id: id, load_model_and_extensions: true });
    for (const one of (results ?? []).filter(result => result.success === false)) {
      toast(`The extension ${one.name} did not start: ${one.error ?? 'no reason given'}`, 'bad');
    }
    awake = true;
    state.doing = '';
  }

  async function stop() {
    state.stopping = new Set(conversation.running);
    draw();
    for (const requestId of state.stopping) {
      if (!await attempt(() => api.post(`${path}/cancel`, { request_id: requestId }))) state.stopping.delete(requestId);
    }
    settleStops();
    draw();
  }

  function edit(entry) {
    const before = conversation.entries.slice(0, conversation.entries.indexOf(entry));
    entry.editing = { text: entry.text, sharesSecond: before.some(one => one.created === entry.created && one.messageId !== entry.messageId) };
    draw();
    requestAnimationFrame(() => document.getElementById('edited')?.focus());
  }

  async function resend(entry, text, inCopy) {
    if (!text.trim()) return;
    entry.editing.busy = true;
    draw();
    try {
      const { sessionId } = await api.post(`${path}/fork`, { copy: inCopy, truncate: true, timestamp: entry.created });
      if (inCopy) {
        sendOnOpening(sessionId, { text, pictures: [] });
        location.hash = pageOf(sessionId);
        return;
      }
      draft.text = text;
      draft.due = true;
      await load();
    } catch (error) {
      if (wasLeft(error)) return;
      entry.editing = { ...entry.editing, busy: false };
      toast(error.message, 'bad');
      draw();
    }
  }

  async function rename() {
    const name = await renameSession(state.session);
    if (name) changed({ ...state.session, name });
    draw();
  }

  async function remove() {
    if (await deleteSession(state.session)) gone();
  }

  function chooseMode() {
    let mode = state.session.goose_mode ?? 'auto';
    dialog('What may run without asking', (close, redraw) => html`
      <form @submit=${async event => {
        event.preventDefault();
        if (await attempt(async () => { await wake(); await api.post('/agent/update_session', { session_id: id, goose_mode: mode }); })) { changed({ ...state.session, goose_mode: mode }); close(); draw(); }
      }}>
        <div class="dialog-body">${choice('Tools of this session', mode, MODES, value => { mode = value; redraw(); })}</div>
        <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Save', kind: 'primary', type: 'submit' })}</footer>
      </form>`);
  }

  // ------------------------------------------------------------------ drawing

  const atEnd = () => main.scrollHeight - main.scrollTop - main.clientHeight < NEAR;

  function head() {
    const session = state.session;
    const used = conversation.tokens?.totalTokens || session.total_tokens;
    const limit = session.model_config?.context_limit;
    const share = used && limit ? Math.min(100, Math.round(100 * used / limit)) : undefined;
    const cost = conversation.tokens?.accumulatedCost ?? session.accumulated_cost;
    const total = conversation.tokens?.accumulatedTotalTokens || session.accumulated_total_tokens;
    return html`<header class="conversation-head"><div class="conversation-width">
      <div class="conversation-title"><h1 tabindex="-1" title=${session.name}>${session.name}</h1>
        ${menu('Actions for this session', [
          { text: 'Rename', icon: 'edit', onclick: rename },
          { text: 'What may run without asking', icon: 'approvals', onclick: chooseMode },
          { text: 'Fork', icon: 'fork', onclick: () => forkSession(state.session) },
          { text: 'Export', icon: 'download', onclick: () => exportSession(state.session) },
          { text: 'Copy the id', icon: 'copy', onclick: () => copyText(id) },
          { text: 'Delete', icon: 'trash', kind: 'danger', onclick: remove }
        ])}</div>
      <p class="session-facts">
        ${session.model_config ? html`<span title=${session.provider_name ?? ''}>${session.model_config.model_name}</span>` : html`<span>No model yet</span>`}
        <span>${MODES.find(([mode]) => mode === session.goose_mode)?.[1] ?? ''}</span>
        ${total ? html`<span title="Tokens over all turns">${brief(total)} tokens</span>` : nothing}
        ${cost ? html`<span>${money(cost)}</span>` : nothing}
        ${share !== undefined ? html`<span class="context" title="${count(used)} of ${count(limit)} tokens that fit the model"><progress max="100" value=${share} aria-label="Context used"></progress>${share}%</span>` : nothing}
        <span class="session-folder" title=${session.working_dir}>${session.working_dir}</span>
      </p></div></header>`;
  }

  function status() {
    const runs = conversation.running.size > 0;
    if (state.link === 'waiting') return html`<p class="status warn">${icon('warning', 16)}The connection is broken. Trying again…</p>`;
    if (state.doing) return html`<p class="status"><span class="spinner" aria-hidden="true"></span>${state.doing}…</p>`;
    if (!runs) return nothing;
    const tool = conversation.entries.findLast(entry => entry.kind === 'tool' && !entry.result && !entry.left);
    const text = !atWork() ? 'Stopping' : conversation.approvals.size ? undefined : tool ? `Running ${tool.name}` : 'Working';
    return text ? html`<p class="status"><span class="spinner" aria-hidden="true"></span>${text}…</p>` : nothing;
  }

  function spoken() {
    if (conversation.approvals.size) return 'A question waits for your answer.';
    return conversation.running.size ? 'The model is at work.' : state.said;
  }

  function paint() {
    if (state.error) {
      view.draw(html`<div class="conversation-width padded"><h1 tabindex="-1">Session</h1>${failed(state.error, () => { state.error = undefined; draw(); load(); })}</div>`);
      return;
    }
    if (!state.session) {
      view.draw(html`<div class="conversation-width padded"><h1 tabindex="-1">Session</h1>${state.link === 'waiting' ? status() : loading()}</div>`);
      return;
    }
    const runs = conversation.running.size > 0;
    view.draw(html`
      ${head()}
      <div class="conversation conversation-width">
        ${state.before === null ? nothing : html`<div class="older">${button({ text: 'Earlier messages', busy: state.older, onclick: loadOlder })}</div>`}
        ${conversation.entries.length || runs ? nothing : html`<p class="muted first-words">Nothing has been said yet. Ask a question, or say what is to be done in <code>${state.session.working_dir}</code>.</p>`}
        ${entries(conversation, { redraw: draw, edit: runs ? undefined : edit, resend })}
        ${conversation.otherApprovals.map(approval => question(approval, draw, { about: approval.kind === 'tool'
          ? html`<p><code>${approval.tool}</code></p>${argumentsOf(approval.arguments, approval.states ??= {}, draw)}` : nothing }))}
        ${status()}
      </div>
      <p class="unseen" role="status">${spoken()}</p>
      <div class="conversation-foot">
        <button type="button" class="button icon to-end" aria-label="To the newest message" ?hidden=${stuck} @click=${() => { stuck = true; draw(); }}>${icon('down')}</button>
        <div class="conversation-width">
          ${state.link === 'closed' ? notice('This page no longer hears of what happens here. Load it again.', 'warn') : nothing}
          ${composer(draft, { running: atWork(), busy: state.sending, redraw: draw, on: { send, stop },
            placeholder: atWork() ? 'Say something in the middle of the turn' : 'Write a message' })}
        </div>
      </div>`);
    if (stuck) main.scrollTop = main.scrollHeight;
  }

  function draw() {
    if (scheduled || view.signal.aborted) return;
    scheduled = true;
    const soon = document.hidden ? callback => setTimeout(callback, 100) : requestAnimationFrame;
    soon(() => {
      scheduled = false;
      paint();
    });
  }

  let top = 0;
  main.addEventListener('scroll', () => {
    // Growing does not scroll up; only a person does.
    const up = main.scrollTop < top;
    top = main.scrollTop;
    const was = stuck;
    if (atEnd()) stuck = true;
    else if (up) stuck = false;
    if (was !== stuck) draw();
    if (up && main.scrollTop < 300) loadOlder();
  }, { signal: view.signal, passive: true });
  view.element.addEventListener('click', event => {
    const copy = event.target.closest?.('[data-copy]');
    if (copy) copyText(copy.closest('.code-block').querySelector('pre').textContent);
  }, { signal: view.signal });
  view.signal.addEventListener('abort', () => conversation.entries.forEach(entry => Object.values(entry.states ?? {}).forEach(one => one?.address && URL.revokeObjectURL(one.address))));

  paint();
  let loaded;
  view.watch(hear, {
    sessions: [id],
    state: name => {
      state.link = name;
      if (name === 'closed' && !state.session) load();
      draw();
    },
    restart: () => {
      conversation.running.clear();
      state.stopping.clear();
      settleStops();
      loaded = load();
    }
  });
  await loaded;
}
