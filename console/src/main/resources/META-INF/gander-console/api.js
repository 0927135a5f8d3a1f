// The server: requests, and what its refusals mean, as sentences.

/// A request that did not succeed; `message` is a sentence for the user, `status` 0 if nobody answered.
export class ApiError extends Error {
  constructor(message, status, retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/// Tells the shell; see `app.js`.
export const signedOut = new EventTarget();

const sentences = {
  0: 'The server does not answer. It may have been stopped, or the connection is broken.',
  401: 'You are not signed in any more.',
  403: 'Your key does not allow this.',
  404: 'This does not exist, or not any more.',
  409: 'Somebody else was faster. Look again at how things are now.',
  413: 'This is larger than the server takes.',
  429: 'Too many tries.',
  502: 'A service that the server needs does not answer.',
  503: 'The server is too busy. Try again in a moment.'
};

async function refusal(response) {
  const text = await response.text().catch(() => '');
  let said = '';
  try {
    const body = JSON.parse(text);
    said = body.message ?? body.error ?? '';
  } catch {
    said = text.length < 300 && !text.trimStart().startsWith('<') ? text : '';
  }
  const wait = Number(response.headers.get('retry-after')) || undefined;
  let sentence = (typeof said === 'string' && said.trim()) || sentences[response.status]
    || `The server failed (${response.status}). Its log says more.`;
  if (wait) {
    sentence += ` Wait ${wait} ${wait === 1 ? 'second' : 'seconds'}.`;
  }
  return new ApiError(/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`, response.status, wait);
}

/// Sends a request and returns the response.
///
/// @param options `query` (an object; empty members are left out), `body` (becomes JSON), `headers`, `signal`,
///   `quiet` (a 401 is the caller's to handle)
export async function request(method, path, { query, body, headers, signal, quiet } = {}) {
  const members = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const address = members.length ? `${path}?${new URLSearchParams(members)}` : path;
  let response;
  try {
    response = await fetch(address, {
      method, signal, credentials: 'same-origin', cache: 'no-store',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body)
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(sentences[0], 0);
  }
  if (response.ok) return response;
  const failure = await refusal(response);
  if (response.status === 401 && !quiet) {
    signedOut.dispatchEvent(new Event('signed-out'));
  }
  throw failure;
}

async function answer(method, path, options) {
  const text = await (await request(method, path, options)).text();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/// Requests with JSON both ways: `await api.get('/gander/v1/sessions', { query: { limit: 20 } })`.
export const api = {
  get: (path, options) => answer('GET', path, options),
  post: (path, body = {}, options) => answer('POST', path, { ...options, body }),
  put: (path, body = {}, options) => answer('PUT', path, { ...options, body }),
  delete: (path, options) => answer('DELETE', path, options)
};

/// Whether an error only says that the page was left meanwhile.
export const wasLeft = error => error?.name === 'AbortError';

/// Offers a text or a blob as a file.
export function save(name, content, type = 'application/json') {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/// A random UUID; the browser's own is missing where a page came over plain HTTP from another machine.
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 0x0f | 0x40;
  bytes[8] = bytes[8] & 0x3f | 0x80;
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
