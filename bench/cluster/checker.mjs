// Judges a history of what clients did and saw beside what the database has in the end, in the manner of Jepsen. Pure: it
// neither waits nor asks anybody.
//
// History, in its order: {type: 'say', session, word, outcome: ok | refused | unknown}, {type: 'follow', session, after},
// {type: 'seen', session, seq, kind, digest}, {type: 'mode', session, asks}, {type: 'answer', session, call, actions}. The name of each text, call and tool
// begins with the word that asked for it.
// Stored: {messages: [{session, role, content}], events: [{session, seq, turn, kind}], runs, scheduled: [{id, job}], begun}.
// Events are all that were ever stored, in their order; one of the kind `dropped` stands where a session's log was begun anew.

/** The jobs of the proof. */
export const JOB_PERIOD_MS = 5_000;
/** The lease of its nodes. */
export const LEASE_MS = 3_000;

const COMES_LATE = new Set(['finished', 'failed']);
const NOT_TOLD = new Set(['worked']);
export const DROPPED = 'dropped';
/** The number of the event that asks a client to load the session, since what it has missed was dropped. */
export const LOAD_ANEW = 0;
/** What comes next is the first event of a log. */
const ANY_BEGINNING = -2;
/** The log of a conversation with fewer messages is never dropped. */
const LONG = 1000;
const NOWHERE = -1;

/** @return what is wrong, a sentence each */
export function check(history, stored) {
  return [...words(history, stored), ...order(stored), ...turns(stored), ...numbers(history, stored), ...calls(history, stored), ...fires(stored)];
}

function groups(list, keyOf) {
  const all = new Map();
  for (const each of list) {
    const key = keyOf(each);
    if (!all.has(key)) all.set(key, []);
    all.get(key).push(each);
  }
  return all;
}

const bySession = list => groups(list, ({ session }) => session);
const blocks = (message, type) => message.content.filter(block => block.type === type);
const textOf = message => blocks(message, 'text').map(({ text }) => text).join('');
const wordIn = text => text.match(/^w\d+x\d+\b/)?.[0];
const wordOfUser = message => (message.role === 'user' ? wordIn(textOf(message)) : undefined);

/** No accepted word is lost or there twice; what was refused is not there. */
function words(history, { messages }) {
  const said = history.filter(({ type }) => type === 'say');
  const times = new Map([...groups(messages.filter(wordOfUser), message => `${message.session} ${wordOfUser(message)}`)].map(([key, all]) => [key, all.length]));
  const found = [];
  for (const { session, word, outcome } of said) {
    const count = times.get(`${session} ${word}`) ?? 0;
    if (outcome === 'ok' && count === 0) found.push(`${session}: the accepted word ${word} is lost`);
    if (outcome === 'refused' && count > 0) found.push(`${session}: the refused word ${word} is stored`);
    if (count > 1) found.push(`${session}: the word ${word} is stored ${count} times`);
  }
  return found;
}

/** All that a turn stored stands between its word and the next one. */
function order({ messages }) {
  const found = [];
  for (const [session, all] of bySession(messages)) {
    let current;
    for (const message of all) {
      current = wordOfUser(message) ?? current;
      for (const word of marksOf(message)) if (word !== current) found.push(`${session}: ${word} goes on after ${current} has begun`);
    }
  }
  return found;
}

function marksOf(message) {
  const texts = message.role === 'assistant' ? [textOf(message)] : [];
  const calls = [...blocks(message, 'toolRequest'), ...blocks(message, 'toolResponse')].map(({ id }) => id);
  return [...texts, ...calls].map(wordIn).filter(word => word !== undefined);
}

/** Nothing but the end of a turn is told after another turn of the session has begun to tell. */
function turns({ events }) {
  const found = [];
  for (const [session, all] of bySession(events.filter(({ kind }) => kind !== DROPPED))) {
    let current = -1;
    const passed = new Set();
    const late = new Set();
    for (const { turn, kind, seq } of all) {
      if (turn === current) continue;
      if (!passed.has(turn) && !COMES_LATE.has(kind)) {
        passed.add(current);
        current = turn;
      } else if (passed.has(turn) && !COMES_LATE.has(kind) && !late.has(turn)) {
        late.add(turn);
        found.push(`${session}: event ${seq} is of a turn that was over`);
      }
    }
    const ends = groups(all.filter(({ kind }) => COMES_LATE.has(kind)), ({ turn }) => turn);
    for (const [turn, both] of ends) if (both.filter(({ kind }) => kind === 'finished').length > 1) found.push(`${session}: turn ${turn} has ended twice`);
  }
  return found;
}

/** Numbers follow each other, and each connection got all of them after the one that it knew, or was asked to load the session. */
function numbers(history, { events, messages }) {
  const found = [];
  const lengths = bySession(messages);
  const kept = bySession(events);
  for (const [session, all] of kept) {
    all.forEach(({ seq }, i) => i > 0 && !begins(all, i) && seq !== all[i - 1].seq + 1 && found.push(`${session}: event ${seq} comes after ${all[i - 1].seq}`));
  }
  const heard = history.filter(({ type }) => type === 'seen' || type === 'follow');
  for (const [session, all] of bySession(heard)) {
    const told = (kept.get(session) ?? []).filter(({ kind }) => !NOT_TOLD.has(kind));
    for (const problem of heardIn(session, all, told)) found.push(problem);
    const length = lengths.get(session)?.length ?? 0;
    if (length <= LONG && told.some(({ kind }) => kind === DROPPED)) found.push(`${session}: the log of ${length} messages was begun anew`);
  }
  return found;
}

const begins = (events, i) => events[i].kind === DROPPED || events[i - 1]?.kind === DROPPED;

