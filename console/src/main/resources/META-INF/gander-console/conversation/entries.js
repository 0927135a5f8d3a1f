// How the entries of a conversation look.
import { html, nothing, repeat } from '../html.js';
import { icon } from '../icons.js';
import { button, toast, unseen, when } from '../ui.js';
import { bounded } from './bounded.js';
import { Markdown } from './markdown.js';
import { picture } from './picture.js';
import { question } from './question.js';
import { toolCall } from './tool.js';

/// Puts a text on the clipboard, also where a page came over plain HTTP.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = Object.assign(document.createElement('textarea'), { value: text, className: 'unseen' });
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (!done) return toast('The browser does not let this page copy.', 'bad');
  }
  toast('Copied.', 'good');
}

/// All entries. `on.edit(entry)`, `on.resend(entry, text, inCopy)`, `on.redraw()`.
export function entries(conversation, on) {
  return repeat(conversation.entries, entry => entry.key, entry => draw(entry, conversation, on));
}

function draw(entry, conversation, on) {
  switch (entry.kind) {
    case 'user': return words(entry, on);
    case 'text': return said(entry, on);
    case 'thinking': return thought(entry, on);
    case 'tool': {
      const approval = conversation.approvalOf(entry);
      return toolCall(entry, Boolean(approval), on.redraw, approval ? question(approval, on.redraw) : nothing);
    }
    case 'picture': return html`<div class="entry ${entry.role === 'user' ? 'from-user' : ''}">${picture(entry, entry.states ??= {}, on.redraw)}</div>`;
    case 'note': return html`<p class="entry note-entry">${icon('info', 16)}<span>${entry.text}</span></p>`;
    case 'error': return html`<div class="entry notice bad" role="alert">${icon('error')}<div class="error-text">${bounded(entry.text, entry.states ??= {}, on.redraw, { label: 'Error' })}</div></div>`;
  }
  return nothing;
}

function words(entry, on) {
  if (entry.editing) return editing(entry, on);
  return html`<article class="entry from-user ${entry.pending ? 'pending' : ''}">
    <h2 class="unseen">You${entry.steered ? ', in the middle of the turn' : ''}</h2>
    <div class="bubble">${entry.text.length > 6_000 ? bounded(entry.text, entry.states ??= {}, on.redraw, { label: 'Message', name: 'message.txt' }) : html`<div class="words">${entry.text}</div>`}</div>
    <div class="entry-actions">${entry.steered ? html`<span class="muted">${entry.pending ? 'waits for the model' : 'said meanwhile'}</span>` : nothing}
      ${entry.created ? html`<small>${when(entry.created)}</small>` : nothing}
      ${button({ text: 'Copy', icon: 'copy', kind: 'quiet', look: 'icon', onclick: () => copyText(entry.text) })}
      ${on.edit && !entry.pending ? button({ text: 'Edit and send again', icon: 'edit', kind: 'quiet', look: 'icon', onclick: () => on.edit(entry) }) : nothing}</div>
  </article>`;
}

function editing(entry, on) {
  return html`<form class="entry editing card" @submit=${event => { event.preventDefault(); on.resend(entry, entry.editing.text, false); }}
      @keydown=${event => { if (event.key === 'Escape') { entry.editing = undefined; on.redraw(); } }}>
    <label for="edited">Edit the message</label>
    <textarea id="edited" rows="4" .value=${entry.editing.text} @input=${event => { entry.editing.text = event.target.value; }}></textarea>
    <p class="hint">Sending it again removes what was said after it${entry.editing.sharesSecond ? ', and the answer before it, which was given in the same second' : ''}; in a copy, this session stays as it is.</p>
    <div class="row">${button({ text: 'Send again', kind: 'primary', type: 'submit', busy: entry.editing.busy })}
      ${button({ text: 'Send in a copy', icon: 'fork', disabled: entry.editing.busy, onclick: () => on.resend(entry, entry.editing.text, true) })}
      ${button({ text: 'Cancel', kind: 'quiet', onclick: () => { entry.editing = undefined; on.redraw(); } })}</div>
  </form>`;
}

function said(entry, on) {
  entry.markdown ??= new Markdown();
  return html`<article class="entry said">
    <h2 class="unseen">Answer</h2>
    ${entry.markdown.show(entry.text, entry.version, entry.live)}
    ${entry.live ? nothing : html`<div class="entry-actions">${button({ text: 'Copy', icon: 'copy', kind: 'quiet', look: 'icon', onclick: () => copyText(entry.text) })}</div>`}
  </article>`;
}

function thought(entry, on) {
  const open = entry.open ?? false;
  return html`<details class="entry thought" ?open=${open} @toggle=${event => { if (event.target.open !== open) { entry.open = event.target.open; on.redraw(); } }}>
    <summary>${icon('unfold', 16)}${icon('thinking', 16)}<span>${entry.live ? 'Thinking…' : 'Thoughts'}</span>${open ? nothing : html`<span class="tool-brief">${entry.text.slice(-160)}</span>`}</summary>
    ${open ? html`<div class="thought-text">${bounded(entry.text, entry.states ??= {}, on.redraw, { label: 'Thoughts', first: 20_000 })}</div>` : unseen('')}
  </details>`;
}
