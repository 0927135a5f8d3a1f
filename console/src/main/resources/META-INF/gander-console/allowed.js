// What a key may do. A page that the key may not use says so, instead of failing request by request.
import { api } from './api.js';
import { html } from './html.js';
import { heading, notice } from './ui.js';

const PURPOSES = {
  read: 'reading', chat: 'beginning and using sessions, runs and schedules', approve: 'answering questions of tools',
  configure: 'changing settings, providers, extensions and recipes', admin: 'administrators'
};

/// The scopes of the key with which the user has signed in.
export const scopes = async signal => new Set((await api.get('/gander/v1/console/session', { signal })).scopes);

/// Draws that the page cannot be used, if the key lacks the scope.
///
/// @return whether it has it
export async function isAllowed(view, title, scope) {
  if ((await scopes(view.signal)).has(scope)) return true;
  view.draw(html`${heading(title)}${lacking(scope)}`);
  return false;
}

/// Says that the key lacks a scope.
export const lacking = scope => notice(html`Your key may not do this: it lacks the scope <code>${scope}</code>, which is for ${PURPOSES[scope]}.
  Whoever runs the server can make you another one (<code>goosed keys</code>).`, 'warn');
