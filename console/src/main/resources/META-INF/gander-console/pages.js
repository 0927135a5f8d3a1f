// The pages, in the order of the navigation. `name` is the first part of the address (`#/name/…`); a page is loaded when it is
// opened. Pages without `group` are not in the navigation.
export const pages = [
  { name: 'sessions', title: 'Sessions', icon: 'sessions', group: 'Work', load: () => import('./pages/sessions.js') },
  { name: 'approvals', title: 'Approvals', icon: 'approvals', group: 'Work', load: () => import('./pages/approvals.js') },
  { name: 'schedules', title: 'Schedules', icon: 'schedule', group: 'Work', load: () => import('./pages/schedules.js') },
  { name: 'usage', title: 'Usage and cost', icon: 'chart', group: 'Insight', load: () => import('./pages/usage.js') },
  { name: 'models', title: 'Models', icon: 'model', group: 'Set-up', load: () => import('./pages/models.js') },
  { name: 'local', title: 'Models on this machine', icon: 'model', load: () => import('./pages/local.js') }
];

/// Where a person who has just signed in arrives.
export const first = 'sessions';
