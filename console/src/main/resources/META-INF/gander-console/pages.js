// The pages, in the order of the navigation. `name` is the first part of the address (`#/name/…`); a page is loaded when it is
// opened. Pages without `group` are not in the navigation.
export const pages = [
  { name: 'new', title: 'New session', icon: 'add', group: 'Work', load: () => import('./pages/new.js') },
  { name: 'sessions', title: 'Sessions', icon: 'sessions', group: 'Work', load: () => import('./pages/sessions.js') },
  { name: 'session', title: 'Session', icon: 'message', load: () => import('./pages/session.js') }
];

/// Where a person who has just signed in arrives.
export const first = 'sessions';
