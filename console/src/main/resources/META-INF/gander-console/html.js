// What pages draw with: templates of lit-html. Texts in a template are texts, whatever they contain.
export { html, svg, nothing, render } from './lit-html.js';
export { repeat } from './directives/repeat.js';
export { live } from './directives/live.js';

/// An address that somebody else wrote, if it may be followed; `undefined` otherwise, so that the attribute is left out.
export function safeLink(address) {
  try {
    const url = new URL(address);
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
