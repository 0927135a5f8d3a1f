// The questions of all sessions in one place, live.
import { argumentsOf } from '../conversation/tool.js';
import { question } from '../conversation/question.js';
import { lacking, scopes } from '../allowed.js';
import { api, wasLeft } from '../api.js';
import { html, nothing, repeat } from '../html.js';
import { icon } from '../icons.js';
import { badge, empty, failed, heading, loading, pager, when } from '../ui.js';

const PAGE = 50;

export default async function approvals(view) {
  const state = { open: new Map(), next: undefined, busy: true, error: undefined, mayAnswer: true, details: new Map(), gone: 0 };

  async function load(more = false) {
    state.busy = true;
    state.error = undefined;
    draw();
    try {
      const [page, mine] = await Promise.all([
        api.get('/gander/v1/approvals', { signal: view.signal, query: { limit: PAGE, after: more ? state.next : undefined } }),
        more ? undefined : scopes(view.signal)]);
      if (!more) {
        state.open = new Map();
        state.mayAnswer = mine.has('approve');
      }
      for (const approval of page.approvals) state.open.set(approval.id, approval);
      state.next = page.next ?? undefined;
    } catch (error) {
      if (wasLeft(error)) return;
      state.error = error;
    }
    state.busy = false;
    draw();
  }

  function about(approval) {
    if (!state.details.has(approval.id)) state.details.set(approval.id, {});
    return html`
      ${approval.kind === 'tool' ? argumentsOf(approval.arguments, state.details.get(approval.id), draw) : nothing}
      ${state.mayAnswer ? nothing : lacking('approve')}`;
  }

  const card = approval => html`
    <li class="card" id="approval-${approval.id}">
      <div class="row">
        <h2 class="grow"><a href="#/session/${encodeURIComponent(approval.session_id)}">${approval.session_name || approval.session_id}</a></h2>
        ${approval.kind === 'tool' ? html`<span class="badge">${icon('tool', 14)} ${approval.tool}</span>` : badge('an extension asks')}
        <span class="note">${when(approval.since)}</span>
      </div>
      ${question(approval, draw, { about: about(approval) })}
    </li>`;

  function content() {
    if (state.error) return failed(state.error, () => load());
    if (state.busy && !state.open.size) return loading();
    const open = [...state.open.values()];
    if (!open.length) {
      return empty('approvals', 'Nothing waits for you', 'When a tool needs your consent, or an extension wants to know something, the question comes here at once, whichever session it is.');
    }
    return html`<ul class="cards-list" aria-label="Open questions">${repeat(open, approval => approval.id, card)}</ul>
      ${pager(open.length, open.length === 1 ? 'question is open' : 'questions are open', state.next ? () => load(true) : undefined, state.busy)}`;
  }

  function draw() {
    view.draw(html`
      ${heading('Approvals', { note: 'What waits for a person, in all sessions. The first answer counts, wherever it is given.' })}
      <p class="unseen" role="status">${state.busy ? nothing : `${state.open.size} open`}</p>
      ${content()}`);
  }

  view.watch(events => {
    let changed = false;
    for (const event of events) {
      if (event.type === 'OpenApprovals') {
        state.open = new Map(event.approvals.map(approval => [approval.id, approval]));
        state.next = undefined;
        changed = true;
      } else if (event.type === 'Asked') {
        state.open.set(event.approval.id, event.approval);
        changed = true;
      } else if (event.type === 'Settled') {
        changed = state.open.delete(event.id) || changed;
        state.details.delete(event.id);
      }
    }
    if (changed) draw();
  }, { restart: () => load() });
  await load();
}
