#!/usr/bin/env node
// A stand-in for the hub that models are downloaded from, which misbehaves on demand. No dependencies; Node 18+.
//
//   node mock-hub.mjs FOLDER [options]     serves FOLDER/author/name/… as repositories; prints its address
//
// Options
//   --port N             (a free one)
//   --token T            without "Authorization: Bearer T" there is only 401
//   --log FILE           a JSON line for each request: {method, url, range, authorization, server}
//   --fault FILE=KIND    how files of that name misbehave; may be given several times:
//        cut:N           the connection breaks after N bytes, the first two times
//        held:N          N bytes, and then nothing, the first time
//        slow:N          N bytes a second
//        drip            a byte every two seconds
//        html            a web page in place of the file
//        busy:N          429 with Retry-After: 1, N times
//        wrong           another content than its digest says
//        circle          redirects to itself
//        plain           served by the hub itself, without digest, and ranges are ignored
//   --api html|busy|garbage|huge           how look-ups misbehave
//
// As the real one, it describes a file (x-linked-size, x-linked-etag) and sends its readers to another server, here on
// another port, which notes if it gets a token.
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const args = process.argv.slice(2);
const all = name => args.flatMap((one, i) => (one === `--${name}` ? [args[i + 1]] : []));
const option = (name, otherwise) => all(name)[0] ?? otherwise;
const root = path.resolve(args[0]);
const faults = new Map(all('fault').map(text => text.split(/=(.*)/s).slice(0, 2)));
const token = option('token');
const api = option('api');
const times = new Map();
const digests = new Map();

const note = (server, { method, url, headers }) => {
  if (option('log')) fs.appendFileSync(option('log'), JSON.stringify({ server, method, url, range: headers.range, authorization: headers.authorization }) + '\n');
};

function files(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
}

function digest(file) {
  const { size, mtimeMs } = fs.statSync(file);
  const key = `${file} ${size} ${mtimeMs}`;
  if (!digests.has(key)) {
    const sum = crypto.createHash('sha256');
    const piece = Buffer.alloc(1 << 20);
    const open = fs.openSync(file, 'r');
    for (let count; (count = fs.readSync(open, piece)) > 0;) sum.update(piece.subarray(0, count));
    fs.closeSync(open);
    digests.set(key, sum.digest('hex'));
  }
  return digests.get(key);
}

const fault = file => {
  const [kind, number] = (faults.get(path.basename(file)) ?? '').split(':');
  return { kind, number: Number(number) };
};

function again(file) {
  times.set(file, (times.get(file) ?? 0) + 1);
  return times.get(file);
}

const json = (response, value) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const page = response => response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Please sign in.</body></html>');

function model(repository, sized) {
  const folder = path.join(root, repository);
  return {
    id: repository,
    author: repository.split('/')[0],
    downloads: repository.length,
    siblings: files(folder).map(name => {
      const file = path.join(folder, name);
      return { rfilename: name, ...(sized ? { size: fs.statSync(file).size, lfs: { sha256: digest(file), size: fs.statSync(file).size } } : {}) };
    }),
  };
}

function lookUp(url, response) {
  if (api === 'html') return page(response);
  if (api === 'busy') return response.writeHead(429, { 'retry-after': '1' }).end();
  if (api === 'garbage') return response.writeHead(200).end('{"id": ');
  if (api === 'huge') {
    response.writeHead(200);
    const more = () => { while (response.write(Buffer.alloc(1 << 20, 32))); };
    response.on('drain', more);
    return more();
  }
  const repository = url.pathname.slice('/api/models'.length + 1);
  if (repository !== '') return fs.existsSync(path.join(root, repository)) ? json(response, model(repository, true)) : response.writeHead(404).end();
  const words = (url.searchParams.get('search') ?? '').toLowerCase();
  const found = fs.readdirSync(root).flatMap(author => fs.readdirSync(path.join(root, author)).map(name => `${author}/${name}`)).filter(one => one.toLowerCase().includes(words));
  return json(response, found.slice(0, Number(url.searchParams.get('limit') ?? 100)).map(one => model(one, false)));
}

function send(request, response, file) {
  const size = fs.statSync(file).size;
  const { kind, number } = fault(file);
  const from = kind === 'plain' ? 0 : Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (kind === 'html') return page(response);
  if (kind === 'busy' && again(file) <= number) return response.writeHead(429, { 'retry-after': '1' }).end();
  if (from >= size && size > 0) return response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': size - from, ...(from > 0 ? { 'content-range': `bytes ${from}-${size - 1}/${size}` } : {}) });
  if (request.method === 'HEAD') return response.end();
  if (kind === 'cut' && again(file) <= 2) return fs.createReadStream(file, { start: from, end: from + number - 1 }).on('end', () => response.destroy()).pipe(response, { end: false });
  if (kind === 'held' && again(file) === 1) return fs.createReadStream(file, { start: from, end: from + number - 1 }).pipe(response, { end: false });
  if (kind === 'slow' || kind === 'drip') return trickle(response, file, from, kind === 'drip' ? 1 : Math.max(1, number / 20), kind === 'drip' ? 2000 : 50);
  if (kind === 'wrong') return response.end(Buffer.alloc(size - from, 1));
  return fs.createReadStream(file, { start: from, highWaterMark: 1 << 20 }).pipe(response);
}

function trickle(response, file, from, bytes, millis) {
  const content = fs.readFileSync(file);
  let at = from;
  const timer = setInterval(() => {
    if (response.destroyed || at >= content.length) return clearInterval(timer), response.end();
    response.write(content.subarray(at, (at = Math.min(content.length, at + Math.ceil(bytes)))));
  }, millis);
}

const storage = http.createServer((request, response) => {
  note('storage', request);
  const file = path.join(root, decodeURIComponent(new URL(request.url, 'http://x').pathname));
  return file.startsWith(root) && fs.existsSync(file) ? send(request, response, file) : response.writeHead(404).end();
});

const hub = http.createServer((request, response) => {
  note('hub', request);
  if (token && request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end();
  const url = new URL(request.url, 'http://x');
  if (url.pathname.startsWith('/api/models')) return lookUp(url, response);
  const [, repository, name] = /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(decodeURIComponent(url.pathname)) ?? [];
  const file = repository && path.join(root, repository, name);
  if (!file?.startsWith(root) || !fs.existsSync(file)) return response.writeHead(404).end();
  const { kind } = fault(file);
  if (kind === 'plain') return send(request, response, file);
  if (kind === 'circle') return response.writeHead(302, { location: request.url }).end();
  const location = `http://127.0.0.1:${storage.address().port}/${path.relative(root, file).split(path.sep).map(encodeURIComponent).join('/')}`;
  return response.writeHead(302, { location, 'x-linked-size': fs.statSync(file).size, 'x-linked-etag': `"${digest(file)}"` }).end();
});

storage.listen(0, '127.0.0.1', () => hub.listen(Number(option('port', 0)), '127.0.0.1', () => console.log(`http://127.0.0.1:${hub.address().port}`)));
