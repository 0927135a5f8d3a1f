// What can be done with a session, in the list and when it is open. Each says what went wrong by itself.
import { api, save } from './api.js';
import { ask, attempt, confirm, count } from './ui.js';

const path = id => `/sessions/${encodeURIComponent(id)}`;

/// The address of a session's page.
export const pageOf = id => `#/session/${encodeURIComponent(id)}`;

/// @return the new name, or `undefined` if it stays
export async function renameSession(session) {
  const name = await ask('Rename the session', 'Name', session.name);
  if (!name || name === session.name) return undefined;
  return await attempt(() => api.put(`${path(session.id)}/name`, { name }), 'Renamed.') ? name : undefined;
}

/// Opens a copy.
export const forkSession = session => attempt(async () => {
  const { sessionId } = await api.post(`${path(session.id)}/fork`, { copy: true, truncate: false });
  location.hash = pageOf(sessionId);
}, 'Here is the copy; the session itself stays as it is.');

/// The server sends a text with the export in it.
export const exportSession = session => attempt(async () => save(`${session.id}.json`, await api.get(`${path(session.id)}/export`)));

/// @return whether it is gone
export async function deleteSession(session) {
  return await confirm('Delete the session?', `“${session.name}” and its ${count(session.message_count)} messages will be gone. This cannot be undone.`, 'Delete')
    && attempt(() => api.delete(path(session.id)), 'Deleted.');
}
