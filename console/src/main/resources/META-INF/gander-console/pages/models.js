// Providers and their models: what is set up, a key, a try, a sign-in, the default.
import { isAllowed, scopes } from '../allowed.js';
import { api } from '../api.js';
import { copyText } from '../conversation/entries.js';
import { html, live, nothing, repeat, safeLink } from '../html.js';
import { icon } from '../icons.js';
import { attempt, badge, brief, button, choice, confirm, dialog, empty, failed, heading, loading, notice, table, textField, toast } from '../ui.js';

const OWN = { local: '#/local' };
const SIGN_UPS = { openrouter: '/handle_openrouter', tetrate: '/handle_tetrate', 'nano-gpt': '/handle_nanogpt' };

export default async function models(view) {
  if (!await isAllowed(view, 'Models', 'read')) return;
  const name = view.params[0];
  return name === undefined ? list(view) : one(view, name);
}

/// Makes a model the default of new sessions.
export async function makeDefault(provider, model) {
  return attempt(() => api.post('/config/set_provider', { provider, model }), `New sessions use ${model} of ${provider}.`);
}

/// Asks a provider for its models, then, if it is set up, one of them for a word.
///
/// @return `{ works, problem, models, answer, milliseconds, model }`
export async function tryProvider(name, model, signal) {
  const address = `/gander/v1/providers/${encodeURIComponent(name)}/try`;
  const listed = await api.post(address, {}, { signal });
  if (!listed.works) return listed;
  const asked = listed.models?.includes(model) || !listed.models?.length ? model : listed.models[0];
  if (!asked || listed.answer) return listed;
  const said = await api.post(address, { model: asked }, { signal });
  return { ...said, models: listed.models, model: asked, milliseconds: listed.milliseconds + said.milliseconds };
}

