// What is written and not sent, by session, so that it survives looking at another page.
import { newDraft } from './composer.js';

const drafts = new Map();

/// The draft of a session.
export function draftOf(id) {
  if (!drafts.has(id)) drafts.set(id, newDraft());
  return drafts.get(id);
}

/// A message that a session is opened with: it is sent as soon as the session is open.
export function sendOnOpening(id, draft) {
  drafts.set(id, { ...draft, due: true });
}
