// Texts of any length as far as somebody wants to read them.
import { html, nothing } from '../html.js';
import { save } from '../api.js';
import { button, count } from '../ui.js';

const FIRST = 4_000;
const MOST = 400_000;

/// A text as it is, cut; `state` keeps how much of it is shown, `redraw` is called when that changes.
export function bounded(text, state, redraw, { label, name = 'output.txt', first = FIRST } = {}) {
  const shown = state.shown ?? first;
  const rest = text.length - shown;
  return html`
    <pre class="raw" tabindex="0" role="region" aria-label=${label}>${rest > 0 ? text.slice(0, shown) : text}</pre>
    ${rest > 0 ? html`<div class="rest"><span>${count(rest)} more characters.</span>
      ${shown < MOST ? button({ text: 'Show more', kind: 'small', onclick: () => { state.shown = shown * 5; redraw(); } }) : nothing}
      ${button({ text: 'Save all', kind: 'small', icon: 'download', onclick: () => save(name, text, 'text/plain') })}</div>` : nothing}`;
}
