// Markdown of models as elements. Nothing that a model writes becomes code: raw HTML is shown as text, and what marked makes of
// the rest goes through DOMPurify, which hands over elements, not text.
import { Marked } from '../lib/marked.js';
import DOMPurify from '../lib/purify.js';
import { colour } from './code.js';

/// How many characters are drawn; the rest is shown on demand, as it is.
const DRAWN = 60_000;
/// The end of a text that is still growing is drawn anew with each piece, unless it is longer than this.
const TAIL = 6_000;

const escape = text => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => /^<br\s*\/?>$/i.test(text.trim()) ? '<br>' : escape(text),
    // A picture elsewhere could carry away what was said, in its address.
    image: ({ href, text }) => `<a href="${escape(href)}">${escape(text || 'Picture')}</a>`,
    checkbox: ({ checked }) => checked ? '☑ ' : '☐ ',
    heading({ tokens, depth }) {
      const level = Math.min(depth + 2, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    }
  }
});

const CLEAN = {
  RETURN_DOM_FRAGMENT: true,
  ALLOWED_TAGS: ['a', 'blockquote', 'br', 'code', 'del', 'em', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  ALLOWED_ATTR: ['href', 'align', 'start', 'class'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  ADD_URI_SAFE_ATTR: ['align', 'start'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false
};

/// The elements of a Markdown text.
export function fragment(text) {
  const clean = DOMPurify.sanitize(marked.parse(text), CLEAN);
  for (const element of clean.querySelectorAll('[class]')) {
    if (!/^language-[\w+#.-]{1,30}$/.test(element.className)) element.removeAttribute('class');
  }
  for (const link of clean.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer nofollow';
  }
  clean.querySelectorAll('table').forEach(table => framed(table, 'table-frame', 'Table'));
  clean.querySelectorAll('pre').forEach(codeBlock);
  return clean;
}

function framed(element, className, label) {
  const frame = document.createElement('div');
  frame.className = className;
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', label);
  element.replaceWith(frame);
  frame.append(element);
  return frame;
}

function codeBlock(pre) {
  const code = pre.querySelector('code') ?? pre;
  const language = /language-(\S+)/.exec(code.className)?.[1] ?? '';
  const block = document.createElement('div');
  block.className = 'code-block';
  const head = document.createElement('div');
  head.className = 'code-head';
  const name = document.createElement('span');
  name.textContent = language || 'Text';
  const copy = document.createElement('button');
  copy.type = 'button';
  copy.className = 'button quiet small';
  copy.textContent = 'Copy';
  copy.dataset.copy = '';
  head.append(name, copy);
  pre.replaceWith(block);
  pre.tabIndex = 0;
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', language ? `Code in ${language}` : 'Code');
  code.replaceChildren(colour(code.textContent.replace(/\n$/, ''), language));
  block.append(head, pre);
}

/// A text that may still be growing, as one element. What is finished is drawn once.
export class Markdown {
  element = document.createElement('div');
  #frozen = 0;
  #scanned = 0;
  #fence;
  #tail = document.createElement('div');
  #plain;
  #version;
  #extra = 0;

  constructor() {
    this.element.className = 'markdown';
    this.#tail.className = 'tail';
  }

  /// Draws what has changed.
  ///
  /// @return the element
  show(text, version, live) {
    if (version === this.#version) return this.element;
    this.#version = version;
    const drawn = text.slice(0, DRAWN);
    if (!live) {
      this.element.replaceChildren(fragment(drawn));
      this.#rest(text);
      return this.element;
    }
    this.#grow(drawn);
    return this.element;
  }

  #grow(text) {
    const boundary = this.#boundary(text);
    if (boundary > this.#frozen) {
      const block = document.createElement('div');
      block.append(fragment(text.slice(this.#frozen, boundary)));
      this.#tail.remove();
      this.element.append(...block.childNodes);
      this.#frozen = boundary;
      this.#plain = undefined;
    }
    const tail = text.slice(this.#frozen);
    if (!this.#tail.isConnected || this.#tail.parentNode !== this.element) this.element.append(this.#tail);
    if (tail.length <= TAIL) {
      this.#tail.replaceChildren(fragment(tail));
    } else if (this.#plain === undefined) {
      const pre = document.createElement('pre');
      pre.append(this.#plain = document.createTextNode(tail));
      this.#tail.replaceChildren(pre);
    } else if (tail.length > this.#plain.length) {
      this.#plain.appendData(tail.slice(this.#plain.length));
    }
  }

  /// Where the last block outside of code ends.
  #boundary(text) {
    let boundary = this.#frozen;
    for (let end; (end = text.indexOf('\n', this.#scanned)) >= 0; this.#scanned = end + 1) {
      const line = text.slice(this.#scanned, Math.min(end, this.#scanned + 200));
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (mark && !this.#fence) this.#fence = mark;
      else if (mark && mark[0] === this.#fence[0] && mark.length >= this.#fence.length) this.#fence = undefined;
      else if (!this.#fence && !line.trim()) boundary = end + 1;
    }
    return boundary;
  }

  #rest(text) {
    const from = DRAWN + this.#extra;
    if (text.length <= from) return;
    const foot = document.createElement('div');
    foot.className = 'rest';
    const note = document.createElement('span');
    note.textContent = `${(text.length - from).toLocaleString('en')} more characters.`;
    const more = document.createElement('button');
    more.type = 'button';
    more.className = 'button small';
    more.textContent = 'Show more';
    more.addEventListener('click', () => {
      const pre = document.createElement('pre');
      pre.textContent = text.slice(from, from + DRAWN);
      this.#extra += DRAWN;
      foot.replaceWith(pre);
      this.#rest(text);
    });
    foot.append(note, more);
    this.element.append(foot);
  }
}
