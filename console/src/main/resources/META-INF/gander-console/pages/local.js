// Models on this machine: found, downloaded, used, deleted. Nothing of a conversation with them leaves the machine.
import { isAllowed } from '../allowed.js';
import { api, wasLeft } from '../api.js';
import { html, nothing, repeat } from '../html.js';
import { icon } from '../icons.js';
import { attempt, badge, brief, button, bytes, confirm, dialog, empty, failed, heading, loading, notice, toast } from '../ui.js';
import { makeDefault } from './models.js';

const path = (id, what = '') => `/local-inference/models/${encodeURIComponent(id)}${what}`;
const isHere = model => model.status.state === 'Downloaded';
const isComing = model => model.status.state === 'Downloading';

/// Follows downloads and tells how far they are, by the id of the model, until the page is left.
export function downloads(view, changed) {
  const known = new Map();
  async function follow(id) {
    if (known.has(id)) return;
    known.set(id, undefined);
    while (!view.signal.aborted) {
      try {
        const progress = await api.get(path(id, '/download'), { signal: view.signal });
        known.set(id, progress);
        if (progress.status !== 'downloading') {
          if (progress.status === 'failed') toast(`${id}: ${progress.error ?? 'the download failed'}`, 'bad');
          known.delete(id);
          return changed(id);
        }
        changed();
      } catch (error) {
        known.delete(id);
        if (!wasLeft(error)) changed(id);
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 700));
    }
  }
  return { of: id => known.get(id), follow };
}

const rest = seconds => seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;

/// How far a download is, with the button that ends it.
export const progressOf = (id, progress, stop) => html`<div class="stack download" role="group" aria-label="Download of ${id}">
  <progress max="100" value=${progress?.progress_percent ?? nothing} aria-label="Downloaded part of ${id}"></progress>
  <div class="row"><span class="grow note">${progress ? html`${bytes(progress.bytes_downloaded)} of ${bytes(progress.total_bytes)}${progress.speed_bps ? html`, ${bytes(progress.speed_bps)}/s` : nothing}${progress.eta_seconds ? html`, ${rest(progress.eta_seconds)} left` : nothing}` : 'It begins…'}</span>
    ${button({ text: 'Stop', icon: 'stop', kind: 'small', onclick: stop })}</div></div>`;

