// Figures, what they may be, and how they are shown.

/**
 * One line of a report. `budget`: {atMost} or {atLeast}; without one the figure is for orientation. `loose` is the bound for
 * a quick run on a busy machine, if that is worth one.
 */
export const figure = (what, value, unit, budget) => ({ what, value, unit, budget });

/** A line that says why there is no figure. */
export const leftOut = (what, reason) => ({ what, reason });

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = values => percentile(values, 0.5);

export const isOver = ({ value, budget }) =>
  budget !== undefined && (value > (budget.atMost ?? Infinity) || value < (budget.atLeast ?? -Infinity));

/** The figure with its loose bound in place of the strict one. */
export function loosened(entry) {
  if (!entry.budget) return entry;
  const { atMost, loose } = entry.budget;
  const budget = loose === undefined ? undefined : atMost === undefined ? { atLeast: loose } : { atMost: loose };
  return { ...entry, budget };
}

/** Ratios hold on a busy machine too. */
export const isRatio = ({ unit }) => unit === '' || unit === 'x';

/** Three digits that count: 0.31, 4.07, 83.2, 1204. */
const rounded = value => value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

const budgetText = budget => (budget.atMost !== undefined ? `≤ ${budget.atMost}` : `≥ ${budget.atLeast}`);

export function line(entry) {
  if (entry.reason) return `  ${entry.what.padEnd(52)} left out: ${entry.reason}`;
  const shown = `  ${entry.what.padEnd(52)} ${rounded(entry.value).padStart(8)} ${entry.unit.padEnd(8)}`;
  if (!entry.budget) return shown.trimEnd();
  return `${shown} budget ${budgetText(entry.budget).padEnd(7)} ${isOver(entry) ? 'over' : 'ok'}`;
}
