import { figure, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';

const WARM_UP = 200;
const RUNS = 200;

export const asks = 'How long do the calls take that the settings pages make again and again?';

export async function run(lab) {
  const gander = await lab.gander();
  const providers = () => gander.get('/config/providers');
  const setting = () => gander.post('/config/read', { key: 'GOOSE_PROVIDER', is_secret: false });
  const [first] = await timed(1, providers);
  const listed = (await providers()).json().length;
  if (listed < 60) throw new Error(`${listed} providers in the list`);
  await timed(WARM_UP, providers);
  await timed(WARM_UP, setting);
  return [
    figure('the first list of providers after a start', first, 'ms'),
    figure('the list of providers', median(await timed(RUNS, providers)), 'ms', { atMost: 10 }),
    figure('one setting', median(await timed(RUNS, setting)), 'ms', { atMost: 1 }),
  ];
}
