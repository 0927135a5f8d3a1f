// Colours for code: comments, texts, numbers and the words that most languages share. It need not be exact, only calm.
const HASH = ['bash', 'sh', 'shell', 'zsh', 'console', 'python', 'py', 'ruby', 'rb', 'yaml', 'yml', 'toml', 'ini', 'dockerfile', 'makefile', 'make', 'r', 'perl', 'elixir', 'nix', 'powershell'];
const DASH = ['sql', 'lua', 'haskell', 'hs', 'elm', 'ada'];
const NONE = ['json', 'text', 'txt', 'plain', 'markdown', 'md', 'csv', 'log', ''];
const LONGEST = 30_000;

const WORDS = new Set(('abstract and as assert async await begin boolean break case catch char class const continue def default defer del delete do done double elif else elsif end enum esac except export extends extern false fi final finally float fn for foreach from func function go goto if impl implements import in instanceof int interface is lambda let local long loop match mod module mut namespace new nil None not null nullptr of or override package pass private protected pub public raise record return sealed select self short static string struct super switch then this throw throws trait true True False try type typedef typeof union unless unsafe until use using val var virtual void volatile when where while with yield'
  + ' select insert update delete create table into values set join left right inner outer on group by order having limit distinct alter drop index primary key references').split(' '));

function pattern(language) {
  const comment = HASH.includes(language) ? '#[^\\n]*'
    : DASH.includes(language) ? '--[^\\n]*'
      : ['html', 'xml', 'svg'].includes(language) ? '<!--[\\s\\S]*?-->'
        : language === 'css' ? '\\/\\*[\\s\\S]*?\\*\\/' : '\\/\\/[^\\n]*|\\/\\*[\\s\\S]*?\\*\\/';
  return new RegExp(`(${comment})|("(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*'|\`(?:\\\\.|[^\`\\\\])*\`)|\\b(\\d[\\w.]*)\\b|\\b([A-Za-z_]\\w*)\\b`, 'g');
}

/// A fragment with the code, coloured if its language is known to have colours.
export function colour(code, language = '') {
  const fragment = document.createDocumentFragment();
  const of = language.toLowerCase();
  if (code.length > LONGEST || NONE.includes(of) && of !== 'json') {
    fragment.append(code);
    return fragment;
  }
  if (of === 'diff' || of === 'patch') return lines(code);
  let at = 0;
  for (const match of code.matchAll(pattern(of))) {
    const [text, comment, string, number, word] = match;
    const kind = comment !== undefined ? 'comment' : string !== undefined ? 'string' : number !== undefined ? 'number' : WORDS.has(of === 'sql' ? word.toLowerCase() : word) ? 'word' : undefined;
    if (!kind) continue;
    fragment.append(code.slice(at, match.index), span(kind, text));
    at = match.index + text.length;
  }
  fragment.append(code.slice(at));
  return fragment;
}

function span(kind, text) {
  const element = document.createElement('span');
  element.className = `code-${kind}`;
  element.textContent = text;
  return element;
}

function lines(code) {
  const fragment = document.createDocumentFragment();
  code.split('\n').forEach((line, at) => {
    if (at) fragment.append('\n');
    const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : line.startsWith('@@') ? 'comment' : undefined;
    fragment.append(kind ? span(kind, line) : line);
  });
  return fragment;
}
