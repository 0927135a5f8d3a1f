import fs from 'node:fs';
import path from 'node:path';
import { scratchFolder } from '../lab/children.mjs';
import { figure, median } from '../lab/figures.mjs';
import { timed } from '../lab/lab.mjs';

const RECIPES = 1_000;
const WARM_UP = 60;
const RUNS = 60;

export const asks = 'How long does a list of 1,000 recipes take, and to fill one in?';

export async function run(lab) {
  const gander = await lab.gander({ home: homeWithRecipes() });
  const list = async () => mustBeAll((await gander.get('/recipes/list')).json().manifests);
  const [first] = await timed(1, list);
  await timed(WARM_UP, list);
  return [
    figure('the first list after a start', first, 'ms'),
    figure('the list', median(await timed(RUNS, list)), 'ms', { atMost: 50 }),
    figure('a recipe filled in, without the request around it', await filledIn(gander), 'ms', { atMost: 1 }),
  ];
}

function homeWithRecipes() {
  const home = scratchFolder();
  const folder = path.join(home, 'root/config/recipes');
  fs.mkdirSync(folder, { recursive: true });
  for (let i = 0; i < RECIPES; i++) fs.writeFileSync(path.join(folder, `recipe-${i}.json`), JSON.stringify(recipe(i)));
  return home;
}

const recipe = number => ({
  title: `Recipe ${number}`, description: 'Looks after one thing', instructions: `Work on {{ what }}, carefully.\n${'Do this and that. '.repeat(40)}`,
  prompt: '{% if tone == "kind" %}Please{% endif %} begin with {{ what | upper }}', activities: ['Begin', 'Go on with {{ what }}'],
  parameters: [parameter('what', 'required'), { ...parameter('tone', 'optional'), default: 'kind' }],
});

const parameter = (key, requirement) => ({ key, input_type: 'string', requirement, description: key });

/** The request stores the values too; what storing costs is told by one that stores a name. */
async function filledIn(gander) {
  const { id } = (await gander.post('/agent/start', { working_dir: gander.home, recipe: recipe(0) })).json();
  const fill = i => gander.put(`/sessions/${id}/user_recipe_values`, { userRecipeValues: { what: `thing ${i}` } });
  const rename = i => gander.put(`/sessions/${id}/name`, { name: `name ${i}` });
  for (const warmUp of [fill, rename, fill, rename]) await timed(WARM_UP * 3, warmUp);
  return Math.max(0, median(await timed(RUNS * 3, fill)) - median(await timed(RUNS * 3, rename)));
}

function mustBeAll(manifests) {
  if (manifests.length !== RECIPES) throw new Error(`${manifests.length} recipes in the list`);
}
