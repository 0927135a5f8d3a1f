// Which extensions a server's new sessions get.
import fs from 'node:fs';
import path from 'node:path';

const PLATFORM = ['developer', 'todo', 'apps', 'chatrecall', 'extensionmanager', 'skills', 'summon', 'tom', 'code_execution', 'analyze', 'summarize', 'orchestrator'];

/** One platform extension alone, for a server that has its root below `home`: both servers get the same work. */
export function useOnly(extension, home) {
  const folder = path.join(home, 'root/config');
  const entry = name => `  ${name}:\n    enabled: ${name === extension}\n    type: platform\n    name: ${name}\n    description: ''\n    bundled: true\n`;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'config.yaml'), 'extensions:\n' + PLATFORM.map(entry).join(''));
}
