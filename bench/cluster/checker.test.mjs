// The checker finds each kind of mistake, and nothing in a history that is right.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from './checker.mjs';

const S = 's1';
const text = (role, value) => ({ session: S, role, content: [{ type: 'text', text: value }] });
const request = id => ({ session: S, role: 'assistant', content: [{ type: 'toolRequest', id }] });
const response = id => ({ session: S, role: 'user', content: [{ type: 'toolResponse', id }] });
const say = (word, outcome) => ({ type: 'say', session: S, word, outcome });
const seen = (seq, digest = `d${seq}`) => ({ type: 'seen', session: S, seq, kind: 'Message', digest });
const follow = after => ({ type: 'follow', session: S, after });
const event = (seq, turn, kind) => ({ session: S, seq, turn, kind });
const answer = (call, ...actions) => ({ type: 'answer', session: S, call, actions });
const run = (number, second, more) => ({ schedule_id: 'job-0', number, start: `2026-01-01T10:00:${second}.000Z`, end: `2026-01-01T10:00:${second}.700Z`, trigger: 'timer', outcome: 'succeeded', session_id: `t${number}`, ...more });

function right() {
  return {
    history: [
      { type: 'mode', session: S, asks: true },
      follow(null),
      say('w1x1', 'ok'),
      seen(1),
      seen(2),
      answer('w1x1-1', 'allow_once'),
      follow(2),
      seen(3),
      follow(2),
      seen(3),
      seen(5),
      say('w1x2', 'unknown'),
      say('w1x3', 'refused'),
      say('w1x4', 'ok'),
      seen(6),
      seen(7),
    ],
    stored: {
      messages: [text('user', 'w1x1\n!new\n!say'), text('assistant', 'w1x1 looks'), request('w1x1-1'), response('w1x1-1'), text('assistant', 'w1x1 saw'), text('user', 'w1x4'), text('assistant', 'w1x4 ends')],
      events: [event(1, 1, 'message'), event(2, 1, 'message'), event(3, 1, 'message'), event(4, 1, 'worked'), event(5, 1, 'finished'), event(6, 2, 'message'), event(7, 2, 'finished')],
      runs: [run(1, '00'), run(2, '05', { outcome: 'interrupted' }), run(3, '10', { outcome: 'skipped', session_id: null }), run(4, '06', { trigger: 'takeover', session_id: 't3' })],
      scheduled: ['t1', 't2', 't3'].map(id => ({ id, job: 'job-0' })),
      begun: ['w1x1-1', 'job-0', 'job-0'],
    },
  };
}

/** What the checker says of the right history after `change`. */
function found(change) {
  const all = right();
  change(all);
  return check(all.history, all.stored);
}

const finds = (name, expected, change) =>
  test(name, () => {
    const problems = found(change);
    assert.ok(problems.some(problem => expected.test(problem)), `${expected} is not among ${JSON.stringify(problems)}`);
  });

const without = (list, test) => list.splice(list.findIndex(test), 1);
const wordIs = word => message => message.role === 'user' && message.content[0].text?.startsWith(word);

test('a right history', () => assert.deepEqual(found(() => {}), []));
test('an unknown word may be there', () => assert.deepEqual(found(({ stored }) => stored.messages.splice(5, 0, text('user', 'w1x2'))), []));
test('the end of a turn that was lost comes late', () => assert.deepEqual(found(({ history, stored }) => {
  stored.events.splice(4, 3, event(5, 2, 'message'), event(6, 1, 'failed'), event(7, 2, 'finished'));
  assert.ok(history);
}), []));

finds('a lost word', /accepted word w1x4 is lost/, ({ stored }) => without(stored.messages, wordIs('w1x4')));
finds('a word that is there twice', /word w1x4 is stored 2 times/, ({ stored }) => stored.messages.push(text('user', 'w1x4')));
finds('a word that was refused and is there', /refused word w1x3 is stored/, ({ stored }) => stored.messages.push(text('user', 'w1x3')));
finds('a turn that stores after the next has begun', /w1x1 goes on after w1x4/, ({ stored }) => stored.messages.push(text('assistant', 'w1x1 saw')));
finds('a result that comes after the next has begun', /w1x1 goes on after w1x4/, ({ stored }) => stored.messages.push(...stored.messages.splice(3, 1)));
finds('a turn that tells after the next has begun', /event 8 is of a turn that was over/, ({ stored }) => stored.events.push(event(8, 1, 'message')));
finds('a turn that ends twice', /turn 1 has ended twice/, ({ stored }) => stored.events.push(event(8, 1, 'finished')));
finds('numbers with a gap', /event 5 comes after 3/, ({ stored }) => without(stored.events, ({ seq }) => seq === 4));
finds('an event that a client missed', /a client got 2 where 1 comes next/, ({ history }) => without(history, ({ seq }) => seq === 1));
finds('an event that a client got twice', /a client got 2 where 3 comes next/, ({ history }) => history.splice(5, 0, seen(2)));
finds('an event that a client missed while it was away', /a client got 5 where 3 comes next/, ({ history }) => history.splice(9, 1));
finds('an event that a client got again after it was away', /a client got 2 where 3 comes next/, ({ history }) => history.splice(7, 0, seen(2)));
finds('an event that is not stored', /event 9, which a client saw, is not stored/, ({ history }) => history.push(seen(9)));
finds('a number that a client knows and nobody else', /event 9, which a client knows, is not stored/, ({ history }) => history.push(follow(9)));
finds('an event with two contents', /two clients saw different events 3/, ({ history }) => history.splice(9, 1, seen(3, 'other')));
finds('a client that has to load all again', /was told Client too far behind/, ({ history }) => history.push({ ...seen(0), error: 'Client too far behind' }));
finds('an error that is no event of the session', /was told Some error/, ({ history }) => history.push({ ...seen(null), error: 'Some error' }));

