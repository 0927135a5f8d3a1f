// Runs: work that programs, schedules or people have handed over, and what came of it.
import { isAllowed, scopes } from '../allowed.js';
import { api, uuid, wasLeft } from '../api.js';
import { html, nothing } from '../html.js';
import { icon } from '../icons.js';
import { attempt, badge, button, choice, count, dialog, empty, failed, heading, loading, money, notice, pager, table, textField, when } from '../ui.js';

const KINDS = { queued: '', running: 'live', waiting: 'warn', succeeded: 'good', failed: 'bad', limit: 'bad', interrupted: 'warn', cancelled: 'warn' };
const SHOWN = [['', 'All'], ['queued,running,waiting', 'Open'], ['succeeded', 'Succeeded'], ['failed,limit,interrupted', 'Failed'], ['cancelled', 'Cancelled']];
const isOpen = run => ['queued', 'running', 'waiting'].includes(run.state);
const state = run => badge(run.state === 'waiting' ? 'waits for a person' : run.state, KINDS[run.state] ?? '');
const address = (id, what = '') => `/gander/v1/runs/${encodeURIComponent(id)}${what}`;
const took = run => run.started_at && run.ended_at ? `${Math.max(0, Math.round((new Date(run.ended_at) - new Date(run.started_at)) / 1000))} s` : '–';

export default async function runs(view) {
  if (!await isAllowed(view, 'Runs', 'read')) return;
  return view.params[0] === undefined ? list(view) : one(view, view.params[0]);
}

// When a turn begins or ends, a run may have another state.
function watchTurns(view, load) {
  let timer;
  view.watch(events => {
    if (events.some(event => ['TurnBegan', 'TurnEnded', 'Asked', 'Settled', 'Run'].includes(event.type))) {
      clearTimeout(timer);
      timer = setTimeout(load, 300);
    }
  });
  view.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}

async function list(view) {
  const page = { runs: undefined, next: undefined, shown: view.query.get('state') ?? '', busy: true, error: undefined, mine: new Set() };
  let asked = 0;

  async function load(more = false) {
    const ask = ++asked;
    page.busy = true;
    try {
      const [answer, mine] = await Promise.all([api.get('/gander/v1/runs', { signal: view.signal, query: { state: page.shown, limit: 50, after: more ? page.next : undefined } }), scopes(view.signal)]);
      if (ask !== asked) return;
      Object.assign(page, { runs: [...(more ? page.runs : []), ...answer.runs], next: answer.next ?? undefined, mine, error: undefined });
    } catch (error) {
      if (wasLeft(error) || ask !== asked) return;
      page.error = error;
    }
    page.busy = false;
    draw();
  }

  async function begin() {
    let prompt = '';
    let folder = '';
    let problem;
    const made = await dialog('Hand work over', (close, redraw) => html`<form @submit=${async event => {
        event.preventDefault();
        try {
          close(await api.post('/gander/v1/runs', { prompt, ...(folder.trim() && { folder: folder.trim() }) }, { headers: { 'idempotency-key': uuid() } }));
        } catch (error) {
          problem = error.message;
          redraw();
        }
      }}><div class="dialog-body">${problem ? notice(problem, 'bad') : nothing}
        <p class="note">One turn of an agent, in a session of its own. For a recipe with parameters go to <a href="#/recipes" @click=${() => close()}>the recipes</a>.</p>
        <div class="field"><label for="run-prompt">What is to be done</label><textarea id="run-prompt" rows="5" required @input=${event => { prompt = event.target.value; }}></textarea></div>
        ${textField('Folder on the server', '', text => { folder = text; }, { optional: true })}</div>
      <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Run', kind: 'primary', type: 'submit' })}</footer></form>`);
    if (made) location.hash = `#/runs/${encodeURIComponent(made.id)}`;
  }

  /// Its recipe, and the first line of what was asked.
  function aboutOf(run) {
    const asked = run.prompt?.trim().split('\n')[0];
    return [run.recipe, asked].filter(Boolean).join(': ') || run.id;
  }

  function content() {
    if (page.error) return failed(page.error, () => load());
    if (!page.runs) return loading();
    if (!page.runs.length) return empty('run', page.shown ? 'No such runs' : 'No runs yet', 'A run is one turn of an agent that a program, a schedule or a person has handed over. It has one result.');
    return html`${table('Runs', [
      { title: 'Run', kind: 'wide', of: run => html`<a href="#/runs/${encodeURIComponent(run.id)}" title=${run.id}>${aboutOf(run)}</a>` },
      { title: 'State', of: state },
      { title: 'By', of: run => run.schedule_id ? html`<a href="#/schedules/${encodeURIComponent(run.schedule_id)}">${run.schedule_id}</a>` : html`<span>${run.owner}</span>` },
      { title: 'Session', of: run => run.session_id ? html`<a href="#/session/${encodeURIComponent(run.session_id)}">${run.session_id}</a>` : html`<span class="muted">not yet</span>` },
      { title: 'Begun', of: run => html`<span>${when(run.created_at)}</span>` },
      { title: 'Took', kind: 'number', of: took }
    ], page.runs)}${pager(page.runs.length, page.runs.length === 1 ? 'run' : 'runs', page.next ? () => load(true) : undefined, page.busy)}`;
  }

  function draw() {
    view.draw(html`${heading('Runs', { note: 'Work that was handed over, and its results.', actions: page.mine.has('chat') ? button({ text: 'New run', icon: 'add', kind: 'primary', onclick: begin }) : nothing })}
      <div class="row filters">${choice('Show', page.shown, SHOWN, value => { page.shown = value; load(); })}</div>${content()}`);
  }

  watchTurns(view, () => load());
  await load();
}

