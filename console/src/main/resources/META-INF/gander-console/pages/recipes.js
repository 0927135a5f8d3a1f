// Recipes: what is in the library, a form for their parameters, and ways to start them.
import { isAllowed, scopes } from '../allowed.js';
import { api, save as offer, uuid } from '../api.js';
import { html, nothing, repeat } from '../html.js';
import { icon } from '../icons.js';
import { initialValues, problemsOf, schemaForm } from '../schema-form.js';
import { ask, attempt, badge, button, confirm, dialog, empty, failed, heading, loading, menu, notice, textField, toast, when } from '../ui.js';

const TYPES = { number: 'number', boolean: 'boolean' };

/// The parameters of a recipe as a form; the recipe takes texts.
export function schemaOf(parameters = []) {
  const properties = {};
  for (const one of parameters) {
    properties[one.key] = {
      title: one.key, description: one.input_type === 'file' ? `${one.description} (a path on the machine of the server)` : one.description, type: TYPES[one.input_type] ?? 'string',
      ...(one.input_type === 'select' && { enum: one.options ?? [] }), ...(one.input_type === 'date' && { format: 'date' }),
      ...(one.default !== undefined && one.default !== null && { default: one.input_type === 'number' ? Number(one.default) : one.input_type === 'boolean' ? one.default === 'true' : one.default })
    };
  }
  return { type: 'object', properties, required: parameters.filter(one => one.requirement !== 'optional').map(one => one.key) };
}

export const textsOf = values => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));

export default async function recipes(view) {
  if (!await isAllowed(view, 'Recipes', 'read')) return;
  const id = view.params[0];
  return id === undefined ? list(view) : one(view, id);
}

async function list(view) {
  const state = { recipes: undefined, mine: new Set(), error: undefined };

  async function load() {
    try {
      const [answer, mine] = await Promise.all([api.get('/recipes/list', { signal: view.signal }), scopes(view.signal)]);
      Object.assign(state, { recipes: answer.manifests, mine, error: undefined });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  }

  async function take(recipe) {
    const { has_security_warnings: suspicious } = await api.post('/recipes/scan', { recipe }, { signal: view.signal });
    if (suspicious && !await confirm('Save it all the same?', 'This recipe has characters that cannot be seen. They may tell the model something that you do not read.', 'Save')) return;
    const saved = await api.post('/recipes/save', { recipe });
    location.hash = `#/recipes/${encodeURIComponent(saved.id)}`;
  }

  async function add() {
    const typed = { text: '' };
    let problem;
    await dialog('Add a recipe', (close, redraw) => html`<form @submit=${async event => {
        event.preventDefault();
        problem = undefined;
        try {
          const text = typed.text.trim();
          const link = /(?:goose:\/\/recipe\?config=|^)([A-Za-z0-9_%-]{20,}=*)$/.exec(text);
          const { recipe } = link ? await api.post('/recipes/decode', { deeplink: decodeURIComponent(link[1]) }) : await api.post('/recipes/parse', { content: typed.text });
          close();
          await attempt(() => take(recipe));
        } catch (error) {
          problem = error.message;
          redraw();
        }
      }}><div class="dialog-body">${problem ? notice(problem, 'bad') : nothing}
        <div class="field"><label for="recipe-text">The recipe</label><textarea id="recipe-text" rows="12" class="mono" required spellcheck="false" aria-describedby="recipe-hint" @input=${event => { typed.text = event.target.value; }}></textarea>
        <p class="hint" id="recipe-hint">As YAML or JSON, or a link that somebody has shared.</p></div></div>
      <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Add', kind: 'primary', type: 'submit' })}</footer></form>`, { wide: true });
  }

  const card = ({ id, recipe, schedule_cron: cron, slash_command: command, last_modified: changed }) => html`<li class="card provider">
    <div class="row"><h2 class="grow"><a href="#/recipes/${encodeURIComponent(id)}">${recipe.title}</a></h2>${cron ? badge(html`${icon('schedule', 14)} ${cron}`) : nothing}${command ? badge(`/${command}`) : nothing}</div>
    <p class="note">${recipe.description}</p>
    <small>${recipe.parameters?.length ? `${recipe.parameters.length} ${recipe.parameters.length === 1 ? 'parameter' : 'parameters'}, changed ` : 'Changed '}${when(changed)}</small></li>`;

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.recipes) return loading();
    if (!state.recipes.length) return empty('recipe', 'No recipes yet', 'A recipe is a task that is written down: instructions, a first message, extensions, parameters.', state.mine.has('configure') ? button({ text: 'Add one', icon: 'add', kind: 'primary', onclick: add }) : nothing);
    return html`<ul class="cards bare">${repeat(state.recipes, one => one.id, card)}</ul>`;
  }

  function draw() {
    view.draw(html`${heading('Recipes', { note: 'Tasks that are written down.', actions: state.mine.has('configure') ? button({ text: 'Add a recipe', icon: 'add', kind: 'primary', onclick: add }) : nothing })}${content()}`);
  }

  await load();
}

