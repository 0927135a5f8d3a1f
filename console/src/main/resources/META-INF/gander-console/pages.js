// The pages, in the order of the navigation. `name` is the first part of the address (`#/name/…`); a page is loaded when it is
// opened. Pages without `group` are not in the navigation.
export const pages = [
  { name: 'sessions', title: 'Sessions', icon: 'sessions', group: 'Work', load: () => import('./pages/sessions.js') }
];

/// Where a person who has just signed in arrives.
export const first = 'sessions';