function heardIn(session, all, told) {
  const found = [];
  const places = new Map(told.map(({ seq }, i) => [seq, i]));
  const digests = new Map();
  let expected = 0;
  for (const { type, after, seq, digest, error } of all) {
    if (type === 'follow') {
      expected = nextOf(after, places);
      if (expected === NOWHERE) found.push(`${session}: event ${after}, which a client knows, is not stored`);
    } else if (seq === null || (seq === LOAD_ANEW && !told.some((each, i) => each.kind === DROPPED && i >= expected))) {
      found.push(`${session}: a client was told ${error}`);
    } else if (seq === LOAD_ANEW) {
      expected = ANY_BEGINNING;
    } else {
      const place = places.get(seq);
      if (place === undefined) found.push(`${session}: event ${seq}, which a client saw, is not stored`);
      else if (!isExpected(place, expected, told)) found.push(`${session}: a client got ${seq} where ${nameOf(expected, told)} comes next`);
      if (digests.has(seq) && digests.get(seq) !== digest) found.push(`${session}: two clients saw different events ${seq}`);
      digests.set(seq, digest);
      expected = place === undefined ? NOWHERE : place + 1;
    }
  }
  return found;
}

function nextOf(after, places) {
  if (after === null) return 0;
  if (after === LOAD_ANEW) return ANY_BEGINNING;
  return places.has(after) ? places.get(after) + 1 : NOWHERE;
}

function isExpected(place, expected, told) {
  if (expected === ANY_BEGINNING) return begins(told, place);
  return expected === NOWHERE || place === expected;
}

function nameOf(expected, told) {
  if (expected === ANY_BEGINNING) return 'the first of a log';
  const next = told[expected];
  if (next?.kind === DROPPED) return 'the drop of its log';
  return next?.seq ?? 'nothing';
}

/** Each call has one answer, no tool began twice, and none that was to be asked for and was not allowed. */
function calls(history, { messages, begun }) {
  const found = [];
  for (const [session, all] of bySession(messages)) {
    const count = type => groups(all.flatMap(message => blocks(message, type)), ({ id }) => id);
    const answers = count('toolResponse');
    const requests = count('toolRequest');
    for (const [id, asked] of requests) {
      if (asked.length > 1) found.push(`${session}: call ${id} is stored ${asked.length} times`);
      const many = answers.get(id)?.length ?? 0;
      if (many !== 1) found.push(`${session}: call ${id} has ${many === 0 ? 'no answer' : `${many} answers`}`);
    }
    for (const id of answers.keys()) if (!requests.has(id)) found.push(`${session}: an answer to ${id}, which nobody has called`);
  }
  for (const [id, times] of groups(begun.filter(wordIn), id => id)) if (times.length > 1) found.push(`the tool of ${id} began ${times.length} times`);
  return [...found, ...withoutAsking(history, messages, begun)];
}

/** The sessions with calls that nobody has answered. */
export function openIn({ messages }) {
  const answered = new Set(messages.flatMap(message => blocks(message, 'toolResponse').map(({ id }) => `${message.session} ${id}`)));
  const open = messages.filter(message => blocks(message, 'toolRequest').some(({ id }) => !answered.has(`${message.session} ${id}`)));
  return [...new Set(open.map(({ session }) => session))];
}

function withoutAsking(history, messages, begun) {
  const asking = new Set(history.filter(({ type, asks }) => type === 'mode' && asks).map(({ session }) => session));
  const allowed = new Set(history.filter(({ type, actions }) => type === 'answer' && actions.some(action => action.startsWith('allow'))).map(({ call }) => call));
  const ran = new Set(begun);
  const asked = messages.filter(({ session }) => asking.has(session)).flatMap(message => blocks(message, 'toolRequest').map(({ id }) => ({ session: message.session, id })));
  return asked.filter(({ id }) => ran.has(id) && !allowed.has(id)).map(({ session, id }) => `${session}: ${id} ran without being allowed`);
}

/** A job runs no more often than its time comes, and never twice at once; each run has a session, and its tool began once at most. */
function fires({ runs, scheduled, begun }) {
  const found = [];
  const real = runs.filter(({ outcome }) => outcome !== 'skipped');
  for (const [job, all] of groups(real, ({ schedule_id }) => schedule_id)) {
    found.push(...atOnce(job, all), ...tooMany(job, all));
    const sessions = scheduled.filter(session => session.job === job).length;
    if (sessions > all.length) found.push(`${job}: ${sessions} sessions for ${all.length} runs`);
    const ran = begun.filter(id => id === job).length;
    if (ran > all.length) found.push(`${job}: its tool began ${ran} times in ${all.length} runs`);
  }
  const used = groups(real.filter(({ session_id }) => session_id), ({ session_id }) => session_id);
  for (const [session, all] of used) if (all.length > 1) found.push(`session ${session} belongs to ${all.length} runs`);
  return found;
}

/** Of those that came to their end: the history closes the others when it finds that their node is gone, also if that only stands still. */
function atOnce(job, runs) {
  const whole = runs.filter(run => run.outcome === 'succeeded').sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  return whole
    .slice(1)
    .map((run, i) => [whole[i], run])
    .filter(([before, run]) => Date.parse(run.start) < Date.parse(before.end))
    .map(([before, run]) => `${job}: runs ${before.number} and ${run.number} at once`);
}

/** A run that is made again since its node died belongs to no further fire. */
function tooMany(job, all) {
  const runs = all.filter(({ trigger }) => trigger !== 'takeover');
  const times = runs.map(({ start }) => Date.parse(start));
  const first = Math.floor(Math.min(...times) / JOB_PERIOD_MS);
  const fires = Math.floor(Math.max(...times) / JOB_PERIOD_MS) - first + 1;
  return runs.length > fires ? [`${job}: ${runs.length} runs for ${fires} fires`] : [];
}
