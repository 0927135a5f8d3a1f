// The first run: ways to a model, the easiest first, until one works.
import { isAllowed } from '../allowed.js';
import { api, wasLeft } from '../api.js';
import { html, nothing } from '../html.js';
import { icon } from '../icons.js';
import { badge, button, bytes, choice, failed, heading, loading, notice, textField, toast } from '../ui.js';
import { downloads, progressOf } from './local.js';
import { makeDefault, tryProvider } from './models.js';

export default async function start(view) {
  if (!await isAllowed(view, 'First steps', 'configure')) return;
  const state = { system: undefined, providers: [], local: [], hasEngine: false, ollama: undefined, ollamaModel: '', key: '', keyProvider: '', busy: '', found: undefined, problem: undefined, error: undefined };
  const coming = downloads(view, id => id ? arrived(id) : draw());

  async function load() {
    try {
      const [system, providers, features, local] = await Promise.all([api.get('/system_info', { signal: view.signal }), api.get('/config/providers', { signal: view.signal }),
        api.get('/features', { signal: view.signal }), api.get('/local-inference/models', { signal: view.signal }).catch(error => { if (wasLeft(error)) throw error; return []; })]);
      Object.assign(state, { system, providers, local, hasEngine: Boolean(features.local_engine), error: undefined });
      local.filter(model => model.status.state === 'Downloading').forEach(model => coming.follow(model.id));
    } catch (error) {
      if (wasLeft(error)) return;
      state.error = error;
    }
    draw();
    lookForOllama();
  }

  async function lookForOllama() {
    try {
      state.ollama = await api.post('/gander/v1/providers/ollama/try', {}, { signal: view.signal });
      state.ollamaModel ||= state.ollama.models?.[0] ?? '';
    } catch (error) {
      if (wasLeft(error)) return;
      state.ollama = { works: false, problem: error.message };
    }
    draw();
  }

  // Works with what is chosen, or says why not.
  async function finish(provider, model) {
    Object.assign(state, { busy: provider, problem: undefined });
    draw();
    try {
      const found = await tryProvider(provider, model, view.signal);
      if (!found.works) state.problem = found.problem;
      else if (await makeDefault(provider, found.model ?? model)) {
        location.hash = '#/new';
        return;
      }
    } catch (error) {
      if (wasLeft(error)) return;
      state.problem = error.message;
    }
    state.busy = '';
    draw();
  }

  async function useKey(event) {
    event.preventDefault();
    Object.assign(state, { busy: 'key', problem: undefined });
    draw();
    try {
      let name = state.keyProvider;
      if (!name) {
        try {
          name = (await api.post('/config/detect-provider', { api_key: state.key.trim() }, { signal: view.signal })).provider_name;
        } catch (error) {
          if (error.status === 404) throw new Error('None of the common services took this key. Choose the one it belongs to.');
          throw error;
        }
      }
      const provider = state.providers.find(one => one.name === name);
      const secret = provider.metadata.config_keys.find(key => key.secret && key.primary) ?? provider.metadata.config_keys.find(key => key.secret);
      await api.post('/config/upsert', { key: secret.name, value: state.key.trim(), is_secret: true });
      state.key = '';
      await finish(name, provider.metadata.default_model);
    } catch (error) {
      if (wasLeft(error)) return;
      Object.assign(state, { busy: '', problem: error.message });
      draw();
    }
  }

  async function download(model) {
    try {
      coming.follow(await api.post('/local-inference/download', { spec: model.id }));
    } catch (error) {
      toast(error.message, 'bad');
    }
    draw();
  }

  async function arrived(id) {
    state.local = await api.get('/local-inference/models', { signal: view.signal }).catch(() => state.local);
    if (state.local.some(model => model.id === id && model.status.state === 'Downloaded')) toast(`${id} is here.`, 'good');
    draw();
  }

  function onMachine() {
    const here = state.local.filter(model => model.status.state === 'Downloaded' && !model.unsupported_reason);
    const suited = state.local.find(model => model.recommended && model.status.state !== 'Downloaded');
    return html`<section class="card" aria-labelledby="way-local"><div class="row"><h2 id="way-local" class="grow">A model on this machine</h2>${badge('no account')}</div>
      <p class="note">Nothing that you say leaves the machine. Small models are slower and know less than those of services.</p>
      ${!state.hasEngine ? html`<p>It needs an engine: install llama.cpp, so that <code>llama-server</code> is found.</p>` : html`
        ${here.map(model => html`<div class="row"><span class="grow mono">${model.id}</span>${button({ text: 'Use it', kind: 'primary', about: model.id, busy: state.busy === 'local', onclick: () => finish('local', model.id) })}</div>`)}
        ${suited ? coming.of(suited.id) || suited.status.state === 'Downloading' ? progressOf(suited.id, coming.of(suited.id), async () => { await api.delete(`/local-inference/models/${encodeURIComponent(suited.id)}/download`).catch(() => {}); load(); })
          : html`<div class="row"><span class="grow"><span class="mono">${suited.id}</span> ${badge('suits this machine', 'good')}${suited.size_bytes ? html` <small>${bytes(suited.size_bytes)}</small>` : nothing}</span>${button({ text: 'Download', icon: 'download', kind: here.length ? '' : 'primary', about: suited.id, onclick: () => download(suited) })}</div>` : nothing}
        <a href="#/local">More models for this machine</a>`}</section>`;
  }

  function ollama() {
    return html`<section class="card" aria-labelledby="way-ollama"><div class="row"><h2 id="way-ollama" class="grow">Ollama</h2>${state.ollama === undefined ? badge('looking…', 'live') : state.ollama.works ? badge('found', 'good') : badge('not found')}</div>
      ${state.ollama?.works ? state.ollama.models?.length ? html`<p class="note">It runs on this machine, with ${state.ollama.models.length} ${state.ollama.models.length === 1 ? 'model' : 'models'}.</p>
          ${choice('Model', state.ollamaModel, state.ollama.models, value => { state.ollamaModel = value; })}
          <div class="row">${button({ text: 'Use it', kind: 'primary', about: 'Ollama', busy: state.busy === 'ollama', onclick: () => finish('ollama', state.ollamaModel) })}</div>`
        : html`<p>It runs on this machine and has no model yet. <code>ollama pull qwen3</code> brings one.</p><div class="row">${button({ text: 'Look again', icon: 'refresh', onclick: lookForOllama })}</div>`
        : html`<p class="note">If you have Ollama, start it; it is looked for on this machine.</p><div class="row">${button({ text: 'Look again', icon: 'refresh', disabled: state.ollama === undefined, onclick: () => { state.ollama = undefined; draw(); lookForOllama(); } })}
          <a href="#/models/ollama">It runs elsewhere</a></div>`}</section>`;
  }

  function key() {
    const withKey = state.providers.filter(one => one.metadata.config_keys.some(of => of.secret && of.required && !of.oauth_flow)).toSorted((a, b) => a.metadata.display_name.localeCompare(b.metadata.display_name));
    return html`<section class="card" aria-labelledby="way-key"><h2 id="way-key">A key of a service</h2>
      <form class="stack" @submit=${useKey}>
        ${textField('Key', state.key, text => { state.key = text; }, { type: 'password', required: true, id: 'first-key', hint: state.keyProvider ? 'It is kept among the secrets of the server, and sent to this service only.' : 'It is kept among the secrets of the server. To find out whose it is, it is shown to the common services.' })}
        ${choice('It belongs to', state.keyProvider, [['', 'Find out'], ...withKey.map(one => [one.name, one.metadata.display_name])], value => { state.keyProvider = value; draw(); })}
        <div class="row">${button({ text: 'Try it', kind: 'primary', type: 'submit', busy: state.busy === 'key' })}</div></form></section>`;
  }

  function accounts() {
    const signs = state.providers.filter(one => one.metadata.config_keys.some(of => of.oauth_flow) || ['openrouter', 'tetrate', 'nano-gpt'].includes(one.name));
    return html`<section class="card" aria-labelledby="way-sign-in"><h2 id="way-sign-in">A sign-in, or a subscription that you have</h2>
      <ul class="ways">${signs.map(one => html`<li><a href="#/models/${encodeURIComponent(one.name)}">${one.metadata.display_name}</a> <span class="note">${one.metadata.description}</span></li>`)}</ul>
      <p><a href="#/models">All providers</a></p></section>`;
  }

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.system) return loading();
    return html`
      ${state.system.provider ? notice(html`New sessions use ${state.system.model} of ${state.system.provider}. <a href="#/new">Begin one</a>, or choose another model here.`, 'good') : nothing}
      ${state.problem ? notice(html`<strong>That did not work.</strong> ${state.problem}`, 'bad') : nothing}
      ${state.busy && state.busy !== 'key' ? loading('The model is asked for a word. One on this machine has to be loaded first…') : nothing}
      <div class="ways-grid">${onMachine()}${ollama()}${key()}${accounts()}</div>
      <p class="note">${icon('info', 16)} Only looking around? <button type="button" class="link" @click=${() => finish('scripted', 'scripted')}>Use the scripted model</button>: it needs nothing, and plays what your message says.</p>`;
  }

  function draw() {
    view.draw(html`${heading('First steps', { note: 'Sessions need a model. Choose the way that suits you; it can be changed at any time.' })}${content()}`);
  }

  await load();
}