async function list(view) {
  const state = { providers: undefined, current: undefined, query: '', error: undefined, mayConfigure: false };

  async function load() {
    try {
      const [providers, system, mine] = await Promise.all([api.get('/config/providers', { signal: view.signal }), api.get('/system_info', { signal: view.signal }), scopes(view.signal)]);
      Object.assign(state, { providers, current: system, error: undefined, mayConfigure: mine.has('configure') });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  }

  const matches = ({ name, metadata }) => `${name} ${metadata.display_name} ${metadata.description} ${metadata.known_models.map(model => model.name).join(' ')}`.toLowerCase().includes(state.query.trim().toLowerCase());

  const card = provider => html`<li class="card provider">
    <div class="row"><h3 class="grow"><a href=${OWN[provider.name] ?? `#/models/${encodeURIComponent(provider.name)}`}>${provider.metadata.display_name}</a></h3>
      ${provider.name === state.current.provider ? badge('default', 'good') : provider.is_configured ? badge('set up') : nothing}</div>
    <p class="note">${provider.metadata.description}</p></li>`;

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.providers) return loading();
    const found = state.providers.filter(matches);
    const ready = found.filter(one => one.is_configured);
    const others = found.filter(one => !one.is_configured);
    return html`
      ${state.current.provider ? html`<section class="card" aria-labelledby="default"><h2 id="default">Default of new sessions</h2>
          <p><strong>${state.current.model ?? 'no model'}</strong> of <a href=${OWN[state.current.provider] ?? `#/models/${encodeURIComponent(state.current.provider)}`}>${state.providers.find(one => one.name === state.current.provider)?.metadata.display_name ?? state.current.provider}</a></p></section>`
        : html`${notice(html`No model is chosen yet, so no session can be begun. <a href="#/start">Choose the way that suits you</a>.`, 'warn')}`}
      <div class="searchbox">${icon('search')}<input type="search" aria-label="Search providers and models" placeholder="Search providers and models" .value=${live(state.query)} @input=${event => { state.query = event.target.value; draw(); }}></div>
      ${ready.length ? html`<section class="stack" aria-labelledby="ready"><h2 id="ready">Ready</h2><ul class="cards bare">${repeat(ready, one => one.name, card)}</ul></section>` : nothing}
      ${others.length ? html`<section class="stack" aria-labelledby="others"><h2 id="others">To be set up</h2><ul class="cards bare">${repeat(others, one => one.name, card)}</ul></section>` : nothing}
      ${found.length ? nothing : empty('search', 'No such provider', 'Any service with an interface like that of OpenAI, Anthropic or Ollama can be added.')}`;
  }

  function draw() {
    view.draw(html`${heading('Models', { note: 'Services and programs that answer, and which of them new sessions use.', actions: state.mayConfigure
      ? html`<a class="button" href="#/local">${icon('download')}<span>Models on this machine</span></a>${button({ text: 'Add a service', icon: 'add', kind: 'primary', onclick: () => add(load) })}` : nothing })}${content()}`);
  }

  await load();
}

async function add(changed) {
  const state = { engine: 'openai', display_name: '', api_url: '', api_key: '', models: '' };
  let problem;
  let busy = false;
  const added = await dialog('Add a service', (close, redraw) => html`
    <form @submit=${async event => {
      event.preventDefault();
      busy = true;
      problem = undefined;
      redraw();
      try {
        const made = await api.post('/config/custom-providers', { ...state, models: state.models.split(/[\s,]+/).filter(Boolean), requires_auth: state.api_key !== '', supports_streaming: true });
        close(made.provider_name ?? true);
      } catch (error) {
        busy = false;
        problem = error.message;
        redraw();
      }
    }}><div class="dialog-body">
      ${problem ? notice(problem, 'bad') : nothing}
      ${textField('Name', '', text => { state.display_name = text; }, { required: true, id: 'service-name' })}
      ${choice('Speaks like', state.engine, [['openai', 'OpenAI'], ['anthropic', 'Anthropic'], ['ollama', 'Ollama']], value => { state.engine = value; })}
      ${textField('Address', '', text => { state.api_url = text.trim(); }, { type: 'url', placeholder: 'https://models.example/v1', required: true, id: 'service-address' })}
      ${textField('Key', '', text => { state.api_key = text.trim(); }, { type: 'password', optional: true, hint: 'Kept among the secrets of the server.', id: 'service-key' })}
      ${textField('Models', '', text => { state.models = text; }, { required: true, hint: 'Their names, with blanks between them.', id: 'service-models' })}
    </div><footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Add', kind: 'primary', type: 'submit', busy })}</footer></form>`);
  if (!added) return;
  toast('Added. Try it before you use it.', 'good');
  if (typeof added === 'string') location.hash = `#/models/${encodeURIComponent(added)}`;
  else changed();
}

async function one(view, name) {
  const state = { provider: undefined, current: undefined, set: new Map(), typed: {}, offered: undefined, offeredProblem: undefined, found: undefined, busy: '', error: undefined, more: false, mayConfigure: false, signing: undefined };

  async function load() {
    try {
      const [providers, system, mine] = await Promise.all([api.get('/config/providers', { signal: view.signal }), api.get('/system_info', { signal: view.signal }), scopes(view.signal)]);
      const provider = providers.find(one => one.name === name);
      Object.assign(state, { provider, current: system, mayConfigure: mine.has('configure'), error: undefined });
      if (provider) {
        view.title(provider.metadata.display_name);
        if (state.mayConfigure) await readKeys(provider);
      }
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
    if (state.provider?.is_configured) loadModels();
  }

  async function readKeys(provider) {
    await Promise.all(provider.metadata.config_keys.map(async key => {
      const value = await api.post('/config/read', { key: key.name, is_secret: key.secret }, { signal: view.signal });
      state.set.set(key.name, key.secret ? value?.maskedValue : value);
    }));
  }

  async function loadModels() {
    try {
      const models = await api.get(`/config/providers/${encodeURIComponent(name)}/models`, { signal: view.signal });
      state.offered = models.map(model => typeof model === 'string' ? { name: model } : model);
      state.offeredProblem = undefined;
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.offeredProblem = error.message;
    }
    draw();
  }

  async function save(event) {
    event.preventDefault();
    state.busy = 'save';
    draw();
    const done = await attempt(async () => {
      for (const key of state.provider.metadata.config_keys) {
        const typed = state.typed[key.name]?.trim();
        if (typed === undefined || (key.secret && typed === '')) continue;
        if (typed === '') await api.post('/config/remove', { key: key.name, is_secret: false });
        else await api.post('/config/upsert', { key: key.name, value: typed, is_secret: key.secret });
      }
    }, 'Stored.');
    Object.assign(state, { busy: '', typed: done ? {} : state.typed, found: undefined, offered: undefined });
    await load();
    if (done) attemptIt();
  }

  async function attemptIt() {
    state.busy = 'try';
    state.found = undefined;
    draw();
    try {
      state.found = await tryProvider(name, state.current.provider === name ? state.current.model : state.provider.saved_model ?? state.provider.metadata.default_model, view.signal);
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.found = { works: false, problem: error.message };
    }
    state.busy = '';
    draw();
  }

  async function remove(key) {
    if (!await confirm('Delete the key?', html`${key.name} is deleted from the secrets of the server. Sessions with this provider fail from then on.`, 'Delete')) return;
    if (await attempt(() => api.post('/config/remove', { key: key.name, is_secret: true }), 'Deleted.')) {
      Object.assign(state, { offered: undefined, found: undefined });
      load();
    }
  }

  /// What the sign-in waits for, as long as it does.
  async function watchSignIn(signing) {
    while (state.signing === signing && !signing.problem && !view.signal.aborted) {
      const step = await api.get(`/gander/v1/providers/${encodeURIComponent(name)}/sign-in`, { signal: view.signal }).catch(() => undefined);
      if (step && (step.page !== signing.page || step.code !== signing.code)) {
        Object.assign(signing, step);
        draw();
      }
      await new Promise(resolve => setTimeout(resolve, 1_000));
    }
  }

  function begin() {
    state.signing = { problem: undefined, page: undefined, code: undefined };
    draw();
    watchSignIn(state.signing);
  }

  /// The page to visit, with its code. One that comes back to the server's machine helps nobody elsewhere, but does no harm.
  function step() {
    const { page, code } = state.signing;
    const link = safeLink(page);
    if (!link) return notice(`A page of ${state.provider.metadata.display_name} opens in the browser on the machine of the server. This page goes on when you have signed in.`);
    return html`${code ? html`<p class="label">Enter this code</p><p class="sign-in-code">${code}</p>` : nothing}
      <div class="row"><a class="button primary" href=${link} target="_blank" rel="noreferrer">${icon('key')}<span>${code ? 'To the page that asks for it' : 'To the page of the sign-in'}</span></a>
        ${code ? button({ text: 'Copy the code', icon: 'copy', onclick: () => copyText(code) }) : nothing}</div>
      <p class="note">${code ? 'Any browser will do.' : 'It has opened in the browser on the machine of the server, if there is one, and leads back to that machine.'} This page goes on when you have signed in.</p>`;
  }

  async function signIn() {
    begin();
    try {
      await api.post(`/config/providers/${encodeURIComponent(name)}/oauth`, {}, { signal: view.signal });
      state.signing = undefined;
      toast('You are signed in.', 'good');
      load();
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.signing = { problem: error.message };
      draw();
    }
  }

  async function signUp() {
    begin();
    try {
      const answer = await api.post(SIGN_UPS[name], {}, { signal: view.signal });
      state.signing = answer.success ? undefined : { problem: answer.message };
      if (answer.success) toast(answer.message, 'good');
      load();
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.signing = { problem: error.message };
      draw();
    }
  }

  function keyField(key) {
    const value = state.set.get(key.name);
    const isSet = value !== undefined && value !== null;
    const hint = [key.secret && isSet ? `Stored: ${value}` : '', !isSet && key.default ? `Without it: ${key.default}` : '', key.required ? '' : 'Optional.'].filter(Boolean).join(' ');
    return html`<div class="row key-row"><div class="grow">${textField(key.name, key.secret ? state.typed[key.name] ?? '' : state.typed[key.name] ?? (isSet ? String(value) : ''), text => { state.typed[key.name] = text; }, {
      type: key.secret ? 'password' : 'text', autocomplete: 'off', hint: hint || undefined, placeholder: key.secret && isSet ? 'Type another one to replace it' : '' })}</div>
      ${key.secret && isSet ? button({ text: `Delete ${key.name}`, icon: 'trash', kind: 'quiet', look: 'icon', onclick: () => remove(key) }) : nothing}</div>`;
  }

  function setUp() {
    const { config_keys: keys, setup_steps: steps } = state.provider.metadata;
    const signs = keys.some(key => key.oauth_flow) || name === 'huggingface';
    const plain = keys.filter(key => !key.oauth_flow);
    const main = plain.filter(key => key.primary || (key.required && !key.default));
    const rest = plain.filter(key => !main.includes(key));
    return html`<section class="card" aria-labelledby="setup"><h2 id="setup">Set it up</h2>
      ${steps?.length ? html`<ol class="plain">${steps.map(step => html`<li>${step}</li>`)}</ol>` : nothing}
      ${signs || SIGN_UPS[name] ? html`<div class="stack">
        ${state.signing && !state.signing.problem ? html`${step()}${loading('Waiting for the sign-in…')}` : nothing}
        ${state.signing?.problem ? notice(state.signing.problem, 'bad') : nothing}
        <div class="row">${button({ text: SIGN_UPS[name] ? 'Get a key in the browser' : 'Sign in', icon: 'key', kind: 'primary', busy: Boolean(state.signing && !state.signing.problem), onclick: SIGN_UPS[name] ? signUp : signIn })}</div></div>` : nothing}
      ${plain.length ? html`<form class="stack" @submit=${save}>
        ${main.map(keyField)}
        ${rest.length ? html`<details ?open=${state.more} @toggle=${event => { state.more = event.target.open; }}><summary>${main.length ? 'More settings' : 'Settings'}</summary><div class="stack">${rest.map(keyField)}</div></details>` : nothing}
        <div class="row">${button({ text: 'Store and try', kind: 'primary', type: 'submit', busy: state.busy === 'save' })}</div></form>`
        : signs || SIGN_UPS[name] ? nothing : html`<p class="note">There is nothing to set up.</p>`}</section>`;
  }

  const result = () => state.found && html`<div role="status">${state.found.works
    ? notice(html`It works: ${state.found.answer ? html`${state.found.model ?? 'the model'} said “${state.found.answer.trim().slice(0, 200)}”` : `it offers ${state.found.models?.length ?? 0} models`}, after ${(state.found.milliseconds / 1000).toFixed(1)} s.`, 'good')
    : notice(html`<strong>It does not work.</strong> ${state.found.problem}`, 'bad')}</div>`;

  function offers() {
    const isDefault = model => state.current.provider === name && state.current.model === model.name;
    const known = state.offered ?? state.provider.metadata.known_models;
    return html`<section class="stack" aria-labelledby="models"><h2 id="models">Its models</h2>
      ${state.offeredProblem ? notice(html`The service did not tell its models, so these are the ones that are known. ${state.offeredProblem}`, 'warn') : nothing}
      ${known.length ? table('Models', [
        { title: 'Model', of: model => html`<span class="mono">${model.name}</span>` },
        { title: 'Context', kind: 'number', of: model => model.context_limit ? `${brief(model.context_limit)} tokens` : '–' },
        { title: 'Thinks', of: model => model.reasoning ? 'yes' : 'no' },
        { title: 'Use', kind: 'actions', of: model => isDefault(model) ? badge('default', 'good') : state.mayConfigure && state.provider.is_configured
          ? button({ text: 'Use by default', kind: 'small', about: model.name, onclick: async () => { if (await makeDefault(name, model.name)) load(); } }) : nothing }
      ], known.slice(0, 100)) : html`<p class="note">${state.provider.is_configured ? 'It told none.' : 'They are known when it is set up.'}</p>`}
      ${known.length > 100 ? html`<p class="note">And ${known.length - 100} more. Any name can be used: ${button({ text: 'Type a name', kind: 'small', onclick: () => typeModel() })}</p>` : state.mayConfigure && state.provider.is_configured ? html`<div class="row">${button({ text: 'Use another model', icon: 'edit', kind: 'quiet', onclick: () => typeModel() })}</div>` : nothing}</section>`;
  }

  async function typeModel() {
    let typed = '';
    const model = await dialog('Use another model', close => html`<form @submit=${event => { event.preventDefault(); if (typed.trim()) close(typed.trim()); }}>
      <div class="dialog-body">${textField('Name of the model', '', text => { typed = text; }, { required: true, hint: `As ${state.provider.metadata.display_name} calls it.` })}</div>
      <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Use by default', kind: 'primary', type: 'submit' })}</footer></form>`);
    if (model && await makeDefault(name, model)) load();
  }

  async function removeCustom() {
    if (!await confirm('Remove the service?', html`“${state.provider.metadata.display_name}” and its key are removed.`, 'Remove')) return;
    if (await attempt(() => api.delete(`/config/custom-providers/${encodeURIComponent(name)}`), 'Removed.')) location.hash = '#/models';
  }

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.current) return loading();
    if (!state.provider) return empty('model', 'There is no such provider', html`Nothing here is called “${name}”.`);
    const docs = safeLink(state.provider.metadata.model_doc_link);
    return html`
      <p class="note">${state.provider.metadata.description}. ${docs ? html`<a href=${docs} target="_blank" rel="noreferrer">What it says about its models</a>` : nothing}</p>
      ${result()}
      ${state.mayConfigure ? setUp() : nothing}
      ${offers()}`;
  }

  function draw() {
    const provider = state.provider;
    view.draw(html`<a class="back" href="#/models">${icon('back')} All providers</a>
      ${heading(provider?.metadata.display_name ?? name, { actions: provider && state.mayConfigure ? html`
        ${provider.name === state.current.provider ? badge('default', 'good') : provider.is_configured ? badge('set up') : badge('not set up')}
        ${provider.provider_type === 'Custom' ? button({ text: 'Remove', icon: 'trash', kind: 'danger', onclick: removeCustom }) : nothing}
        ${button({ text: 'Try it', icon: 'play', busy: state.busy === 'try', onclick: attemptIt })}` : nothing })}
      ${content()}`);
  }

  await load();
}
