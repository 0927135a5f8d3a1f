// Recipes that run by the clock: when they fire next, what they did, and how to change that.
import { isAllowed, scopes } from '../allowed.js';
import { api } from '../api.js';
import { html, nothing } from '../html.js';
import { icon } from '../icons.js';
import { attempt, badge, button, choice, confirm, count, dialog, empty, failed, heading, loading, menu, money, pager, table, textField, toast, when } from '../ui.js';

const address = (id, what = '') => `/schedule/${encodeURIComponent(id)}${what}`;
const OUTCOMES = { succeeded: 'good', failed: 'bad', killed: 'warn', interrupted: 'warn', skipped: '' };
const EXAMPLES = [['0 9 * * MON-FRI', 'working days at nine'], ['0 3 * * *', 'each night at three'], ['*/30 * * * *', 'each half hour'], ['0 8 L * *', 'the last day of the month at eight']];
const exact = moment => new Date(moment).toLocaleString([], { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const fires = (cron, signal, number = 5) => api.get('/gander/v1/schedules/fires', { signal, query: { cron, count: number } });

export default async function schedules(view) {
  if (!await isAllowed(view, 'Schedules', 'read')) return;
  const id = view.params[0];
  return id === undefined ? list(view) : one(view, id);
}

async function actions(view, changed) {
  const mine = await scopes(view.signal);
  return {
    mayChange: mine.has('chat'), mayCreate: mine.has('configure'),
    async run(job) {
      toast(`“${job.id}” runs now.`);
      // The answer comes when the run is over, which may take hours; the page shows how far it is.
      const over = api.post(address(job.id, '/run_now'), {}).then(changed, error => { toast(error.message, 'bad'); changed(); });
      await Promise.race([over, new Promise(resolve => setTimeout(resolve, 400))]);
      changed();
    },
    async pause(job) { if (await attempt(() => api.post(address(job.id, job.paused ? '/unpause' : '/pause')), job.paused ? 'It fires again.' : 'It is paused.')) changed(); },
    async kill(job) { if (await attempt(() => api.post(address(job.id, '/kill')), 'The run was ended.')) changed(); },
    async remove(job) {
      if (await confirm('Delete the schedule?', html`“${job.id}” will not run any more. What it did stays in its history and its sessions.`, 'Delete')
        && await attempt(() => api.delete(`/schedule/delete/${encodeURIComponent(job.id)}`), 'Deleted.')) {
        if (location.hash.startsWith('#/schedules/')) location.hash = '#/schedules';
        else changed();
      }
    },
    async edit(job) { if (await cronDialog(`When “${job.id}” runs`, job.cron, cron => api.put(address(job.id), { cron }), view.signal)) changed(); }
  };
}

/// Asks for an expression, and shows when it would fire while it is typed.
function cronDialog(title, cron, store, signal, more = () => nothing) {
  const state = { cron, fires: undefined, problem: undefined, busy: false };
  let asked = 0;
  let timer;
  let redraw = () => {};
  async function preview() {
    const ask = ++asked;
    try {
      const found = await fires(state.cron, signal);
      if (ask === asked) Object.assign(state, { fires: found, problem: undefined });
    } catch (error) {
      if (ask === asked) Object.assign(state, { fires: undefined, problem: error.message });
    }
    redraw();
  }
  preview();
  return dialog(title, (close, draw) => {
    redraw = draw;
    return html`<form @submit=${async event => {
        event.preventDefault();
        Object.assign(state, { busy: true });
        draw();
        try {
          await store(state.cron);
          toast('Stored.', 'good');
          close(true);
        } catch (error) {
          Object.assign(state, { busy: false, problem: error.message });
          draw();
        }
      }}>
      <div class="dialog-body">
        ${more(draw)}
        ${textField('When (cron)', state.cron, text => { state.cron = text; clearTimeout(timer); timer = setTimeout(preview, 250); }, {
          problem: state.problem, required: true, hint: 'Minute, hour, day of the month, month, day of the week; all of them have to match.' })}
        <div class="row">${EXAMPLES.map(([example, text]) => button({ text, kind: 'small', onclick: () => { state.cron = example; preview(); } }))}</div>
        <div role="status">${state.fires ? html`<p class="label">It would run next (${state.fires.zone})</p>
          ${state.fires.fires.length ? html`<ol class="plain">${state.fires.fires.map(fire => html`<li>${exact(fire)}</li>`)}</ol>` : html`<p>Never.</p>`}` : nothing}</div>
      </div>
      <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Save', kind: 'primary', type: 'submit', busy: state.busy, disabled: Boolean(state.problem) })}</footer>
    </form>`;
  }).then(Boolean);
}

async function create(view) {
  let recipes;
  try {
    recipes = (await api.get('/recipes/list', { signal: view.signal })).manifests;
  } catch (error) {
    toast(error.message, 'bad');
    return false;
  }
  if (!recipes.length) {
    await dialog('New schedule', close => html`<div class="dialog-body"><p>A schedule runs a recipe, and there is none yet.</p></div>
      <footer><a class="button primary" href="#/recipes" @click=${() => close()}>To the recipes</a></footer>`);
    return false;
  }
  const state = { recipe: recipes[0].id, id: '' };
  return cronDialog('New schedule', '0 3 * * *', cron => {
    const { recipe } = recipes.find(one => one.id === state.recipe);
    return api.post('/schedule/create', { id: state.id.trim(), cron, recipe });
  }, view.signal, () => html`
    ${choice('Recipe', state.recipe, recipes.map(one => [one.id, one.recipe.title]), value => { state.recipe = value; })}
    ${textField('Name', state.id, text => { state.id = text; }, { required: true, hint: 'It stands in the history and cannot be changed.' })}`);
}

const stateOf = job => job.currently_running ? badge('running', 'live') : job.paused ? badge('paused', 'warn') : badge('waiting', 'good');

function buttons(job, act) {
  if (!act.mayChange) return nothing;
  return html`${job.currently_running ? button({ text: 'End the run', icon: 'stop', kind: 'danger', onclick: () => act.kill(job) })
    : button({ text: 'Run now', icon: 'play', onclick: () => act.run(job) })}
    ${menu(`More for ${job.id}`, [
      { text: job.paused ? 'Fire again' : 'Pause', icon: job.paused ? 'play' : 'pause', onclick: () => act.pause(job) },
      { text: 'Change when it runs', icon: 'edit', onclick: () => act.edit(job) },
      { text: 'Delete', icon: 'trash', kind: 'danger', onclick: () => act.remove(job) }])}`;
}

async function list(view) {
  const state = { jobs: undefined, next: new Map(), error: undefined };
  const act = await actions(view, () => load());

  async function load() {
    try {
      const { jobs } = await api.get('/schedule/list', { signal: view.signal });
      state.jobs = jobs;
      state.error = undefined;
      draw();
      await Promise.all(jobs.map(async job => {
        try {
          state.next.set(job.id, (await fires(job.cron, view.signal, 3)).fires);
        } catch {
          state.next.set(job.id, undefined);
        }
      }));
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  }

  const next = job => {
    if (job.paused) return html`<span class="muted">paused</span>`;
    if (!state.next.has(job.id)) return '…';
    const found = state.next.get(job.id);
    return found?.length ? html`<span>${exact(found[0])} <small>(${when(found[0])})</small></span>` : html`<span class="muted">never</span>`;
  };

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.jobs) return loading();
    if (!state.jobs.length) {
      return empty('schedule', 'No schedules yet', 'A schedule runs a recipe by the clock: a report each morning, a check each hour.',
        act.mayCreate ? button({ text: 'Make the first one', icon: 'add', kind: 'primary', onclick: add }) : nothing);
    }
    return table('Schedules', [
      { title: 'Name', of: job => html`<a href="#/schedules/${encodeURIComponent(job.id)}">${job.id}</a>` },
      { title: 'State', of: stateOf },
      { title: 'When', of: job => html`<code>${job.cron}</code>` },
      { title: 'Next', of: next },
      { title: 'Last', of: job => job.last_run ? html`<span>${when(job.last_run)}</span>` : html`<span class="muted">not yet</span>` },
      { title: 'Actions', kind: 'actions', of: job => buttons(job, act) }
    ], state.jobs);
  }

  const add = async () => { if (await create(view)) load(); };

  function draw() {
    view.draw(html`${heading('Schedules', { note: 'Recipes that run by the clock of the server.', actions: act.mayCreate ? button({ text: 'New schedule', icon: 'add', kind: 'primary', onclick: add }) : nothing })}${content()}`);
  }

  watchTurns(view, load);
  await load();
}

// Runs are turns: when one begins or ends, states may have changed.
function watchTurns(view, load) {
  let timer;
  view.watch(events => {
    if (events.some(event => event.type === 'TurnBegan' || event.type === 'TurnEnded')) {
      clearTimeout(timer);
      timer = setTimeout(load, 500);
    }
  });
  view.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}

async function one(view, id) {
  const state = { job: undefined, fires: undefined, runs: [], more: false, busy: true, error: undefined };
  const act = await actions(view, () => load());
  view.title(id);

  async function load(more = false) {
    state.busy = true;
    try {
      const before = more ? state.runs.at(-1)?.number : undefined;
      const [{ jobs }, page] = await Promise.all([api.get('/schedule/list', { signal: view.signal }),
        api.get(`/gander/v1/schedules/${encodeURIComponent(id)}/runs`, { signal: view.signal, query: { limit: 25, before } })]);
      state.job = jobs.find(job => job.id === id);
      state.runs = more ? [...state.runs, ...page.runs] : page.runs;
      state.more = page.runs.length === 25;
      state.fires = state.job && !state.job.paused ? await fires(state.job.cron, view.signal).catch(() => undefined) : undefined;
      state.error = undefined;
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    state.busy = false;
    draw();
  }

  const outcome = run => run.outcome === null ? badge('running', 'live') : badge(run.outcome, OUTCOMES[run.outcome] ?? '');

  function content() {
    if (state.error) return failed(state.error, () => load());
    if (!state.job && !state.runs.length) return state.busy ? loading() : empty('schedule', 'There is no such schedule', 'It may have been deleted, or belong to another key.');
    return html`
      ${state.job ? html`<section class="card"><dl class="facts">
        <dt>State</dt><dd>${stateOf(state.job)}</dd>
        <dt>When</dt><dd><code>${state.job.cron}</code></dd>
        <dt>Next</dt><dd>${state.job.paused ? 'Paused.' : state.fires?.fires.length ? html`<ol class="plain">${state.fires.fires.map(fire => html`<li>${exact(fire)}</li>`)}</ol>` : 'Never.'}</dd>
        <dt>Recipe</dt><dd class="mono">${state.job.source}</dd></dl></section>` : html`<p class="note">The schedule was deleted; this is what it did.</p>`}
      <section class="stack" aria-labelledby="history"><h2 id="history">History</h2>
      ${state.runs.length ? html`${table('What it did', [
        { title: 'Began', of: run => html`<span>${exact(run.start)}</span>` },
        { title: 'Outcome', of: run => html`<span>${outcome(run)}${run.fires > 1 ? html` <small>${count(run.fires)} fires</small>` : nothing}</span>` },
        { title: 'By', of: run => run.trigger === 'hand' ? 'hand' : run.trigger === 'clock' ? 'the clock' : run.trigger },
        { title: 'Took', kind: 'number', of: run => run.end ? `${Math.max(0, Math.round((new Date(run.end) - new Date(run.start)) / 1000))} s` : '–' },
        { title: 'Tokens', kind: 'number', of: run => count(run.tokens?.total_tokens) },
        { title: 'Cost', kind: 'number', of: run => money(run.cost) },
        { title: 'What it said', of: run => run.session_id ? html`<a href="#/session/${encodeURIComponent(run.session_id)}">Open<span class="unseen"> the session of ${exact(run.start)}</span></a>` : html`<span class="muted">–</span>` },
        { title: 'Why', kind: 'wide', of: run => run.reason ?? '' }
      ], state.runs)}${pager(state.runs.length, state.runs.length === 1 ? 'entry' : 'entries', state.more ? () => load(true) : undefined, state.busy)}` : html`<p class="note">It has not run yet.</p>`}</section>`;
  }

  function draw() {
    view.draw(html`<a class="back" href="#/schedules">${icon('back')} All schedules</a>
      ${heading(id, { actions: state.job ? buttons(state.job, act) : nothing })}${content()}`);
  }

  watchTurns(view, () => load());
  await load();
}
