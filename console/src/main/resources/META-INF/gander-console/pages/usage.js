// What was used and what it cost, by day, model, session and more; and the budgets.
import { scopes } from '../allowed.js';
import { api, save, wasLeft } from '../api.js';
import { bar, columns } from '../chart.js';
import { html, nothing } from '../html.js';
import { badge, brief, button, choice, count, empty, failed, heading, loading, money, table } from '../ui.js';
import { editBudgets, SCOPES } from '../usage/budgets.js';

const MEASURES = {
  cost: ['Cost', money], tokens: ['Tokens', brief], model_calls: ['Model calls', brief], tool_calls: ['Tool calls', brief], time: ['Time', seconds => duration(seconds)]
};
const GROUPS = [['model', 'Model'], ['session', 'Session'], ['provider', 'Provider'], ['recipe', 'Recipe'], ['schedule', 'Schedule'], ['run', 'Run'], ['key', 'Key']];
const SPANS = [['7', 'Last 7 days'], ['30', 'Last 30 days'], ['90', 'Last 90 days']];

const duration = seconds => seconds < 90 ? `${Math.round(seconds)} s` : seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
const iso = date => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
export const valueOf = (row, measure) => measure === 'tokens' ? row.input_tokens + row.output_tokens : row[measure];

/// The last days up to `last`, the oldest first; with nothing for days on which nothing was used.
export function everyDay(rows, last, days) {
  const known = new Map(rows.map(row => [row.group, row]));
  return Array.from({ length: days }, (_, at) => {
    const date = new Date(`${last}T12:00:00Z`);
    date.setUTCDate(date.getUTCDate() - (days - 1 - at));
    const label = date.toISOString().slice(0, 10);
    return { label, row: known.get(label) };
  });
}

