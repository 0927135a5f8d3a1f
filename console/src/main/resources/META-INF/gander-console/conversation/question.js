// A question that waits for a person: may a tool run, or what an extension wants to know. Whoever answers first decides.
import { api } from '../api.js';
import { html, nothing } from '../html.js';
import { icon } from '../icons.js';
import { initialValues, problemsOf, schemaForm } from '../schema-form.js';
import { button, toast } from '../ui.js';

// How far somebody has come with answering, by the id of the question.
const drafts = new Map();

async function answer(approval, body, redraw) {
  const draft = drafts.get(approval.id);
  Object.assign(draft, { busy: body.action, problem: undefined });
  redraw();
  try {
    await api.post(`/gander/v1/approvals/${encodeURIComponent(approval.id)}`, body);
    draft.settled = true;
  } catch (error) {
    draft.settled = [404, 409].includes(error.status);
    draft.problem = draft.settled ? undefined : error.message;
    if (draft.settled) toast(error.message);
  }
  draft.busy = undefined;
  redraw();
}

/// A question with its buttons; nothing once it is settled. `withCall` also draws which tool it is about.
export function question(approval, redraw, { about = nothing } = {}) {
  if (!drafts.has(approval.id)) {
    if (drafts.size > 200) drafts.clear();
    drafts.set(approval.id, { values: initialValues(approval.schema), problems: {} });
  }
  const draft = drafts.get(approval.id);
  if (draft.settled) return nothing;
  const choose = (action, text, kind, name) => button({ text, kind, icon: name, busy: draft.busy === action, disabled: Boolean(draft.busy), onclick: () => answer(approval, { action }, redraw) });
  return html`<div class="question" role="group" aria-label=${approval.kind === 'tool' ? 'A tool waits for your consent' : 'An extension asks'}>
    <p class="question-text">${icon('question')}<span>${approval.text}</span></p>
    ${about}
    ${approval.expires ? html`<p class="hint">Without an answer it counts as declined at ${new Date(approval.expires).toLocaleTimeString()}.</p>` : nothing}
    ${(approval.budgets ?? []).map(budget => html`<p class="hint">Little is left of the budget: ${String(budget.left)} of ${String(budget.limit)} (${budget.measure}, ${budget.scope}).</p>`)}
    ${draft.problem ? html`<p class="problem" role="alert">${icon('error', 16)} ${draft.problem}</p>` : nothing}
    ${approval.kind === 'tool' ? html`<div class="row">
        ${choose('allow_once', 'Allow once', 'primary', 'check')}${choose('always_allow', 'Always allow', '')}
        ${choose('deny_once', 'Deny', '')}${choose('always_deny', 'Always deny', 'quiet')}</div>`
      : html`<form @submit=${event => {
          event.preventDefault();
          draft.problems = problemsOf(approval.schema, draft.values);
          if (Object.keys(draft.problems).length) redraw();
          else answer(approval, { action: 'accept', content: draft.values }, redraw);
        }}>
        ${schemaForm(approval.schema, draft.values, redraw, draft.problems)}
        <div class="row">${button({ text: 'Send', kind: 'primary', type: 'submit', busy: draft.busy === 'accept', disabled: Boolean(draft.busy) })}
          ${choose('decline', 'Decline', '')}${choose('cancel', 'Cancel', 'quiet')}</div></form>`}
  </div>`;
}
