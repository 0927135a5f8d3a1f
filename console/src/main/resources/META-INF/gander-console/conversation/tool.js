// A tool call: one line, and behind it the arguments and what came back.
import { html, nothing } from '../html.js';
import { icon } from '../icons.js';
import { badge, unseen } from '../ui.js';
import { bounded } from './bounded.js';
import { resultOf } from './model.js';
import { picture } from './picture.js';

const BRIEF = ['command', 'path', 'file_path', 'query', 'pattern', 'url', 'uri', 'name', 'code', 'instructions', 'message'];
const STATES = { asking: ['waits for you', 'warn'], running: ['running', 'live'], failed: ['failed', 'bad'], done: ['done', ''], left: ['no answer', 'warn'] };

/// What a call is about, in a line.
export function inBrief(name, args) {
  const key = BRIEF.find(one => typeof args?.[one] === 'string') ?? Object.keys(args ?? {}).find(one => typeof args[one] === 'string');
  return key ? args[key].trim().split('\n')[0].slice(0, 160) : '';
}

export const stateOf = (call, asked) => asked ? 'asking' : call.problem ? 'failed' : !call.result ? call.left ? 'left' : 'running' : resultOf(call).failed ? 'failed' : 'done';

/// The arguments of a call, as far as somebody wants to read them. `states` keeps how far.
export function argumentsOf(args, states, redraw) {
  const all = Object.entries(args ?? {});
  if (!all.length) return html`<p class="muted">No arguments.</p>`;
  return html`<dl class="arguments">${all.map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2) ?? 'undefined';
    return html`<div><dt>${name}</dt><dd>${text.length < 100 && !text.includes('\n') ? html`<code>${text}</code>`
      : bounded(text, states[`argument-${name}`] ??= {}, redraw, { label: `Argument ${name}`, name: `${name}.txt` })}</dd></div>`;
  })}</dl>`;
}

function answerOf(call, redraw) {
  const result = resultOf(call);
  if (!result) {
    return call.output ? html`<h3>Output so far</h3><pre class="raw" tabindex="0" role="region" aria-label="Output so far">${call.output}</pre>` : nothing;
  }
  return html`<h3>${result.failed ? 'Why it failed' : 'Result'}</h3>
    ${result.texts.length || result.pictures.length ? nothing : html`<p class="muted">Nothing.</p>`}
    ${result.texts.map((text, at) => text === '' ? html`<p class="muted">An empty text.</p>`
      : bounded(text, call.states[`result-${at}`] ??= {}, redraw, { label: 'Result', name: `${call.name}.txt` }))}
    ${result.pictures.map((one, at) => picture(one, call.states[`picture-${at}`] ??= {}, redraw, `Picture from ${call.name}`))}`;
}

/// One call; `question` is drawn below it, if it waits for an answer.
export function toolCall(call, asked, redraw, question = nothing) {
  call.states ??= {};
  const state = stateOf(call, asked);
  const [text, kind] = STATES[state];
  const open = call.open ?? false;
  const progress = state === 'running' && call.progress?.total ? Math.round(100 * call.progress.done / call.progress.total) : undefined;
  return html`<div class="tool ${state}">
    <details ?open=${open} @toggle=${event => { if (event.target.open !== open) { call.open = event.target.open; redraw(); } }}>
      <summary>${icon('unfold', 16)}${icon(call.name === 'shell' ? 'terminal' : 'tool', 16)}<span class="tool-name">${call.name}</span>
        <span class="tool-brief">${state === 'running' && call.progress?.text ? call.progress.text : inBrief(call.name, call.arguments)}</span>
        ${progress !== undefined ? html`<progress max="100" value=${progress} aria-label="Progress"></progress>` : nothing}
        ${state === 'done' ? html`<span class="tool-done">${icon('check', 16)}${unseen('done')}</span>` : badge(text, kind)}</summary>
      ${open ? html`<div class="tool-body">
        ${call.extension ? html`<p class="muted">A tool of the extension ${call.extension}.</p>` : nothing}
        ${call.problem ? html`<p class="problem">${call.problem}</p>` : nothing}
        <h3>Arguments</h3>${argumentsOf(call.arguments, call.states, redraw)}
        ${answerOf(call, redraw)}</div>` : nothing}
    </details>
    ${question}
  </div>`;
}
