// What a conversation holds: entries made from stored messages and from events, each said once. Draws nothing.

/// How much of what a running tool prints is kept: its end.
const OUTPUT_KEPT = 16_000;

/// Contents that have ids of their own.
const CALLS = new Set(['toolRequest', 'frontendToolRequest', 'toolResponse']);

/// What each picture, text or call of a message becomes: `{ key, kind, … }` with the kinds `user`, `text`, `thinking`, `tool`,
/// `picture`, `note` and `error`.
export class Conversation {
  entries = [];
  running = new Set();
  approvals = new Map();
  tokens = undefined;
  #stored = new Set();
  #calls = new Map();
  #results = new Map();
  #errors = 0;

  /// Begins anew with the newest stored messages. What was sent and is not stored yet stays.
  restart(messages) {
    const unsent = this.entries.filter(entry => entry.pending && !messages.some(message => message.id === entry.messageId));
    this.#stored.clear();
    this.#calls.clear();
    this.#results.clear();
    this.entries = this.#entriesOf(messages);
    this.entries.push(...unsent);
  }

  /// Puts older messages before those that are here.
  prepend(messages) {
    this.entries = [...this.#entriesOf(messages), ...this.entries];
  }

  #entriesOf(messages) {
    const entries = [];
    for (const message of messages) {
      if (message.id) this.#stored.add(message.id);
      this.#add(message, entries);
    }
    return entries;
  }

  /// Shows what a person has just sent, until the server has stored it.
  say(message, { steered = false } = {}) {
    this.#add(message, this.entries);
    const entry = this.entries.findLast(one => one.messageId === message.id);
    if (entry) Object.assign(entry, { pending: true, steered });
    return entry;
  }

  /// Takes back what was not sent.
  unsay(messageId) {
    this.entries = this.entries.filter(entry => entry.messageId !== messageId);
  }

  /// The server has it.
  confirm(messageId) {
    this.#stored.add(messageId);
    this.entries.filter(entry => entry.messageId === messageId).forEach(entry => { entry.pending = false; });
  }

  /// The server knows what was said under another id, and stores it later.
  rename(messageId, storedAs) {
    // The feed may have been faster than the answer.
    if (this.entries.some(entry => entry.messageId === storedAs)) this.unsay(messageId);
    else this.entries.filter(entry => entry.messageId === messageId).forEach(entry => { entry.messageId = storedAs; });
  }

  /// Takes an event of the feed.
  ///
  /// @return whether everything must be loaded again
  apply(event) {
    if (event.token_state) this.tokens = event.token_state;
    switch (event.type) {
      case 'TurnBegan':
        this.running.add(event.request_id);
        break;
      case 'TurnEnded':
        this.#ended(event.request_id);
        break;
      case 'Message':
        if (event.chat_request_id && event.message.role !== 'user') this.running.add(event.chat_request_id);
        this.#hear(event.message);
        break;
      case 'Notification':
        this.#print(event);
        break;
      case 'Error':
        this.#ended(event.chat_request_id);
        this.entries.push({ key: `error-${++this.#errors}`, kind: 'error', text: event.error });
        break;
      case 'Finish':
        this.#ended(event.chat_request_id);
        break;
      case 'ModelChange':
        this.entries.push({ key: `model-${++this.#errors}`, kind: 'note', text: `${event.model} answers from here on (${event.mode}).` });
        break;
      case 'UpdateConversation':
        return true;
    }
    return false;
  }

