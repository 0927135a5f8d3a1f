// Talks to an agent through a client that @hey-api/openapi-ts has generated.
//
// node talk.js URL KEY FOLDER: twice the same question, once over each of the two streams.

import { client } from './goosed-client/client.gen.js';
import { getSession, reply, resumeAgent, sessionEvents, sessionReply, startAgent } from './goosed-client/index.js';
import type { Message, MessageEvent } from './goosed-client/index.js';

declare const process: { argv: string[] };

const SCRIPT = '!say Hello from the script';

function question(text: string): Message {
  return {
    role: 'user',
    created: Math.floor(Date.now() / 1000),
    content: [{ type: 'text', text }],
    metadata: { userVisible: true, agentVisible: true },
  };
}

function texts(message: Message): string {
  return message.content.map((content) => (content.type === 'text' ? content.text : '')).join('');
}

// What the assistant says until the turn is over.
async function answer(events: AsyncIterable<MessageEvent>): Promise<string> {
  let said = '';
  for await (const event of events) {
    switch (event.type) {
      case 'Message':
        said += texts(event.message);
        break;
      case 'Error':
        throw new Error(event.error);
      case 'Finish':
        return said;
    }
  }
  throw new Error('the stream broke off');
}

const [url, key, folder] = process.argv.slice(2);
client.setConfig({ baseUrl: url, auth: key, throwOnError: true });

const { data: session } = await startAgent({ body: { working_dir: folder }, throwOnError: true });
await resumeAgent({ body: { session_id: session.id, load_model_and_extensions: true } });

// One attempt: the generated client would send the message again whenever the stream breaks off.
const turn = await reply({
  body: { session_id: session.id, user_message: question(SCRIPT) },
  sseMaxRetryAttempts: 1,
});
console.log('reply:', await answer(turn.stream));

// This stream lasts until its client leaves.
const leaving = new AbortController();
const { stream } = await sessionEvents({ path: { id: session.id }, signal: leaving.signal });
const answered = answer(stream);
await sessionReply({
  path: { id: session.id },
  body: { request_id: crypto.randomUUID(), user_message: question(SCRIPT) },
});
console.log('events:', await answered);
leaving.abort();

const { data: stored } = await getSession({ path: { session_id: session.id }, throwOnError: true });
console.log(['stored:', ...(stored.conversation ?? []).map(texts)].join('\n  '));
