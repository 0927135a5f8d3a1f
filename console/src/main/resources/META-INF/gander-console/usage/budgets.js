// A form for the limits in `GANDER_BUDGETS`. What it does not show stays as it is.
import { api } from '../api.js';
import { html } from '../html.js';
import { button, dialog, notice, textField, toast } from '../ui.js';

/// What a budget may hold for.
export const SCOPES = { day: 'The whole server', session: 'Session', turn: 'Turn', run: 'Run', recipe: 'Recipe', schedule: 'Schedule', key: 'Key' };
const EACH = { day: 'The whole server, each day', session: 'Each session', turn: 'Each turn', run: 'Each run', recipe: 'Each recipe, each day', schedule: 'Each schedule, each day', key: 'Each key, each day' };
const MEASURES = { cost: 'US dollars', tokens: 'Tokens' };

/// The plan with the limits that were typed.
///
/// @param typed texts by scope and measure
/// @throws Error if one is no amount
export function planOf(plan, typed) {
  const result = { ...plan };
  for (const [scope, limits] of Object.entries(typed)) {
    const changed = { ...result[scope] };
    for (const [measure, text] of Object.entries(limits)) {
      const amount = Number(text.trim().replace(',', '.'));
      if (text.trim() === '') delete changed[measure];
      else if (!Number.isFinite(amount) || amount < 0) throw new Error(`“${text}” is no amount. Write a number such as 2.5, or nothing for no limit.`);
      else if (measure === 'tokens' && !Number.isInteger(amount)) throw new Error(`“${text}” is no number of tokens. Write a whole number.`);
      else changed[measure] = amount;
    }
    if (Object.keys(changed).length) result[scope] = changed;
    else delete result[scope];
  }
  return result;
}

/// Shows the form and stores what was changed.
///
/// @return whether something was stored
export async function editBudgets(signal) {
  let plan;
  try {
    plan = await api.post('/config/read', { key: 'GANDER_BUDGETS', is_secret: false }, { signal }) ?? {};
  } catch (error) {
    toast(error.message, 'bad');
    return false;
  }
  if (typeof plan !== 'object') plan = {};
  const typed = Object.fromEntries(Object.keys(EACH).map(scope => [scope, Object.fromEntries(Object.keys(MEASURES).map(measure => [measure, String(plan[scope]?.[measure] ?? '')]))]));
  let problem;
  return Boolean(await dialog('Limits', (close, redraw) => html`
    <form @submit=${async event => {
      event.preventDefault();
      try {
        const wanted = planOf(plan, typed);
        if (Object.keys(wanted).length) await api.post('/config/upsert', { key: 'GANDER_BUDGETS', value: wanted, is_secret: false });
        else await api.post('/config/remove', { key: 'GANDER_BUDGETS', is_secret: false });
        toast('The limits hold from the next model call on.', 'good');
        close(true);
      } catch (error) {
        problem = error.message;
        redraw();
      }
    }}>
      <div class="dialog-body">
        <p class="note">A turn ends when a limit is reached. An empty field means no limit; 0 allows nothing.</p>
        ${problem ? notice(problem, 'bad') : ''}
        ${Object.entries(EACH).map(([scope, text]) => html`<fieldset class="pair"><legend class="label">${text}</legend>
          ${Object.entries(MEASURES).map(([measure, unit]) => textField(unit, typed[scope][measure], value => { typed[scope][measure] = value; }, { id: `limit-${scope}-${measure}` }))}</fieldset>`)}
      </div>
      <footer>${button({ text: 'Cancel', onclick: () => close() })}${button({ text: 'Save', kind: 'primary', type: 'submit' })}</footer>
    </form>`));
}
