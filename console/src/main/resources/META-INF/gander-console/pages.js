// The pages, in the order of the navigation. `name` is the first part of the address (`#/name/…`); a page is loaded when it is
// opened. Pages without `group` are not in the navigation.
export const pages = [
  { name: 'new', title: 'New session', icon: 'add', group: 'Work', load: () => import('./pages/new.js') },
  { name: 'sessions', title: 'Sessions', icon: 'sessions', group: 'Work', load: () => import('./pages/sessions.js') },
  { name: 'approvals', title: 'Approvals', icon: 'approvals', group: 'Work', load: () => import('./pages/approvals.js') },
  { name: 'schedules', title: 'Schedules', icon: 'schedule', group: 'Work', load: () => import('./pages/schedules.js') },
  { name: 'recipes', title: 'Recipes', icon: 'recipe', group: 'Work', load: () => import('./pages/recipes.js') },
  { name: 'runs', title: 'Runs', icon: 'run', group: 'Work', load: () => import('./pages/runs.js') },
  { name: 'usage', title: 'Usage and cost', icon: 'chart', group: 'Insight', load: () => import('./pages/usage.js') },
  { name: 'diagnostics', title: 'Diagnostics', icon: 'diagnostics', group: 'Insight', load: () => import('./pages/diagnostics.js') },
  { name: 'models', title: 'Models', icon: 'model', group: 'Set-up', load: () => import('./pages/models.js') },
  { name: 'extensions', title: 'Extensions', icon: 'extensions', group: 'Set-up', load: () => import('./pages/extensions.js') },
  { name: 'settings', title: 'Settings', icon: 'settings', group: 'Set-up', load: () => import('./pages/settings.js') },
  { name: 'keys', title: 'Keys', icon: 'key', group: 'Set-up', load: () => import('./pages/keys.js') },
  { name: 'start', title: 'First steps', icon: 'spark', load: () => import('./pages/start.js') },
  { name: 'local', title: 'Models on this machine', icon: 'model', load: () => import('./pages/local.js') },
  { name: 'session', title: 'Session', icon: 'message', load: () => import('./pages/session.js') }
];

/// Where a person who has just signed in arrives.
export const first = 'sessions';
