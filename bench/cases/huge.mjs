import { peakMemory, processorSeconds, residentMegabytes } from '../lab/children.mjs';
import { figure, median } from '../lab/figures.mjs';
import { toolServer } from '../lab/tool-server.mjs';
import { WordyModel } from '../lab/wordy-model.mjs';

/** Of the text as JSON, in bytes: a request may have few more. */
const LENGTH = 50_000_000;
const RUNS = 3;

/** Texts of which all characters stand for themselves in JSON, of which some do not, and of which some are beyond U+00FF. */
const TEXTS = {
  letters: 'a'.repeat(80),
  code: '    if (name.equals("value")) { return "\\n" + name; } // a comment  \n\t',
  pictures: 'A line of plain words with one picture at its end, as models like it 🙂\n',
};

export const asks = 'What do 50 MB of a user\'s text, an answer, arguments or a result of a tool cost?';

export async function run(lab) {
  const figures = [];
  for (const [name, line] of Object.entries(TEXTS)) {
    const text = line.repeat(Math.floor(LENGTH / (Buffer.byteLength(JSON.stringify(line)) - 2)));
    for (const [way, play] of Object.entries(WAYS)) figures.push(...(await measured(lab, `${way}, ${name}`, server => play(server, text, line))));
  }
  return figures;
}

/** A way for a text into a turn of a server. */
const WAYS = {
  'user\'s text': ({ turn }, text) => turn({ text: 'word' }, text),
  answer: ({ turn }, text) => turn({ text }, 'go'),
  arguments: ({ turn }, text) => turn({ tool: 'mock__empty', args: JSON.stringify({ text }) }, 'go'),
  result: ({ turn }, text, line) => turn({ tool: 'mock__big', args: JSON.stringify({ char: line, chars: text.length / line.length }) }, 'go'),
};

/** Each run has a server of its own that has done the same before with a short text. */
async function measured(lab, what, play) {
  const runs = [];
  for (let i = 0; i < RUNS; i++) runs.push(await once(lab, play));
  return [
    figure(`${what}: processor time`, median(runs.map(run => run.seconds)), 's', { atMost: 2 }),
    figure(`${what}: resident memory, at most more`, median(runs.map(run => run.more)), 'MB'),
    figure(`${what}: heap after that and a collection, more`, median(runs.map(run => run.kept)), 'MB'),
  ];
}

async function once(lab, play) {
  const model = await WordyModel.start();
  const gander = await lab.gander({ settings: { OPENAI_HOST: model.url } });
  try {
    await gander.turn(await gander.newSession([toolServer('mock')]), 'go');
    const session = await gander.newSession([toolServer('mock')]);
    const heap = gander.heapBytes();
    const resident = residentMegabytes(gander.pid);
    const before = processorSeconds(gander.pid);
    const { peak } = await peakMemory(gander.pid, () => play({ turn: (next, text) => turn(gander, session, model, next, text) }));
    const seconds = processorSeconds(gander.pid) - before;
    return { seconds, more: peak() - resident, kept: (gander.heapBytes() - heap) / 1e6 };
  } finally {
    await gander.stop();
    await model.stop();
  }
}

function turn(gander, session, model, next, text) {
  model.next = next;
  return gander.turn(session, text);
}
