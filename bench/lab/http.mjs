// A light HTTP client: on two cores the client must not cost more than what it measures.
import http from 'node:http';
import https from 'node:https';

const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
/** For a server whose certificate is its own. */
const tlsAgent = new https.Agent({ rejectUnauthorized: false });
const JSON_BODY = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** Sends a request; the answer's body is still to be read. `body` is an object, or JSON text made beforehand. */
export function open(url, { method, headers, body, signal } = {}) {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const isTls = url.startsWith('https:');
    const options = { agent: isTls ? tlsAgent : agent, signal, method: method ?? (text === undefined ? 'GET' : 'POST'), headers: { ...(text === undefined ? {} : JSON_BODY), ...headers } };
    (isTls ? https : http).request(url, options, resolve).on('error', reject).end(text);
  });
}

/** Closes all connections, idle ones included. */
export const hangUp = () => agent.destroy();

/** Sends a request and gives the whole answer; an answer of 400 and above is an error. */
export async function call(url, options) {
  const response = await open(url, options);
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) text += chunk;
  if (response.statusCode >= 400) throw Object.assign(new Error(`${url}: ${response.statusCode} ${text.slice(0, 300)}`), { status: response.statusCode });
  return { status: response.statusCode, headers: response.headers, text, json: () => JSON.parse(text) };
}

/** Reads a stream of server-sent events to its end and hands over the data of each. */
export async function readEvents(response, onData) {
  if (response.statusCode !== 200) throw new Error(`a stream of events was answered with ${response.statusCode}`);
  response.setEncoding('utf8');
  let rest = '';
  for await (const chunk of response) {
    // An event may be very long, and is not to be searched again for each of its pieces.
    if (!chunk.includes('\n')) {
      rest += chunk;
      continue;
    }
    const events = (rest + chunk).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const at = event.startsWith('data: ') ? 6 : event.indexOf('\ndata: ') + 7;
      if (at > 6 || event.startsWith('data: ')) onData(event.slice(at));
    }
  }
}

/** The events of a stream, for whoever wants to leave before its end. */
export async function* eventsOf(response) {
  response.setEncoding('utf8');
  let rest = '';
  for await (const chunk of response) {
    const events = (rest + chunk).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const data = event.split('\n').find(line => line.startsWith('data: '));
      if (data) yield JSON.parse(data.slice(6));
    }
  }
}
