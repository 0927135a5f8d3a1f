#!/usr/bin/env node
// Compiles the core of tree-sitter for all machines, on any of them: the files that `analyze` loads. They are in the
// repository, since neither our build nor its users need a C compiler, and the same sources and compiler make the
// same bytes.
//
//   node build.mjs           writes them
//   node build.mjs --check   fails if those in the repository are not what the sources give
//
// Needs npm, which has the sources, and pip, which has Zig, a C compiler for all machines (100 MB, 420 MB unpacked).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = 'tree-sitter@0.25.1';
const SOURCES_SHA512 = 'mrcEdkYtHfrK1A6fs3O6FxkBo0Qig5XUXqHhxUOQu0bmPo00QF4XaSx4edpazdHwxnSCjlGKGgIqWdaN4dvTLA==';
const COMPILER = 'ziglang==0.17.1';
const LIBRARIES = fileURLToPath(new URL('../src/main/resources/dev/gander/adapters/analyze/grammar/lib/', import.meta.url));
const FLAGS = ['-O2', '-DNDEBUG', '-std=gnu11', '-fPIC', '-shared', '-s', '-Iinclude', '-Isrc', 'src/lib.c'];

/** What `Machine` calls a file, and what Zig calls the machine. The C library is as old as that of the grammars. */
const MACHINES = {
  'x86_64-linux-gnu-tree-sitter-core.so': 'x86_64-linux-gnu.2.17',
  'aarch64-linux-gnu-tree-sitter-core.so': 'aarch64-linux-gnu.2.17',
  'x86_64-macos-tree-sitter-core.dylib': 'x86_64-macos.11.0',
  'aarch64-macos-tree-sitter-core.dylib': 'aarch64-macos.11.0',
  'x86_64-windows-tree-sitter-core.dll': 'x86_64-windows-gnu',
};

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'gander-natives-'));
try {
  const sources = unpackSources();
  const zig = unpackCompiler();
  const different = Object.entries(MACHINES).filter(([name, target]) => !isSame(name, compile(zig, name, target, sources)));
  if (process.argv.includes('--check') && different.length > 0) {
    console.error(`Not what the sources give: ${different.map(([name]) => name).join(', ')}`);
    process.exitCode = 1;
  }
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}

function run(command, ...args) {
  return execFileSync(command, args, { cwd: work, stdio: ['ignore', 'pipe', 'inherit'] }).toString();
}

function unpackSources() {
  const file = run('npm', 'pack', '--silent', SOURCES).trim();
  const sha512 = createHash('sha512').update(fs.readFileSync(path.join(work, file))).digest('base64');
  if (sha512 !== SOURCES_SHA512) throw new Error(`${SOURCES} is not what it was: ${sha512}`);
  run('tar', 'xzf', file);
  return path.join(work, 'package/vendor/tree-sitter/lib');
}

function unpackCompiler() {
  run('python3', '-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', '.', COMPILER);
  run('python3', '-m', 'zipfile', '-e', fs.readdirSync(work).find(name => name.endsWith('.whl')), 'compiler');
  const zig = path.join(work, 'compiler/ziglang', process.platform === 'win32' ? 'zig.exe' : 'zig');
  fs.chmodSync(zig, 0o755);
  return zig;
}

/** With no path of this machine in the file, neither of the sources nor, on macOS, its own. */
function compile(zig, name, target, sources) {
  const made = path.join(work, name);
  const caches = { ZIG_GLOBAL_CACHE_DIR: path.join(work, 'cache'), ZIG_LOCAL_CACHE_DIR: path.join(work, 'cache') };
  // An older processor than ours has to understand it.
  const args = ['cc', '-target', target, '-mcpu=baseline', ...FLAGS, '-o', made];
  if (target.includes('macos')) args.push(`-Wl,-install_name,@rpath/${name}`);
  execFileSync(zig, args, { cwd: sources, env: { ...process.env, ...caches }, stdio: 'inherit' });
  return fs.readFileSync(made);
}

/** Writes it, unless it is only to be compared. */
function isSame(name, bytes) {
  const file = path.join(LIBRARIES, name);
  const same = fs.existsSync(file) && fs.readFileSync(file).equals(bytes);
  if (!same && !process.argv.includes('--check')) {
    fs.mkdirSync(LIBRARIES, { recursive: true });
    fs.writeFileSync(file, bytes);
  }
  console.log(`${name}: ${bytes.length} bytes, ${same ? 'as it was' : 'new'}`);
  return same;
}
