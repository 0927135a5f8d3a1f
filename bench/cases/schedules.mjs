import fs from 'node:fs';
import path from 'node:path';
import { processorSeconds, residentMegabytes, scratchFolder, sleep } from '../lab/children.mjs';
import { figure, median } from '../lab/figures.mjs';

const JOBS = 10_000;
const FIRES = 20;
const IDLE_MS = 20_000;

export const asks = 'How late does a job start, and what do 10,000 jobs cost that wait?';

export async function run(lab) {
  const busy = await lab.gander();
  const late = await lateness(busy);
  const [without, withJobs] = [await idle(lab, 1), await idle(lab, JOBS)];
  return [
    figure('a run starts after its second, median', median(late), 'ms', { atMost: 50 }),
    figure('a run starts after its second, latest', Math.max(...late), 'ms'),
    figure('memory of 10,000 jobs', withJobs.megabytes - without.megabytes, 'MB', { atMost: 30 }),
    figure('processor time with 1 job, of 20 s', without.seconds * 1000, 'ms'),
    figure('processor time with 10,000 jobs, of 20 s', withJobs.seconds * 1000, 'ms'),
  ];
}

/** How long after a full second each run of a job began that runs in every second. */
async function lateness(gander) {
  const recipe = { title: 'Tick', description: 'Says one word', prompt: '!say tick' };
  await gander.post('/schedule/create', { id: 'tick', recipe, cron: '* * * * * *' });
  for (;;) {
    const { runs } = (await gander.get(`/gander/v1/schedules/tick/runs?limit=${FIRES + 2}`)).json();
    const done = runs.filter(({ outcome }) => outcome === 'succeeded');
    // The first one brings the timer and its library.
    if (done.length > FIRES) return done.slice(0, FIRES).map(({ start }) => new Date(start).getMilliseconds());
    await sleep(500);
  }
}

async function idle(lab, jobs) {
  const gander = await lab.gander({ home: homeWith(jobs) });
  await sleep(10_000);
  const before = processorSeconds(gander.pid);
  await sleep(IDLE_MS);
  return { seconds: processorSeconds(gander.pid) - before, megabytes: residentMegabytes(gander.pid) };
}

function homeWith(count) {
  const home = scratchFolder();
  const data = path.join(home, 'root/data');
  fs.mkdirSync(path.join(data, 'scheduled_recipes'), { recursive: true });
  const source = path.join(data, 'scheduled_recipes/all.yaml');
  fs.writeFileSync(source, 'title: T\ndescription: D\nprompt: p\n');
  const jobs = Array.from({ length: count }, (_, i) => ({
    id: `job ${i}`, source, cron: `${i % 60} ${i % 24} 1 1 *`, last_run: null, currently_running: false, paused: false,
    current_session_id: null, process_start_time: null, parameters: [], recipe_base_dir: null,
  }));
  fs.writeFileSync(path.join(data, 'schedule.json'), JSON.stringify(jobs, null, 2));
  return home;
}