  #ended(requestId) {
    if (requestId) this.running.delete(requestId);
    for (const entry of this.entries) {
      if (entry.live) {
        entry.live = false;
        entry.version++;
      }
      if (entry.kind === 'tool' && !entry.result && !this.approvalOf(entry)) entry.left = true;
    }
  }

  /// The question that waits at a call, if one does.
  approvalOf(call) {
    return [...this.approvals.values()].find(approval => approval.tool_request_id === call.id);
  }

  /// Questions that belong to no call that is shown.
  get otherApprovals() {
    return [...this.approvals.values()].filter(approval => !this.#calls.has(approval.tool_request_id));
  }

  #hear(message) {
    const own = this.entries.filter(entry => entry.pending && entry.messageId === message.id);
    if (own.length) {
      own.forEach(entry => { entry.pending = false; entry.created = message.created; });
      this.#stored.add(message.id);
      return;
    }
    // What is stored is complete; the feed may tell some of it once more. A call is told with the words before it, and stored
    // under an id of its own.
    const content = message.id && this.#stored.has(message.id) ? message.content.filter(one => CALLS.has(one.type)) : message.content;
    this.#add({ ...message, content }, this.entries, true);
  }

  #add(message, entries, live = false) {
    if (message.metadata?.userVisible === false) return;
    message.content.forEach((content, at) => this.#addContent(message, content, at, entries, live));
  }

  #addContent(message, content, at, entries, live) {
    const basic = { messageId: message.id, created: message.created };
    const key = `${message.id ?? `nameless-${++this.#errors}`}-${at}`;
    const fresh = entry => entries.push({ ...basic, key: this.#unused(entry.key ?? key, entries), version: 0, ...entry, ...(entry.key && { key: entry.key }) });
    switch (content.type) {
      case 'text':
        if (message.role === 'user') this.#addWords(basic, key, content.text, entries, message.metadata?.steer === true);
        else this.#grow('text', content.text, basic, key, entries, live);
        break;
      case 'thinking':
      case 'reasoning':
        this.#grow('thinking', content.thinking ?? content.text ?? '', basic, key, entries, live);
        break;
      case 'image':
        fresh({ kind: 'picture', role: message.role, data: content.data, mimeType: content.mimeType });
        break;
      case 'toolRequest':
      case 'frontendToolRequest':
        this.#addCall(basic, content, entries);
        break;
      case 'toolResponse':
        this.#answer(content);
        break;
      case 'systemNotification':
        if (content.msg) fresh({ kind: 'note', text: content.msg });
        break;
    }
  }

  #unused(key, entries) {
    // Fragments of one message begin again at 0 behind a call.
    let free = key;
    for (let n = 1; entries.some(entry => entry.key === free); n++) free = `${key}-${n}`;
    return free;
  }

  #addWords(basic, key, text, entries, steered) {
    if (text) entries.push({ ...basic, key: this.#unused(key, entries), kind: 'user', text, steered, version: 0 });
  }

  #grow(kind, text, basic, key, entries, live) {
    const last = entries.at(-1);
    if (last?.kind === kind && last.messageId === basic.messageId && basic.messageId) {
      last.text += text;
      last.version++;
    } else if (text) {
      if (last?.live) { last.live = false; last.version++; }
      entries.push({ ...basic, key: this.#unused(key, entries), kind, text, live, version: 0 });
    }
  }

  #addCall(basic, content, entries) {
    if (this.#calls.has(content.id)) return;
    const last = entries.at(-1);
    if (last?.live) { last.live = false; last.version++; }
    const call = content.toolCall?.value ?? {};
    const entry = { ...basic, key: `call-${content.id}`, kind: 'tool', id: content.id, name: call.name ?? 'A tool', arguments: call.arguments ?? {},
      extension: content._meta?.goose_extension, problem: content.toolCall?.error, output: '', result: this.#results.get(content.id) };
    this.#results.delete(content.id);
    this.#calls.set(content.id, entry);
    entries.push(entry);
  }

  #answer(content) {
    const call = this.#calls.get(content.id);
    if (call) call.result ??= content.toolResult;
    else this.#results.set(content.id, content.toolResult);
  }

  #print({ request_id: id, message }) {
    const call = this.#calls.get(id);
    if (!call || call.result) return;
    const params = message?.params ?? {};
    if (message?.method === 'notifications/progress') {
      call.progress = { done: params.progress, total: params.total, text: params.message };
      return;
    }
    const data = params.data;
    const text = typeof data === 'string' ? data : data?.output ?? data?.message ?? (data ? JSON.stringify(data).slice(0, 500) : '');
    if (!text) return;
    call.output = `${call.output}${call.output && !call.output.endsWith('\n') ? '\n' : ''}${text}`.slice(-OUTPUT_KEPT);
  }
}

/// What a tool answered: `{ failed, texts, pictures, resources }`.
export function resultOf(call) {
  const result = call.result;
  if (!result) return undefined;
  if (result.status === 'error' || result.error) {
    return { failed: true, texts: [String(result.error ?? 'The tool failed.')], pictures: [] };
  }
  const all = result.value?.content ?? [];
  const meant = all.filter(one => !one.annotations?.audience || one.annotations.audience.includes('user'));
  const shown = meant.length ? meant : all;
  const texts = shown.filter(one => one.type === 'text').map(one => one.text);
  for (const one of shown.filter(other => other.type === 'resource')) texts.push(one.resource?.text ?? `Resource ${one.resource?.uri ?? ''}`);
  for (const one of shown.filter(other => other.type === 'resource_link')) texts.push(`Resource ${one.uri ?? one.name ?? ''}`);
  return { failed: result.value?.isError === true, texts, pictures: shown.filter(one => one.type === 'image') };
}
