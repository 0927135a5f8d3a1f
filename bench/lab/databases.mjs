// Session databases of the size that years leave behind. They take a minute to make, so they are kept in bench/target
// under a name that changes with what they are made from; a benchmark gets a copy that it may change.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratchFolder, stop } from './children.mjs';

const FILLER = fileURLToPath(new URL('../data/FillSessions.java', import.meta.url));
const KEPT = fileURLToPath(new URL('../target', import.meta.url));
const DATABASE = 'root/data/sessions/sessions.db';

/** A user of many years, and a talk that never ended. */
export const MANY_SESSIONS = { sessions: 734, messages: 106_000, megabytes: 700 };
export const LONG_SESSION = { sessions: 1, messages: 33_000, megabytes: 36 };

/** A new home with such a database in it. */
export async function homeWith(lab, size) {
  const kept = await database(lab, size);
  const home = scratchFolder();
  put(kept, path.join(home, DATABASE));
  return home;
}

async function database(lab, { sessions, messages, megabytes }) {
  const filler = createHash('sha256').update(fs.readFileSync(FILLER)).digest('hex').slice(0, 8);
  const kept = path.join(KEPT, `sessions-${sessions}-${messages}-${megabytes}-${filler}.db`);
  if (fs.existsSync(kept)) return kept;
  console.log(`  making ${path.basename(kept)}…`);
  const home = scratchFolder();
  await makeTables(lab, home);
  const made = path.join(home, DATABASE);
  const { java, driver } = toolsOf(lab.image);
  execFileSync(java, ['--enable-native-access=ALL-UNNAMED', '-cp', driver, FILLER, made, sessions, messages, megabytes], { stdio: 'inherit' });
  put(made, `${kept}.part`);
  fs.renameSync(`${kept}.part`, kept);
  fs.rmSync(home, { recursive: true });
  return kept;
}

async function makeTables(lab, home) {
  const gander = await lab.gander({ home });
  await gander.get('/sessions');
  await stop(gander.child);
}

function put(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
}

/** The Java that runs the image, and the image's own driver of SQLite. */
function toolsOf(image) {
  const home = fs.readFileSync(path.join(image, 'lib/goosed.stamp'), 'utf8').split('\n')[0];
  const driver = fs.readdirSync(path.join(image, 'lib')).find(name => name.startsWith('sqlite-jdbc'));
  return { java: path.join(home, 'bin/java'), driver: path.join(image, 'lib', driver) };
}
