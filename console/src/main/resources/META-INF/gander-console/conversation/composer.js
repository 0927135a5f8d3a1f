// Where a person writes: text, pictures, and the buttons to send and to stop.
import { html, live, nothing } from '../html.js';
import { icon } from '../icons.js';
import { button, toast } from '../ui.js';

const KINDS = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const MOST_BYTES = 25_000_000;

/// A draft: what is written and not sent.
export const newDraft = () => ({ text: '', pictures: [] });

/// What a draft becomes in a message.
export const contentOf = draft => [
  ...(draft.text.trim() ? [{ type: 'text', text: draft.text }] : []),
  ...draft.pictures.map(({ data, mimeType }) => ({ type: 'image', data, mimeType }))
];

async function attach(draft, files, redraw) {
  for (const file of files) {
    if (!KINDS.includes(file.type)) toast(`${file.name} is not a picture that models take (PNG, JPEG, GIF, WebP).`, 'bad');
    else if (draft.pictures.reduce((sum, one) => sum + one.size, file.size) > MOST_BYTES) toast('Pictures of more than 25 MB together cannot be sent.', 'bad');
    else draft.pictures.push({ name: file.name, size: file.size, mimeType: file.type, data: await base64(file), address: URL.createObjectURL(file) });
  }
  redraw();
}

const base64 = file => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

/// The composer. `on.send()`, `on.stop()`; `running` says that a turn runs.
export function composer(draft, { running = false, busy = false, placeholder = 'Write a message', note, on, redraw }) {
  const ready = contentOf(draft).length > 0 && !busy;
  const choose = () => {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept: KINDS.join(','), multiple: true });
    input.addEventListener('change', () => attach(draft, input.files, redraw));
    input.click();
  };
  return html`<form class="composer" @submit=${event => { event.preventDefault(); if (ready) on.send(); }}
      @dragover=${event => event.preventDefault()} @drop=${event => { event.preventDefault(); attach(draft, event.dataTransfer.files, redraw); }}>
    ${draft.pictures.length ? html`<ul class="attached">${draft.pictures.map(one => html`<li><img src=${one.address} alt=${one.name}>
      <button type="button" class="button icon" aria-label="Remove ${one.name}" @click=${() => { draft.pictures = draft.pictures.filter(other => other !== one); redraw(); }}>${icon('close', 14)}</button></li>`)}</ul>` : nothing}
    <textarea rows="1" aria-label="Message" placeholder=${placeholder} .value=${live(draft.text)}
      @input=${event => { const was = ready; draft.text = event.target.value; if (was !== contentOf(draft).length > 0) redraw(); }}
      @paste=${event => { if (event.clipboardData.files.length) { event.preventDefault(); attach(draft, event.clipboardData.files, redraw); } }}
      @keydown=${event => { if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); if (contentOf(draft).length && !busy) on.send(); } }}></textarea>
    <div class="composer-row">
      ${button({ text: 'Attach pictures', icon: 'attach', kind: 'quiet', look: 'icon', onclick: choose })}
      <span class="composer-note">${note ?? nothing}</span>
      ${running ? button({ text: 'Stop', icon: 'stop', kind: 'stop', onclick: on.stop }) : nothing}
      <button type="submit" class="button primary icon" aria-label=${running ? 'Add to the running turn' : 'Send'} title=${running ? 'Add to the running turn (Enter)' : 'Send (Enter)'} ?disabled=${!ready} aria-busy=${busy ? 'true' : nothing}>
        ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : icon('send')}</button>
    </div>
  </form>`;
}