async function one(view, id) {
  const state = { manifest: undefined, loaded: false, values: {}, problems: {}, folder: '', busy: '', yaml: undefined, mine: new Set(), error: undefined };
  let schema = schemaOf();

  async function load() {
    try {
      const [answer, mine, page] = await Promise.all([api.get('/recipes/list', { signal: view.signal }), scopes(view.signal), api.get('/gander/v1/sessions', { signal: view.signal, query: { limit: 1 } })]);
      const manifest = answer.manifests.find(one => one.id === id);
      Object.assign(state, { manifest, mine, loaded: true, error: undefined });
      state.folder ||= page.sessions[0]?.working_dir ?? '';
      if (manifest) {
        view.title(manifest.recipe.title);
        schema = schemaOf(manifest.recipe.parameters);
        state.values = { ...initialValues(schema), ...state.values };
      }
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  }

  function isFilled() {
    state.problems = problemsOf(schema, state.values);
    if (!Object.keys(state.problems).length) return true;
    draw();
    view.element.querySelector('.wrong input, .wrong select')?.focus();
    return false;
  }

  async function session() {
    if (!isFilled()) return;
    if (!state.folder.trim()) {
      toast('Choose the folder in which the session works.', 'bad');
      return;
    }
    state.busy = 'session';
    draw();
    await attempt(async () => {
      const made = await api.post('/agent/start', { working_dir: state.folder.trim(), recipe_id: id });
      const at = encodeURIComponent(made.id);
      if (state.manifest.recipe.parameters?.length) await api.put(`/sessions/${at}/user_recipe_values`, { userRecipeValues: textsOf(state.values) });
      await api.post('/agent/resume', { session_id: made.id, load_model_and_extensions: true });
      await api.post('/agent/update_from_session', { session_id: made.id });
      location.hash = `#/session/${at}`;
    });
    state.busy = '';
    draw();
  }

  async function run() {
    if (!isFilled()) return;
    state.busy = 'run';
    draw();
    await attempt(async () => {
      const made = await api.post('/gander/v1/runs', { recipe: { id }, parameters: textsOf(state.values), ...(state.folder.trim() && { folder: state.folder.trim() }) }, { headers: { 'idempotency-key': uuid() } });
      location.hash = `#/runs/${encodeURIComponent(made.id)}`;
    });
    state.busy = '';
    draw();
  }

  async function remove() {
    if (await confirm('Delete the recipe?', html`The file ${state.manifest.file_path} is deleted.`, 'Delete') && await attempt(() => api.post('/recipes/delete', { id }), 'Deleted.')) location.hash = '#/recipes';
  }

  async function command() {
    const typed = await ask('A command for this recipe', 'Command', state.manifest.slash_command ?? '', { hint: 'With it, a message that begins with / and this word runs the recipe.' });
    if (typed !== undefined && await attempt(() => api.post('/recipes/slash-command', { id, slash_command: typed.trim().replace(/^\//, '') || null }), 'Stored.')) load();
  }

  async function link() {
    await attempt(async () => {
      const { deeplink } = await api.post('/recipes/encode', { recipe: state.manifest.recipe });
      await dialog('A link to this recipe', () => html`<div class="dialog-body"><p>Whoever opens it in Goose Desktop, or adds it here, has the recipe.</p><code class="secret">goose://recipe?config=${deeplink}</code></div>`);
    });
  }

  const yaml = async () => (await api.post('/recipes/to-yaml', { recipe: state.manifest.recipe }, { signal: view.signal })).yaml;

  async function edit() {
    let text;
    if (!await attempt(async () => { text = await yaml(); })) return;
    let problem;
    const saved = await dialog('Edit the recipe', (close, redraw) => html`<form @submit=${async event => {
        event.preventDefault();
        try {
          const { recipe } = await api.post('/recipes/parse', { content: text });
          await api.post('/recipes/save', { id, recipe });
          close(true);
        } catch (error) {
          problem = error.message;
          redraw();
        }
      }}><div class="dialog-body">${problem ? notice(problem, 'bad') : nothing}
      <div class="field"><label for="recipe-yaml">As YAML</label><textarea id="recipe-yaml" class="mono" rows="18" spellcheck="false" .value=${text} @input=${event => { text = event.target.value; }}></textarea></div></div>
      <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Save', kind: 'primary', type: 'submit' })}</footer></form>`, { wide: true });
    if (saved) {
      toast('Saved.', 'good');
      load();
    }
  }

  function content() {
    if (state.error) return failed(state.error, load);
    if (!state.loaded) return loading();
    if (!state.manifest) return empty('recipe', 'There is no such recipe', 'Its file may have been deleted or moved.');
    const { recipe } = state.manifest;
    return html`
      ${state.mine.has('chat') ? html`<section class="card" aria-labelledby="begin"><h2 id="begin">Begin</h2>
        ${recipe.parameters?.length ? schemaForm(schema, state.values, draw, state.problems) : nothing}
        ${textField('Folder on the server', state.folder, text => { state.folder = text; }, { hint: 'Where its tools work.' })}
        <div class="row">${button({ text: 'Begin a session', icon: 'message', kind: 'primary', busy: state.busy === 'session', onclick: session })}
          ${button({ text: 'Run it', icon: 'run', busy: state.busy === 'run', title: 'One turn, without a conversation', onclick: run })}</div></section>` : nothing}
      <section class="card" aria-labelledby="what"><h2 id="what">What it says</h2><dl class="facts">
        ${recipe.instructions ? html`<dt>Instructions</dt><dd><pre class="raw-text" tabindex="0" role="region" aria-label="Instructions">${recipe.instructions}</pre></dd>` : nothing}
        ${recipe.prompt ? html`<dt>First message</dt><dd><pre class="raw-text" tabindex="0" role="region" aria-label="First message">${recipe.prompt}</pre></dd>` : nothing}
        ${recipe.extensions ? html`<dt>Extensions</dt><dd>${recipe.extensions.map(one => one.name).join(', ') || 'none'}</dd>` : nothing}
        ${recipe.settings?.goose_model ? html`<dt>Model</dt><dd>${recipe.settings.goose_model}</dd>` : nothing}
        ${recipe.sub_recipes?.length ? html`<dt>Sub-recipes</dt><dd>${recipe.sub_recipes.map(one => one.name).join(', ')}</dd>` : nothing}
        <dt>File</dt><dd class="mono">${state.manifest.file_path}</dd>
        ${state.manifest.schedule_cron ? html`<dt>Schedule</dt><dd><code>${state.manifest.schedule_cron}</code></dd>` : nothing}
        ${state.manifest.slash_command ? html`<dt>Command</dt><dd><code>/${state.manifest.slash_command}</code></dd>` : nothing}</dl></section>`;
  }

  function draw() {
    const mayEdit = state.manifest && state.mine.has('configure');
    view.draw(html`<a class="back" href="#/recipes">${icon('back')} All recipes</a>
      ${heading(state.manifest?.recipe.title ?? 'Recipe', { note: state.manifest?.recipe.description ?? nothing, actions: state.manifest ? html`
        ${mayEdit ? button({ text: 'Edit', icon: 'edit', onclick: edit }) : nothing}
        ${menu('More', [{ text: 'Share as a link', icon: 'external', onclick: link },
          { text: 'Download as YAML', icon: 'download', onclick: () => attempt(async () => offer(`${state.manifest.recipe.title}.yaml`, await yaml(), 'text/yaml')) },
          mayEdit && { text: 'Set its command', icon: 'terminal', onclick: command },
          mayEdit && { text: 'Delete', icon: 'trash', kind: 'danger', onclick: remove }])}` : nothing })}
      ${content()}`);
  }

  await load();
}
