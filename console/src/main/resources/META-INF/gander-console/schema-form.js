// A form for a JSON schema of flat objects, as extensions ask with: texts, numbers, switches, choices.
import { html, nothing } from './html.js';
import { choice, field, textField, toggle } from './ui.js';

const INPUTS = { email: 'email', uri: 'url', date: 'date', 'date-time': 'datetime-local', password: 'password' };

/// What a form begins with.
export function initialValues(schema) {
  const values = {};
  for (const [name, one] of Object.entries(schema?.properties ?? {})) {
    if (one.default !== undefined) values[name] = one.default;
    else if (one.type === 'boolean') values[name] = false;
  }
  return values;
}

/// The fields; `changed` is called after each change of `values`. `problems` by name.
export function schemaForm(schema, values, changed, problems = {}) {
  const needed = new Set(schema?.required ?? []);
  const set = (name, value) => {
    if (value === '' || value === undefined) delete values[name];
    else values[name] = value;
    changed();
  };
  return html`<div class="stack">${Object.entries(schema?.properties ?? {}).map(([name, one]) => {
    const label = one.title || name;
    const more = { hint: one.description, optional: !needed.has(name), problem: problems[name], id: `schema-${name.replace(/\W+/g, '-')}` };
    const options = choices(one);
    if (one.type === 'boolean') return toggle(label, values[name] === true, on => set(name, on), { hint: one.description });
    if (one.type === 'array') return several(label, choices(one.items ?? {}) ?? [], values[name] ?? [], list => set(name, list), more);
    if (options) return choice(label, values[name] ?? '', [['', needed.has(name) ? 'Choose…' : 'None'], ...options], value => set(name, value), more);
    if (one.type === 'number' || one.type === 'integer') {
      return textField(label, values[name] ?? '', text => set(name, text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)), { ...more, type: 'text' });
    }
    return textField(label, values[name] ?? '', text => set(name, text), { ...more, type: INPUTS[one.format] ?? 'text' });
  })}</div>`;
}

function choices(one) {
  if (Array.isArray(one.enum)) return one.enum.map((value, at) => [String(value), String(one.enumNames?.[at] ?? value)]);
  const titled = one.oneOf ?? one.anyOf;
  return Array.isArray(titled) && titled.every(option => 'const' in option) ? titled.map(option => [String(option.const), String(option.title ?? option.const)]) : undefined;
}

function several(label, options, chosen, onchange, { hint, problem }) {
  return html`<fieldset class="field"><legend class="label">${label}</legend>${hint ? html`<p class="hint">${hint}</p>` : nothing}
    ${options.map(([value, text]) => html`<label class="row"><input type="checkbox" .checked=${chosen.includes(value)}
      @change=${event => onchange(event.target.checked ? [...chosen, value] : chosen.filter(one => one !== value))}>${text}</label>`)}
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}</fieldset>`;
}

/// What is wrong with the values, by name; empty if nothing is.
export function problemsOf(schema, values) {
  const problems = {};
  for (const [name, one] of Object.entries(schema?.properties ?? {})) {
    const value = values[name];
    const missing = value === undefined || value === '';
    if (missing && (schema.required ?? []).includes(name)) problems[name] = 'This is needed.';
    else if (missing) continue;
    else if ((one.type === 'number' || one.type === 'integer') && typeof value !== 'number') problems[name] = 'This must be a number.';
    else if (one.type === 'integer' && !Number.isInteger(value)) problems[name] = 'This must be a whole number.';
    else if (typeof value === 'number' && one.minimum !== undefined && value < one.minimum) problems[name] = `This must be at least ${one.minimum}.`;
    else if (typeof value === 'number' && one.maximum !== undefined && value > one.maximum) problems[name] = `This must be at most ${one.maximum}.`;
    else if (typeof value === 'string' && one.minLength !== undefined && value.length < one.minLength) problems[name] = `This needs at least ${one.minLength} characters.`;
    else if (typeof value === 'string' && one.maxLength !== undefined && value.length > one.maxLength) problems[name] = `This can have at most ${one.maxLength} characters.`;
  }
  return problems;
}
