// Pictures that came with a message: of known kinds only, and large ones on demand.
import { html } from '../html.js';
import { button, bytes } from '../ui.js';

const KINDS = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'];
const SHOWN_AT_ONCE = 4_000_000;

/// A picture in base64; `state` keeps that it is to be shown.
export function picture({ data, mimeType }, state, redraw, label = 'Picture') {
  if (typeof data !== 'string' || !KINDS.includes(mimeType)) {
    return html`<p class="muted">A picture of the kind ${String(mimeType ?? 'unknown')}, which is not shown.</p>`;
  }
  if (data.length > SHOWN_AT_ONCE && !state.wanted) {
    return button({ text: `Show the picture (${bytes(Math.round(data.length * 0.75))})`, icon: 'picture', onclick: () => { state.wanted = true; redraw(); } });
  }
  state.address ??= URL.createObjectURL(blob(data, mimeType));
  return html`<a class="picture" href=${state.address} target="_blank" rel="noopener"><img src=${state.address} alt=${label} loading="lazy"></a>`;
}

function blob(data, type) {
  try {
    return new Blob([Uint8Array.from(atob(data), character => character.charCodeAt(0))], { type });
  } catch {
    return new Blob([], { type });
  }
}
