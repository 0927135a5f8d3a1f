// The scripted model that every server under test talks to, in a process of its own.
import { fileURLToPath } from 'node:url';
import { freePort, launch, stop, untilReady } from './children.mjs';
import { call } from './http.mjs';

const MOCK = fileURLToPath(new URL('../../contract/tools/mock-llm.mjs', import.meta.url));

export class Model {
  static async start() {
    const port = await freePort();
    const model = new Model(launch(process.execPath, [MOCK, '--port', port]), `http://127.0.0.1:${port}`);
    await untilReady(model.child, `${model.url}/v1/models`, performance.now());
    return model;
  }

  constructor(child, url) {
    this.child = child;
    this.url = url;
  }

  /** What makes a server of either kind use this model, and nothing but this model. */
  settings() {
    return {
      GOOSE_PROVIDER: 'openai',
      GOOSE_MODEL: 'mock',
      OPENAI_HOST: this.url,
      OPENAI_API_KEY: 'any',
      GOOSE_DISABLE_KEYRING: 'true',
      GOOSE_DISABLE_SESSION_NAMING: 'true',
      GOOSE_AUTO_COMPACT_THRESHOLD: '0',
      GOOSE_TELEMETRY_ENABLED: 'false',
    };
  }

  /** The request that the model gets for `turn`, ready to be sent again. */
  async requestOf(turn) {
    await call(`${this.url}/__requests`, { method: 'DELETE' });
    await turn();
    const request = (await call(`${this.url}/__requests`)).json().at(-1);
    await call(`${this.url}/__requests`, { method: 'DELETE' });
    return { path: request.path, text: JSON.stringify(request.body), tools: (request.body.tools ?? []).map(tool => tool.function.name) };
  }

  /** How long the model itself takes to answer that request, without any server between. */
  async milliseconds(request) {
    const start = performance.now();
    await call(this.url + request.path, { body: request.text });
    return performance.now() - start;
  }

  stop() {
    return stop(this.child);
  }
}