async function one(view, id) {
  const page = { run: undefined, error: undefined, mine: new Set() };

  async function load() {
    try {
      const [run, mine] = await Promise.all([api.get(address(id), { signal: view.signal }), scopes(view.signal)]);
      Object.assign(page, { run, mine, error: undefined });
    } catch (error) {
      if (wasLeft(error)) return;
      page.error = error;
    }
    draw();
  }

  async function cancel() {
    if (await attempt(() => api.post(address(id, '/cancel')), 'The run ends.')) load();
  }

  function content() {
    if (page.error) return failed(page.error, load);
    if (!page.run) return loading();
    const { run } = page;
    const { result, request } = run;
    return html`
      ${run.reason ? notice(run.reason, run.state === 'succeeded' ? '' : 'bad') : nothing}
      ${run.state === 'waiting' ? notice(html`It waits for a person. <a href="#/approvals">To the open questions</a>`, 'warn') : nothing}
      ${result ? html`<section class="card" aria-labelledby="result"><h2 id="result">Result</h2>
        ${result.text ? html`<pre class="raw-text" tabindex="0" role="region" aria-label="Text of the result">${result.text}</pre>` : html`<p class="note">No text.</p>`}
        ${result.structured_output ? html`<p class="label">Structured</p><pre class="raw-text" tabindex="0" role="region" aria-label="Structured result">${JSON.stringify(result.structured_output, null, 2)}</pre>` : nothing}</section>` : nothing}
      <section class="card" aria-labelledby="facts"><h2 id="facts">About it</h2><dl class="facts">
        <dt>State</dt><dd>${state(run)}</dd>
        <dt>Session</dt><dd>${run.session_id ? html`<a href="#/session/${encodeURIComponent(run.session_id)}">${run.session_id}</a>` : 'not yet'}</dd>
        ${run.schedule_id ? html`<dt>Schedule</dt><dd><a href="#/schedules/${encodeURIComponent(run.schedule_id)}">${run.schedule_id}</a></dd>` : nothing}
        ${request?.prompt ? html`<dt>Asked</dt><dd><pre class="raw-text" tabindex="0" role="region" aria-label="What was asked">${request.prompt}</pre></dd>` : nothing}
        ${request?.recipe ? html`<dt>Recipe</dt><dd>${request.recipe.inline?.title ?? request.recipe.file ?? request.recipe.id ?? 'a link'}</dd>` : nothing}
        <dt>Owner</dt><dd>${run.owner}</dd>
        <dt>Accepted</dt><dd>${when(run.created_at)}</dd>
        <dt>Took</dt><dd>${took(run)}${run.attempts > 1 ? `, ${run.attempts} attempts` : ''}</dd>
        ${result ? html`<dt>Tokens</dt><dd>${count(result.usage?.total_tokens)}</dd><dt>Cost</dt><dd>${money(result.cost)}</dd>` : nothing}</dl></section>`;
  }

  function draw() {
    view.draw(html`<a class="back" href="#/runs">${icon('back')} All runs</a>
      ${heading('Run', { note: html`<span class="mono">${id}</span>`, actions: page.run && isOpen(page.run) && page.mine.has('chat') ? button({ text: 'Cancel the run', icon: 'stop', kind: 'danger', onclick: cancel }) : nothing })}${content()}`);
  }

  watchTurns(view, load);
  await load();
}
