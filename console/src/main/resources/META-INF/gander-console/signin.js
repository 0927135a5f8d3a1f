// The sign-in page: the key goes to the server once, and what comes back is a cookie that no script can read.
import { html, nothing, render } from './html.js';
import { api } from './api.js';
import { button, notice, textField } from './ui.js';

const picture = new URL('icon.svg', import.meta.url).pathname;

/// Draws the form into `root` and calls `done` when the server took the key.
export function signIn(root, { address, note, done }) {
  const state = { key: '', problem: undefined, busy: false, wait: 0 };
  let timer;

  async function submit(event) {
    event.preventDefault();
    if (state.busy || state.wait) return;
    if (!state.key) return show({ problem: 'Type the key first.' });
    show({ busy: true, problem: undefined });
    try {
      await api.post(address, { key: state.key }, { quiet: true });
      state.key = '';
      render(nothing, root);
      done();
    } catch (error) {
      show({ busy: false, problem: error.status === 401 ? 'This is not a key of this server.' : error.message });
      if (error.retryAfter) waitFor(error.retryAfter);
      root.querySelector('input').focus();
    }
  }

  function waitFor(seconds) {
    clearInterval(timer);
    show({ wait: seconds });
    timer = setInterval(() => {
      show({ wait: state.wait - 1 });
      if (state.wait <= 0) {
        clearInterval(timer);
        show({ problem: undefined });
      }
    }, 1000);
  }

  function show(change) {
    Object.assign(state, change);
    render(html`
      <main class="alone">
        <img src=${picture} alt="" width="48" height="48">
        <h1>Sign in to Gander</h1>
        ${note ? notice(note) : nothing}
        <form @submit=${submit}>
          <!-- For password managers, which want a name beside a secret. -->
          <input hidden name="username" autocomplete="username" value=${location.host}>
          ${textField('Key of the server', state.key, text => { state.key = text; }, { type: 'password', autocomplete: 'current-password', problem: state.problem,
            hint: html`What the server was started with, in <code>GOOSE_SERVER__SECRET_KEY</code>, or a key that somebody made for you.` })}
          ${button({ text: state.wait ? `Wait ${state.wait} s` : 'Sign in', kind: 'primary wide', type: 'submit', busy: state.busy, disabled: state.wait > 0 })}
        </form>
        <p class="note">On the machine of the server, <code>goosed console</code> opens this page signed in.</p>
      </main>`, root);
  }

  show({});
  root.querySelector('input').focus();
}
