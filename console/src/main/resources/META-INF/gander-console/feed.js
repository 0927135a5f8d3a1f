// The feed: all that a page watches, over one connection (`GET /gander/v1/events`). It comes back by itself.
import { ApiError, request, wasLeft } from './api.js';

/// Splits what has arrived of a stream into events: `{ id, data }`. What is not complete yet stays.
export class EventReader {
  #rest = '';
  #data = [];
  #id;

  /// @return the events that are complete with this text
  push(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    const events = [];
    for (const raw of lines) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (line === '') {
        if (this.#data.length) {
          events.push({ id: this.#id, data: this.#data.join('\n') });
          this.#data = [];
        }
      } else if (line.startsWith('data:')) {
        this.#data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
      } else if (line.startsWith('id:')) {
        this.#id = line.slice(3).trim();
      }
    }
    return events;
  }
}

const breath = () => new Promise(resolve => {
  // Hidden tabs get no frames.
  if (document.hidden) setTimeout(resolve, 50);
  else requestAnimationFrame(() => setTimeout(resolve, 0));
});

const MOST_OUTPUT_IN_A_BATCH = 200;

// Longer than a look at another tab.
const UNSEEN = 3_000;

/// A signal that is given when nobody has seen the tab for a while, until `end`.
function unseen(end) {
  const long = new AbortController();
  let timer;
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => long.abort(), UNSEEN);
  };
  document.addEventListener('visibilitychange', look, { signal: end });
  end.addEventListener('abort', () => clearTimeout(timer));
  look();
  return long.signal;
}

// What the feed says, in the words of the pages. Events of turns come as the server has them everywhere, with `session_id` beside.
const WORDS = {
  ready: () => ({ type: 'Ready' }),
  session: ({ session }) => ({ type: 'SessionChanged', session_id: session.id, session }),
  session_deleted: ({ session_id }) => ({ type: 'SessionDeleted', session_id }),
  turn_begun: ({ session_id, request_id }) => ({ type: 'TurnBegan', session_id, request_id }),
  turn_ended: ({ session_id, request_id }) => ({ type: 'TurnEnded', session_id, request_id }),
  message: ({ session_id, message }) => ({ type: 'Message', session_id, message }),
  event: ({ session_id, event }) => ({ ...event, session_id }),
  approvals: ({ approvals }) => ({ type: 'OpenApprovals', approvals }),
  asked: ({ approval }) => ({ type: 'Asked', approval }),
  settled: ({ session_id, id, outcome }) => ({ type: 'Settled', session_id, id, outcome }),
  run: ({ run }) => ({ type: 'Run', run }),
  outdated: ({ session_id }) => ({ type: 'Outdated', session_id })
};

/// Keeps a connection to an event stream: `open` reads it until `close`. A tab that nobody sees gives it back, and goes on when it
/// is seen again: a browser has six connections to a server for all its tabs, and the seventh would not even load.
///
/// `on.events(list)` gets parsed events in batches, at most one batch a frame; of what a tool prints only the newest of a batch.
/// `on.state(name)` tells `connecting`, `open` or `waiting` (for the next try). `on.restart()` is called if the stream begins
/// anew instead of going on, so that everything must be loaded again.
export class Feed {
  #stopped = new AbortController();
  #last;
  #ready = false;
  #on;
  #address;

  constructor(address, on) {
    this.#address = address;
    this.#on = on;
  }

  open() {
    this.#keepOpen();
    return this;
  }

  close() {
    this.#stopped.abort();
  }

  async #keepOpen() {
    const signal = this.#stopped.signal;
    for (let failures = 0; !signal.aborted;) {
      this.#on.state?.('connecting');
      const end = new AbortController();
      const hidden = unseen(end.signal);
      try {
        const began = performance.now();
        await this.#read(AbortSignal.any([signal, hidden]));
        failures = performance.now() - began > 5_000 ? 0 : failures + 1;
      } catch (error) {
        if (hidden.aborted && !signal.aborted) {
          await this.#seen();
          continue;
        }
        if (wasLeft(error) || signal.aborted) return;
        if (error instanceof ApiError && [401, 403, 404].includes(error.status)) {
          this.#on.state?.('closed');
          return;
        }
        failures++;
      } finally {
        end.abort();
      }
      if (signal.aborted) return;
      this.#on.state?.('waiting');
      await this.#pause(Math.min(15_000, 250 * 2 ** Math.min(failures, 7)) * (0.75 + Math.random() / 2));
    }
  }

  async #read(signal) {
    const response = await request('GET', this.#address, {
      signal, headers: { accept: 'text/event-stream', ...(this.#last && { 'last-event-id': this.#last }) } });
    this.#on.state?.('open');
    this.#ready = false;
    if (!this.#last) this.#on.restart?.();
    const reader = new EventReader();
    const chunks = response.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      await this.#follow(reader, chunks);
    } finally {
      chunks.cancel().catch(() => {});
      // What came before it has no number, and would be told once more.
      if (!this.#ready) this.#last = undefined;
    }
  }

  async #follow(reader, chunks) {
    for (;;) {
      // The next chunk is asked for when this one has been drawn: a fast tool is slowed down by the connection, not the tab.
      const { done, value } = await chunks.read();
      if (done) return;
      const batch = this.#parsed(reader.push(value));
      this.#ready ||= batch.some(event => event.type === 'Ready');
      if (batch.length) {
        this.#on.events(batch);
        await breath();
      }
      // What was loaded is no longer what is stored.
      if (batch.some(event => event.type === 'Outdated')) {
        this.#last = undefined;
        return;
      }
    }
  }

  #parsed(events) {
    const isOutput = event => event.data.includes('"type":"Notification"');
    let surplus = events.filter(isOutput).length - MOST_OUTPUT_IN_A_BATCH;
    const parsed = [];
    for (const event of events) {
      if (event.id) this.#last = event.id;
      if (surplus > 0 && isOutput(event)) {
        surplus--;
        continue;
      }
      try {
        const said = JSON.parse(event.data);
        const known = WORDS[said.type]?.(said);
        if (known) parsed.push(known);
      } catch {
        // A proxy cut it; what follows is whole.
      }
    }
    return parsed;
  }

  /// Waits until somebody sees the tab.
  #seen() {
    return new Promise(resolve => {
      const look = () => {
        if (document.hidden && !this.#stopped.signal.aborted) return;
        document.removeEventListener('visibilitychange', look);
        resolve();
      };
      document.addEventListener('visibilitychange', look);
      this.#stopped.signal.addEventListener('abort', look, { once: true });
      look();
    });
  }

  #pause(milliseconds) {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds);
      const now = () => { clearTimeout(timer); resolve(); };
      window.addEventListener('online', now, { once: true });
      this.#stopped.signal.addEventListener('abort', now, { once: true });
    });
  }
}