export default async function usage(view) {
  const state = { measure: 'cost', span: '30', groups: ['model', 'session'], other: 'provider', rows: {}, budgets: [], names: new Map(), busy: true, error: undefined, mayConfigure: false };
  let asked = 0;

  async function load() {
    const ask = ++asked;
    Object.assign(state, { busy: true, error: undefined });
    draw();
    const from = new Date();
    from.setDate(from.getDate() - Number(state.span) + 1);
    const options = group => ({ signal: view.signal, query: { group, from: iso(from), limit: group === 'day' ? 100 : 20 } });
    try {
      const wanted = ['day', ...new Set([...state.groups, state.other])];
      const [budgets, mine, ...reports] = await Promise.all([api.get('/gander/v1/budgets', { signal: view.signal }), scopes(view.signal), ...wanted.map(group => api.get('/gander/v1/usage', options(group)))]);
      if (ask !== asked) return;
      state.budgets = budgets.budgets;
      state.mayConfigure = mine.has('configure');
      wanted.forEach((group, at) => { state.rows[group] = reports[at].usage; });
      await nameSessions();
    } catch (error) {
      if (wasLeft(error) || ask !== asked) return;
      state.error = error;
    }
    state.busy = false;
    draw();
  }

  // Sessions that are gone are still in the sums; they have no name any more.
  async function nameSessions() {
    const missing = (state.rows.session ?? []).map(row => row.group).filter(id => id && !state.names.has(id));
    if (!missing.length) return;
    const page = await api.get('/gander/v1/sessions', { signal: view.signal, query: { type: 'user,scheduled,sub_agent,terminal,gateway', limit: 100 } }).catch(() => ({ sessions: [] }));
    for (const session of page.sessions) state.names.set(session.id, session.name);
  }

  function groupName(group, row) {
    if (row.group === null) return html`<span class="muted">none</span>`;
    if (group === 'session') return state.names.has(row.group) ? html`<a href="#/session/${encodeURIComponent(row.group)}">${state.names.get(row.group) || row.group}</a> <small class="nowrap">${row.group}</small>` : row.group;
    if (group === 'run') return html`<a href="#/runs/${encodeURIComponent(row.group)}">${row.group}</a>`;
    return row.group;
  }

  const costOf = row => html`<span>${money(row.cost)}${row.unpriced_model_calls ? html` <span class="muted" title="Calls of models without a known price">+ ${count(row.unpriced_model_calls)} unpriced</span>` : nothing}</span>`;

  function grouped(group, title) {
    const rows = state.rows[group] ?? [];
    const most = Math.max(0, ...rows.map(row => valueOf(row, state.measure)));
    return rows.length ? table(`${MEASURES[state.measure][0]} by ${title}`, [
      { title, of: row => groupName(group, row) },
      { title: 'Share', kind: 'share-cell', of: row => bar(valueOf(row, state.measure), most) },
      { title: 'Cost', kind: 'number', of: costOf },
      { title: 'Tokens', kind: 'number', of: row => brief(valueOf(row, 'tokens')) },
      { title: 'Model calls', kind: 'number', of: row => count(row.model_calls) },
      { title: 'Tool calls', kind: 'number', of: row => count(row.tool_calls) },
      { title: 'Time', kind: 'number', of: row => duration(row.time) }
    ], rows) : html`<p class="note">Nothing was used by any ${title.toLowerCase()} in these days.</p>`;
  }

  function download() {
    const members = ['group', 'input_tokens', 'output_tokens', 'cache_read_input_tokens', 'cache_write_input_tokens', 'cost', 'unpriced_model_calls', 'model_calls', 'tool_calls', 'time'];
    save('usage-by-day.csv', [members.join(','), ...state.rows.day.map(row => members.map(name => row[name]).join(','))].join('\r\n'), 'text/csv');
  }

  function days() {
    const [title, format] = MEASURES[state.measure];
    const all = everyDay(state.rows.day, state.rows.day.reduce((last, row) => row.group > last ? row.group : last, iso(new Date())), Number(state.span));
    const used = state.rows.day;
    return html`<section class="card" aria-labelledby="by-day"><div class="row"><h2 id="by-day" class="grow">${title} by day</h2>
        ${button({ text: 'Download as CSV', icon: 'download', kind: 'quiet', onclick: download })}</div>
      ${columns(title, all.map(({ label, row }) => ({ label, value: row ? valueOf(row, state.measure) : 0 })), format)}
      <details><summary>The numbers of ${count(used.length)} ${used.length === 1 ? 'day' : 'days'}</summary>
      ${table('Usage by day', [
        { title: 'Day', of: row => row.group },
        { title: 'Cost', kind: 'number', of: costOf },
        { title: 'Input', kind: 'number', of: row => count(row.input_tokens) },
        { title: 'Of it cached', kind: 'number', of: row => count(row.cache_read_input_tokens) },
        { title: 'Output', kind: 'number', of: row => count(row.output_tokens) },
        { title: 'Model calls', kind: 'number', of: row => count(row.model_calls) },
        { title: 'Tool calls', kind: 'number', of: row => count(row.tool_calls) },
        { title: 'Time', kind: 'number', of: row => duration(row.time) }
      ], used)}</details></section>`;
  }

  function totals() {
    const sum = measure => state.rows.day.reduce((all, row) => all + valueOf(row, measure), 0);
    return html`<dl class="totals">${Object.entries(MEASURES).map(([measure, [title, format]]) => html`
      <div><dt>${title}</dt><dd>${format(sum(measure))}</dd></div>`)}</dl>`;
  }

  const inMeasure = (amount, measure) => measure === 'cost' ? money(amount) : measure === 'time' ? duration(amount) : count(amount);

  function budgets() {
    return html`<section class="card" aria-labelledby="budgets"><div class="row"><h2 id="budgets" class="grow">Budgets of today</h2>
        ${state.mayConfigure ? button({ text: 'Change the limits', icon: 'edit', onclick: async () => { if (await editBudgets(view.signal)) load(); } }) : nothing}</div>
      ${state.budgets.length ? html`<ul class="budgets">${state.budgets.map(budget => {
        const name = `${SCOPES[budget.scope] ?? budget.scope}${budget.id ? ` ${budget.id}` : ''}`;
        const part = budget.limit > 0 ? Math.min(1, budget.used / budget.limit) : 1;
        return html`<li><div class="row"><span class="grow">${name}, ${MEASURES[budget.measure][0].toLowerCase()}</span>
            ${part >= 1 ? badge('spent', 'bad') : part >= 0.8 ? badge('nearly spent', 'warn') : nothing}
            <span class="number">${inMeasure(budget.used, budget.measure)} of ${inMeasure(budget.limit, budget.measure)}</span></div>
          <meter min="0" max="1" low="0.8" high="0.99" optimum="0" value=${part} aria-label="${name}: part that is used"></meter></li>`;
      })}</ul>` : html`<p class="note">No budget holds for a whole day. Limits end turns before they cost more than you want: by day, session, turn, run, recipe, schedule or key.</p>`}
    </section>`;
  }

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.rows.day) return loading();
    if (!state.rows.day.length) return html`${budgets()}${empty('chart', 'Nothing was used in these days', 'As soon as a model is called, its tokens and cost are here, by day, model and session.')}`;
    return html`${totals()}${days()}
      ${state.groups.map(group => section(group, GROUPS.find(([name]) => name === group)[1]))}
      <section class="stack" aria-labelledby="by-other"><div class="row"><h2 id="by-other" class="grow">By ${GROUPS.find(([name]) => name === state.other)[1].toLowerCase()}</h2>
        <select class="narrow" aria-label="By what else" @change=${event => { state.other = event.target.value; load(); }}>${GROUPS.filter(([name]) => !state.groups.includes(name)).map(([name, text]) => html`<option value=${name} ?selected=${name === state.other}>${text}</option>`)}</select></div>
        ${grouped(state.other, GROUPS.find(([name]) => name === state.other)[1])}</section>
      ${budgets()}`;
  }

  const section = (group, title) => html`<section class="stack" aria-labelledby="by-${group}"><h2 id="by-${group}">By ${title.toLowerCase()}</h2>${grouped(group, title)}</section>`;

  function draw() {
    view.draw(html`
      ${heading('Usage and cost', { note: 'All calls of models, those of deleted sessions too. Prices are those of the catalog, or your own.' })}
      <div class="row filters">
        ${choice('Show', state.measure, Object.entries(MEASURES).map(([name, [title]]) => [name, title]), value => { state.measure = value; draw(); })}
        ${choice('Days', state.span, SPANS, value => { state.span = value; load(); })}
      </div>
      ${content()}`);
  }

  await load();
}
