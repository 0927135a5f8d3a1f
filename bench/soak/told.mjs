// What a client was told about one session, and what of it a stored conversation lacks.
import { createHash } from 'node:crypto';

const digest = text => createHash('sha1').update(text).digest('hex') + ':' + text.length;
const textOf = content => content.filter(block => block.type === 'text').map(block => block.text).join('');
const blocks = (messages, type) => messages.flatMap(message => message.content.filter(block => block.type === type));
const resultOf = ({ toolResult }) => digest(toolResult.status === 'success' ? textOf(toolResult.value.content) : String(toolResult.error));
const callOf = ({ toolCall }) => digest(JSON.stringify(toolCall));

export class Told {
  #accepted = new Set();
  #calls = new Map();
  #results = new Map();
  #texts = new Map();
  /** Texts of a message that goes on, by the message's id. */
  #growing = new Map();
  /** Texts that a client who hung up has seen the beginning of. */
  #begun = new Map();

  /** A user's message was answered with 200. */
  accepted(text) {
    this.#accepted.add(digest(text));
  }

  event(event) {
    if (event.type === 'Finish') this.#complete();
    if (event.type !== 'Message') return;
    const { id, content } = event.message;
    if (!this.#growing.has(id)) this.#complete();
    const text = textOf(content);
    if (text && event.message.role === 'assistant') this.#growing.set(id, (this.#growing.get(id) ?? '') + text);
    for (const call of blocks([event.message], 'toolRequest')) {
      this.#complete();
      this.#calls.set(call.id, callOf(call));
    }
    for (const result of blocks([event.message], 'toolResponse')) this.#results.set(result.id, resultOf(result));
  }

  /** What follows a text says that the text is complete. */
  #complete() {
    for (const [id, text] of this.#growing) this.#texts.set(id, digest(text));
    this.#growing.clear();
  }

  /** The turn ends without this client: what it has seen is the beginning of what is stored. */
  hungUp() {
    for (const [id, text] of this.#growing) this.#begun.set(id, text);
    this.#growing.clear();
  }

  /** A message that was not complete when the server died was not promised. */
  serverDied() {
    this.#growing.clear();
    this.#begun.clear();
  }

  get counts() {
    return { messages: this.#accepted.size, texts: this.#texts.size, calls: this.#calls.size, results: this.#results.size };
  }

  /** What is wrong with the conversation of a session in which no turn runs. */
  missing(conversation) {
    const users = new Set(conversation.filter(({ role }) => role === 'user').map(({ content }) => digest(textOf(content))));
    const texts = new Map();
    for (const { id, role, content } of conversation) if (role === 'assistant') texts.set(id, (texts.get(id) ?? '') + textOf(content));
    const calls = new Map(blocks(conversation, 'toolRequest').map(call => [call.id, callOf(call)]));
    const results = blocks(conversation, 'toolResponse');
    const answers = new Map(results.map(result => [result.id, resultOf(result)]));
    return [
      ...[...this.#accepted].filter(message => !users.has(message)).map(message => `accepted message ${message}`),
      ...[...this.#texts].filter(([id, text]) => digest(texts.get(id) ?? '') !== text).map(([id]) => `text of ${id}`),
      ...[...this.#begun].filter(([id, text]) => !(texts.get(id) ?? '').startsWith(text)).map(([id]) => `beginning of ${id}`),
      ...[...this.#calls].filter(([id, call]) => calls.get(id) !== call).map(([id]) => `call ${id}`),
      ...[...this.#results].filter(([id, result]) => answers.get(id) !== result).map(([id]) => `result of ${id}`),
      ...[...calls.keys()].filter(id => !answers.has(id)).map(id => `any answer to ${id}`),
      ...(results.length > answers.size ? [`a single answer to each call (${results.length} for ${answers.size})`] : []),
    ];
  }
}