/** After all that, the log is begun anew, and the client that knew all of the old one is told so. */
function afterDropped(change) {
  return all => {
    all.stored.events.push({ session: S, seq: null, turn: null, kind: 'dropped' }, event(1001, 3, 'message'), event(1002, 3, 'worked'), event(1003, 3, 'finished'));
    all.stored.messages.push(...Array(1000).fill(text('assistant', 'more')));
    all.history.push(follow(7), { ...seen(0), error: 'Client too far behind' }, follow(0), seen(1001), seen(1003));
    change(all);
  };
}

test('a log that is begun anew', () => assert.deepEqual(found(afterDropped(() => {})), []));
test('a client that the end of the old log has not reached', () => assert.deepEqual(found(afterDropped(({ history }) => history.splice(14, 3, follow(5)))), []));
finds('a log of a short conversation that is begun anew', /the log of 7 messages was begun anew/, afterDropped(({ stored }) => stored.messages.splice(7)));
finds('a log that is begun anew without a word', /a client got 1001 where the drop of its log comes next/, afterDropped(({ history }) => history.splice(17, 2)));
finds('a log whose first event is missed', /a client got 1003 where the first of a log comes next/, afterDropped(({ history }) => without(history, ({ seq }) => seq === 1001)));
finds('a client that has to load all again although its log goes on', /was told Client too far behind/, afterDropped(({ history }) => history.push({ ...seen(0), error: 'Client too far behind' })));
finds('numbers that go on with a gap in a log', /event 1003 comes after 1001/, afterDropped(({ stored }) => without(stored.events, ({ seq }) => seq === 1002)));
finds('a call without an answer', /call w1x1-1 has no answer/, ({ stored }) => without(stored.messages, ({ content }) => content[0].type === 'toolResponse'));
finds('a call with two answers', /call w1x1-1 has 2 answers/, ({ stored }) => stored.messages.splice(4, 0, response('w1x1-1')));
finds('a call that is stored twice', /call w1x1-1 is stored 2 times/, ({ stored }) => stored.messages.splice(2, 0, request('w1x1-1')));
finds('an answer without a call', /an answer to w1x4-7, which nobody has called/, ({ stored }) => stored.messages.push(response('w1x4-7')));
finds('a tool that ran twice', /tool of w1x1-1 began 2 times/, ({ stored }) => stored.begun.push('w1x1-1'));
finds('a tool that was denied', /w1x1-1 ran without being allowed/, ({ history }) => history.splice(5, 1, answer('w1x1-1', 'deny_once')));
finds('a tool that nobody was asked about', /w1x1-1 ran without being allowed/, ({ history }) => without(history, ({ type }) => type === 'answer'));
finds('a job that runs twice at once', /job-0: runs 1 and 4 at once/, ({ stored }) => stored.runs.push(run(4, '00', { start: '2026-01-01T10:00:00.200Z', end: '2026-01-01T10:00:00.300Z' })));
finds('a run that goes on beside the next one', /job-0: runs 1 and 4 at once/, ({ stored }) => stored.runs.splice(0, 1, run(1, '00', { end: '2026-01-01T10:00:07.000Z' })));
finds('more runs than fires', /job-0: 3 runs for 1 fires/, ({ stored }) => {
  stored.runs.splice(1, 2, run(4, '02'), run(5, '03'));
});
finds('two runs in one session', /session t1 belongs to 2 runs/, ({ stored }) => stored.runs.push(run(4, '15', { session_id: 't1' })));
finds('a session without a run', /job-0: 4 sessions for 3 runs/, ({ stored }) => stored.scheduled.push({ id: 't9', job: 'job-0' }));
finds('a job that did its work more often than it ran', /job-0: its tool began 4 times in 3 runs/, ({ stored }) => stored.begun.push('job-0', 'job-0'));
