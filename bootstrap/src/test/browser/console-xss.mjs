// Nothing that models, tools, users and files say becomes code, or fetches anything, wherever it is shown.
//
//   node console-xss.mjs SERVER KEY FOLDER
import { call, check, imported, newSession, open, quiet, same, say, says, see, server, signIn, startBrowser, visit, visitSession } from './console-page.mjs';

const CORPUS = [
  '<script>attack()</script>',
  '<img src=x onerror=attack()>',
  '<img src="https://elsewhere.example/stolen.png">',
  '<svg onload=attack()>', '<svg><script href="data:,attack()"/></svg>', '<svg><animate onbegin=attack() attributeName=x dur=1s>',
  '<svg><a xlink:href="javascript:attack()"><text x="20" y="20">x</text></a></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=attack()&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=attack()>',
  '<iframe srcdoc="<script>parent.attack()</script>"></iframe>', '<iframe src="javascript:attack()"></iframe>',
  '<object data="javascript:attack()"></object>', '<embed src="javascript:attack()">',
  '<a href="javascript:attack()">x</a>', '<a href="JaVaScRiPt:attack()">x</a>', '<a href="java\tscript:attack()">x</a>', '<a href="&#106;avascript:attack()">x</a>',
  '[x](javascript:attack())', '[x](JAVASCRIPT:attack())', '[x](java&#x09;script:attack())', '[x](data:text/html,<script>attack()</script>)', '[x](vbscript:attack())',
  '[x]: javascript:attack()\n\n[x]', '![x](javascript:attack())', '![x](https://elsewhere.example/stolen.png)', '![x"onerror="attack()](x)', '![x](x"onerror="attack())',
  '<javascript:attack()>', '[a](<javascript:attack()>)', '[x](https://ok.example/"onmouseover="attack())',
  '```"><img src=x onerror=attack()>\ncode\n```', '```html\n<script>attack()</script>\n```', '`<img src=x onerror=attack()>`',
  '| <img src=x onerror=attack()> |\n|---|\n| <script>attack()</script> |',
  '<details open ontoggle=attack()>', '<video><source onerror=attack()></video>', '<audio src=x onerror=attack()>', '<input autofocus onfocus=attack()>', '<select autofocus onfocus=attack()>',
  '<body onload=attack()>', '<marquee onstart=attack()>', '<meta http-equiv="refresh" content="0;url=javascript:attack()">', '<base href="https://elsewhere.example/">', '<link rel=stylesheet href="https://elsewhere.example/a.css">',
  '<style>@import "https://elsewhere.example/a.css";</style>', '<div style="background:url(https://elsewhere.example/a.png)">x</div>',
  '<form action="https://elsewhere.example/"><input name=key><button>Send</button></form>', '<button formaction="javascript:attack()">x</button>',
  '<template><script>attack()</script></template>', '<noscript><p title="</noscript><img src=x onerror=attack()>">', '<textarea></textarea><img src=x onerror=attack()>',
  '<x id=cookie name=cookie>', '<img name=getElementById><img id=app>', '<a id=location href="x">x</a>',
  '"><script>attack()</script>', "';attack();//", '${attack()}', '{{constructor.constructor("attack()")()}}', '</title><script>attack()</script>', '<!--><img src=x onerror=attack()>-->',
  '\u202Egnp.exe', '\u0000<script>attack()</script>', '<scr\u0000ipt>attack()</scr\u0000ipt>', '<img src=x onerror\u000c=attack()>', '&lt;script&gt;attack()&lt;/script&gt;'
];
const ALL = CORPUS.join('\n\n');