export default async function local(view) {
  if (!await isAllowed(view, 'Models on this machine', 'configure')) return;
  const state = { models: undefined, engine: undefined, current: undefined, query: '', found: undefined, searching: false, problem: undefined, error: undefined };
  const coming = downloads(view, id => id ? load() : draw());

  async function load() {
    try {
      const [models, features, system] = await Promise.all([api.get('/local-inference/models', { signal: view.signal }), api.get('/features', { signal: view.signal }), api.get('/system_info', { signal: view.signal })]);
      Object.assign(state, { models, engine: features.local_engine, current: system, error: undefined });
      models.filter(isComing).forEach(model => coming.follow(model.id));
    } catch (error) {
      if (wasLeft(error)) return;
      state.error = error;
    }
    draw();
  }

  async function search(event) {
    event.preventDefault();
    Object.assign(state, { searching: true, problem: undefined, found: undefined });
    draw();
    try {
      state.found = await api.get('/local-inference/search', { signal: view.signal, query: { q: state.query, limit: 20 } });
    } catch (error) {
      if (wasLeft(error)) return;
      state.problem = error.message;
    }
    state.searching = false;
    draw();
  }

  async function variants(model) {
    const [author, repo] = model.repo_id.split('/');
    let answer;
    try {
      answer = await api.get(`/local-inference/repo/${encodeURIComponent(author)}/${encodeURIComponent(repo)}/files`, { signal: view.signal });
    } catch (error) {
      toast(error.message, 'bad');
      return;
    }
    const spec = await dialog(model.repo_id, close => html`<div class="dialog-body"><p class="note">The same model in several sizes: smaller ones are faster and less exact.</p>
      <ul class="list">${answer.variants.map((one, at) => html`<li><span class="grow"><strong>${one.quantization}</strong> ${bytes(one.size_bytes)}
        ${at === answer.recommended_index ? badge('suits this machine', 'good') : nothing}<br><small>${one.description ?? ''}</small></span>
        ${button({ text: 'Download', kind: 'small', about: one.quantization, onclick: () => close(`${model.repo_id}:${one.quantization}`) })}</li>`)}</ul></div>`, { wide: true });
    if (spec) download(spec);
  }

  async function download(spec) {
    await attempt(async () => { coming.follow(await api.post('/local-inference/download', { spec })); });
    load();
  }

  async function remove(model) {
    if (await confirm('Delete the model?', html`${model.id} is deleted from the disk (${bytes(model.size_bytes)}).`, 'Delete')
      && await attempt(() => api.delete(path(model.id)), 'Deleted.')) load();
  }

  const stop = model => async () => { await attempt(() => api.delete(path(model.id, '/download'))); load(); };

  const item = model => html`<li class="local-model"><div class="grow">
      <span class="mono">${model.id}</span>
      ${state.current.provider === 'local' && state.current.model === model.id ? badge('default', 'good') : nothing}
      ${model.recommended ? badge('suits this machine', 'good') : nothing}
      <div class="note">${model.size_bytes ? html`${bytes(model.size_bytes)} ` : nothing}${model.unsupported_reason ?? nothing}</div>
      ${isComing(model) ? progressOf(model.id, coming.of(model.id), stop(model)) : nothing}</div>
    ${isHere(model) ? html`<div class="actions">
        ${model.unsupported_reason || (state.current.provider === 'local' && state.current.model === model.id) ? nothing : button({ text: 'Use by default', kind: 'small', about: model.id, onclick: async () => { if (await makeDefault('local', model.id)) load(); } })}
        ${button({ text: `Delete ${model.id}`, icon: 'trash', kind: 'quiet', look: 'icon', onclick: () => remove(model) })}</div>`
      : isComing(model) ? nothing : button({ text: 'Download', icon: 'download', kind: 'small', about: model.id, onclick: () => download(model.id) })}</li>`;

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.models) return loading();
    const here = state.models.filter(model => isHere(model) || isComing(model));
    const offered = state.models.filter(model => !here.includes(model));
    return html`
      ${state.engine ? html`<section class="card" aria-labelledby="engine"><h2 id="engine">What runs them</h2><p>${state.engine.name} ${state.engine.build ?? ''}</p>
        ${state.engine.limits?.length ? html`<details><summary>What it cannot do</summary><ul class="plain">${state.engine.limits.map(limit => html`<li>${limit}</li>`)}</ul></details>` : nothing}</section>`
        : notice('No engine for models is found on this machine. Install llama.cpp, so that llama-server is on the search path.', 'warn')}
      <section class="stack" aria-labelledby="here"><h2 id="here">On this machine</h2>
        ${here.length ? html`<ul class="list">${repeat(here, model => model.id, item)}</ul>` : html`<p class="note">No model yet. Download one of those below: it needs no account, and stays here.</p>`}</section>
      ${offered.length ? html`<section class="stack" aria-labelledby="offered"><h2 id="offered">To begin with</h2><ul class="list">${repeat(offered, model => model.id, item)}</ul></section>` : nothing}
      <section class="stack" aria-labelledby="search"><h2 id="search">Find others</h2>
        <form class="row" role="search" @submit=${search}><div class="searchbox">${icon('search')}<input type="search" required aria-label="Search Hugging Face" placeholder="Search Hugging Face" @input=${event => { state.query = event.target.value; }}></div>
          ${button({ text: 'Search', type: 'submit', busy: state.searching })}</form>
        ${state.problem ? notice(state.problem, 'bad') : nothing}
        ${state.found?.length === 0 ? empty('search', 'Nothing found', 'No repository with GGUF files has this name.') : nothing}
        ${state.found?.length ? html`<ul class="list">${state.found.map(model => html`<li><span class="grow"><span class="mono">${model.repo_id}</span> <small>${brief(model.downloads)} downloads</small></span>
          ${button({ text: 'Choose a size', kind: 'small', about: model.repo_id, onclick: () => variants(model) })}</li>`)}</ul>` : nothing}</section>`;
  }

  function draw() {
    view.draw(html`<a class="back" href="#/models">${icon('back')} All providers</a>
      ${heading('Models on this machine', { note: 'They need no account, and nothing that you say leaves the machine.' })}${content()}`);
  }

  await load();
}