const browser = await startBrowser();
try {
  const page = await open(browser, { height: 2000 });
  const attacks = [];
  const requests = [];
  await page.context().exposeFunction('attack', () => attacks.push('an attack ran'));
  page.on('request', request => requests.push(request.url()));
  page.expect(/ 404 .*none\.png/);
  await signIn(page);

  /// Opens all that is folded, and says what there is that should not be.
  async function harmless() {
    const folded = page.locator('main details:not([open]):not(.menu) > summary');
    while (await folded.count()) await folded.first().click();
    // A picture that fails now fails after those of before.
    await page.evaluate(() => new Promise(resolve => { Object.assign(new Image(), { onerror: resolve, src: '/gander/v1/console/none.png' }); }));
    same([], attacks);
    same([], requests.filter(url => !url.startsWith(`${server}/`) && !url.startsWith('blob:')));
    same([], page.complaints());
    same([], await page.evaluate(() => [...document.querySelectorAll('main *')].filter(element =>
      ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'STYLE', 'LINK', 'META', 'BASE', 'MATH', 'VIDEO', 'AUDIO', 'TEMPLATE', 'MARQUEE'].includes(element.tagName.toUpperCase())
      || [...element.attributes].some(({ name, value }) => name.startsWith('on') || name === 'style' || ['href', 'src', 'xlink:href', 'action', 'formaction'].includes(name) && !/^(https?:|mailto:|blob:|#|\/)/.test(value)))
      .map(element => element.outerHTML.slice(0, 200))));
    same('', await page.evaluate(() => location.href.startsWith('http') ? '' : location.href));
  }

  const call1 = { type: 'toolRequest', id: 'c"><img src=x onerror=attack()>', toolCall: { status: 'success', value: { name: '<img src=x onerror=attack()>', arguments: { [CORPUS[1]]: ALL, command: CORPUS[0], list: CORPUS, nested: { [CORPUS[2]]: CORPUS[3] } } } }, _meta: { goose_extension: CORPUS[1] } };
  const failed = { type: 'toolRequest', id: 'c2', toolCall: { status: 'error', error: ALL } };

  await see('each payload alone in an answer', async () => {
    await visitSession(page, await imported(CORPUS.map((text, at) => says('assistant', [{ type: 'text', text }], at))));
    await page.locator('.markdown').last().waitFor();
    await harmless();
  });

  await see('all of them in every part of a stored session', async () => {
    const id = await imported([
      says('user', [{ type: 'text', text: ALL }], 1),
      says('assistant', [{ type: 'thinking', thinking: ALL, signature: '' }, { type: 'text', text: ALL }], 2),
      says('assistant', [call1, failed], 3),
      says('user', [{ type: 'toolResponse', id: call1.id, toolResult: { status: 'success', value: { isError: false, content: [{ type: 'text', text: ALL }, { type: 'image', data: '"><img src=x onerror=attack()>', mimeType: 'image/png' }, { type: 'resource', resource: { uri: CORPUS[1], mimeType: 'text/html', text: ALL } }] } } }], 4),
      says('assistant', [{ type: 'systemNotification', notificationType: 'inlineMessage', msg: ALL }], 5),
      says('assistant', [{ type: 'image', data: btoa('<svg xmlns="http://www.w3.org/2000/svg" onload="attack()"/>'), mimeType: 'image/svg+xml' }], 6)
    ]);
    await call('PUT', `/sessions/${id}/name`, { name: CORPUS[1] });
    await visitSession(page, id);
    await page.locator('.markdown').waitFor();
    await harmless();
    check(await page.locator('h1', { hasText: 'onerror' }).count(), 'the name is not shown as it is');
  });

  await see('the names of sessions in the list and in questions', async () => {
    await visit(page, 'sessions');
    await page.getByRole('main').getByRole('link', { name: CORPUS[1] }).waitFor();
    await harmless();
    await page.getByLabel(`Actions for ${CORPUS[1]}`).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByText('onerror').waitFor();
    await harmless();
    await page.keyboard.press('Escape');
  });

  await see('a running turn: what is streamed, called, asked and printed', async () => {
    const id = await newSession();
    await call('POST', '/agent/update_session', { session_id: id, goose_mode: 'approve' });
    await visitSession(page, id);
    const lines = CORPUS.flatMap(text => text.split('\n')).filter(text => !/[\u0000\u000c]/.test(text));
    await say(page, `!think ${CORPUS[1]} ${CORPUS[3]}\n${lines.map(line => `!say ${line}`).join('\n')}\n!tool shell ${JSON.stringify({ command: `printf '%s\\n' '<img src=x onerror=attack()>' '<script>attack()</script>' >&2; exit 3`, [CORPUS[1]]: CORPUS[0] })}\n---\n!say over`);
    await page.getByRole('button', { name: 'Allow once' }).waitFor();
    await harmless();
    await page.getByRole('button', { name: 'Allow once' }).click();
    await page.getByText('over', { exact: true }).waitFor();
    await quiet(page);
    await harmless();
    await page.reload();
    await page.getByText('over', { exact: true }).waitFor();
    await harmless();
  });

  await see('errors of the server', async () => {
    page.expect(/ 40[04] .*sessions[/=]%3Cimg/);
    await visitSession(page, encodeURIComponent(CORPUS[1]));
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await visit(page, `${encodeURIComponent(CORPUS[0])}?q=${encodeURIComponent(CORPUS[1])}`);
    await page.getByRole('heading', { name: 'Sessions', exact: true }).waitFor();
    await harmless();
  });
} finally {
  await browser.close();
}
