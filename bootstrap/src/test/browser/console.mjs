// What people do with the console, in Chromium, and how it looks light and dark, on a phone, a tablet and a wide screen.
//
//   node console.mjs SERVER KEY FOLDER MOCK_MCP
import fs from 'node:fs';
import path from 'node:path';
import { CONSOLE, becomes, call, check, composer, examine, folder, leaves, line, newSession, open, quiet, same, say, see, seen, signIn, startBrowser, visit, visitSession } from './console-page.mjs';

const MOCK_MCP = process.argv[5];

/// A tool that works until it is told to end.
function endless(command) {
  const ended = path.join(folder, `ended-${crypto.randomUUID()}`);
  return { call: JSON.stringify({ command: `${command} until test -e ${ended}; do sleep 0.05; done; kill $! || true` }), end: () => fs.writeFileSync(ended, '') };
}

const browser = await startBrowser();
try {
  await see('without JavaScript a text says so', async () => {
    const page = await open(browser, { javaScript: false });
    await page.goto(CONSOLE);
    await page.locator('noscript p', { hasText: 'needs JavaScript' }).waitFor();
    check(await page.locator('noscript p').evaluate(text => text.getBoundingClientRect().top < innerHeight), 'nobody sees it');
    await page.context().close();
  });

  const page = await open(browser);

  await see('a wrong key is refused in the form', async () => {
    await page.goto(CONSOLE);
    await page.getByLabel('Key of the server').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('not a key of this server').waitFor();
    await examine(page, 'sign-in-refused');
  });

  await see('the key signs in, and no script can read what it became', async () => {
    await signIn(page);
    await page.getByRole('heading', { name: 'Sessions', exact: true }).waitFor();
    same('', await page.evaluate(() => document.cookie + JSON.stringify({ ...sessionStorage, ...localStorage }).replace('{}', '')));
  });

  await see('a reload stays signed in', async () => {
    await page.reload();
    await page.getByRole('heading', { name: 'Sessions', exact: true }).waitFor();
  });

  await see('without sessions it says what they are', () => page.getByText('No sessions yet').waitFor());

  await see('a session begins with the first words', async () => {
    await page.getByRole('link', { name: 'New session' }).first().click();
    await page.getByLabel('Folder of the server').fill(folder);
    await composer(page).fill('!think I wonder\n!say # Answer\n!say It is **42**.');
    await page.keyboard.press('Enter');
    await page.locator('.markdown strong', { hasText: '42' }).waitFor();
    await quiet(page);
    same('Answer', await page.locator('.markdown h3').innerText());
  });

  await see('thoughts are folded', async () => {
    check(!await page.locator('.thought-text').count(), 'they are open');
    await page.locator('.thought summary').click();
    await page.locator('.thought-text', { hasText: 'I wonder' }).waitFor();
  });

  await see('events are read however they arrive in pieces', async () => same([], await page.evaluate(async () => {
    const { EventReader } = await import('/gander/v1/console/feed.js');
    const stream = ': ping\n\nid: 7\ndata: {"a":\ndata: 1}\n\ndata:x\r\n\r\nevent: y\n\nid: 8\ndata: é🦢\n\n';
    const expected = JSON.stringify([{ id: '7', data: '{"a":\n1}' }, { id: '7', data: 'x' }, { id: '8', data: 'é🦢' }]);
    const wrong = [];
    for (let cut = 0; cut <= stream.length; cut++) {
      const reader = new EventReader();
      const events = JSON.stringify([...reader.push(stream.slice(0, cut)), ...reader.push(stream.slice(cut))]);
      if (events !== expected) wrong.push(`cut at ${cut}: ${events}`);
    }
    return wrong;
  })));

  await see('what is stored and told in any order is shown once', async () => same([], await page.evaluate(async () => {
    const { Conversation } = await import('/gander/v1/console/conversation/model.js');
    const metadata = { userVisible: true, agentVisible: true };
    const message = (id, role, ...content) => ({ id, role, created: 1, metadata, content });
    const text = words => ({ type: 'text', text: words });
    const request = { type: 'toolRequest', id: 'c', toolCall: { status: 'success', value: { name: 'shell', arguments: {} } } };
    const response = { type: 'toolResponse', id: 'c', toolResult: { status: 'success', value: { content: [text('out')], isError: false } } };
    const told = (...messages) => messages.map(one => ({ type: 'Message', chat_request_id: 'r', message: one }));
    const turn = told(message('a', 'assistant', text('On')), message('a', 'assistant', text('e')), message('a', 'assistant', request), message('t', 'user', response),
      message('b', 'assistant', text('Tw')), message('b', 'assistant', text('o')));
    const stored = [message('u', 'user', text('Hi')), message('a', 'assistant', text('One')), message('other', 'assistant', request), message('t', 'user', response), message('b', 'assistant', text('Two'))];
    const wrong = [];
    // So many of the messages are stored when the page loads, and the feed tells all of the turn.
    for (let known = 1; known <= stored.length; known++) {
      const conversation = new Conversation();
      conversation.restart(stored.slice(0, known));
      turn.forEach(event => conversation.apply(event));
      const shown = conversation.entries.map(entry => `${entry.kind}:${entry.text ?? entry.result?.value.content[0].text}`).join(' ');
      if (shown !== 'user:Hi text:One tool:out text:Two') wrong.push(`${known}: ${shown}`);
    }
    const early = new Conversation();
    early.restart([stored[3]]);
    early.prepend([stored[2]]);
    if (early.entries[0].result?.value.content[0].text !== 'out') wrong.push('an answer on a later page is lost');
    const steered = new Conversation();
    steered.say(message('mine', 'user', text('hurry')), { steered: true });
    told(message('steer_1', 'user', text('hurry'))).forEach(event => steered.apply(event));
    steered.rename('mine', 'steer_1');
    if (steered.entries.length !== 1) wrong.push('a word meanwhile is there twice');
    return wrong;
  })));

  const id = await newSession();
  await call('POST', '/agent/update_session', { session_id: id, goose_mode: 'approve' });
  await visitSession(page, id);

  await see('a call waits for consent, and runs with it', async () => {
    await say(page, '!tool shell {"command": "echo from the tool"}\n---\n!say It ran.');
    await page.getByRole('button', { name: 'Allow once' }).click();
    await page.getByText('It ran.', { exact: true }).waitFor();
    await page.locator('.tool summary').click();
    await page.locator('.tool .raw', { hasText: 'from the tool' }).waitFor();
    await quiet(page);
  });

  await see('a call that is declined does not run', async () => {
    await say(page, '!tool shell {"command": "touch must-not-be"}\n---\n!say Then not.');
    await page.getByRole('button', { name: 'Deny', exact: true }).click();
    await page.getByText('Then not.', { exact: true }).waitFor();
    await quiet(page);
  });

  await see('two tabs answer one question: the second hears that it was too late', async () => {
    const other = await page.context().newPage();
    await visitSession(other, id);
    await composer(other).waitFor();
    await say(page, '!tool shell {"command": "true"}\n---\n!say Once.');
    await Promise.all([page, other].map(tab => tab.getByRole('button', { name: 'Allow once' }).waitFor()));
    await page.getByRole('button', { name: 'Allow once' }).click();
    await other.getByRole('button', { name: 'Allow once' }).waitFor({ state: 'detached' });
    await other.getByText('Once.', { exact: true }).waitFor();
    await other.close();
    await quiet(page);
  });

  await call('POST', '/agent/update_session', { session_id: id, goose_mode: 'auto' });

  await see('tabs that nobody sees leave the connections of the browser to others', async () => {
    const tabs = [];
    for (let at = 0; at < 8; at++) {
      const tab = await page.context().newPage();
      await visitSession(tab, id);
      await composer(tab).waitFor();
      await tab.getByText('Once.', { exact: true }).waitFor();
      await seen(tab, false);
      tabs.push(tab);
    }
    await say(page, '!say Said to none of them.');
    await page.getByText('Said to none of them.', { exact: true }).waitFor();
    await quiet(page);
    await seen(tabs[0], true);
    await tabs[0].getByText('Said to none of them.', { exact: true }).waitFor();
    same(1, await tabs[0].getByText('Said to none of them.', { exact: true }).count());
    for (const tab of tabs) await tab.close();
  });

  await see('a turn can be stopped', async () => {
    await say(page, '!say Beginning\n!hang');
    await page.locator('.markdown', { hasText: 'Beginning' }).waitFor();
    // What is said before the turn has ended waits for that.
    let goOn;
    const said = new Promise(resolve => (goOn = resolve));
    await page.route('**/cancel', async route => { await said; await route.continue(); });
    await page.getByRole('button', { name: 'Stop' }).click();
    await say(page, '!say After the stop.');
    await page.getByText('!say After the stop.').waitFor();
    goOn();
    await page.getByText('After the stop.', { exact: true }).waitFor();
    await page.unroute('**/cancel');
    await quiet(page);
  });

  await see('what is said in the middle of a turn is heard', async () => {
    const tool = endless('');
    await say(page, `!tool shell ${tool.call}\n---\n!say Waited.`);
    await page.locator('.tool.running').waitFor();
    await say(page, 'hurry up');
    await page.getByText('waits for the model').waitFor();
    tool.end();
    await page.getByText('said meanwhile').waitFor();
    await quiet(page);
    await becomes(1, () => page.locator('.bubble', { hasText: 'hurry up' }).count());
  });

  await see('a message is edited and sent again', async () => {
    await say(page, '!say First wording.');
    await page.getByText('First wording.', { exact: true }).waitFor();
    await quiet(page);
    await page.locator('.from-user').last().hover();
    await page.locator('.from-user').last().getByRole('button', { name: 'Edit and send again' }).click();
    await page.getByLabel('Edit the message').fill('!say Second wording.');
    await page.getByRole('button', { name: 'Send again', exact: true }).click();
    await page.getByText('Second wording.', { exact: true }).waitFor();
    await quiet(page);
    await page.getByText('First wording.', { exact: true }).waitFor({ state: 'detached' });
  });

  await see('an answer that breaks says why', async () => {
    await visitSession(page, await newSession());
    await say(page, '!error 401 the key of the service is wrong');
    await page.locator('.notice.bad, .markdown', { hasText: 'the key of the service is wrong' }).first().waitFor();
    await quiet(page);
    await visitSession(page, id);
  });

  await see('the connection drops in the middle of a turn, and nothing is lost or said twice', async () => {
    const way = await line();
    const caller = await open(browser);
    await signIn(caller, way.console);
    await caller.goto(`${way.console}#/session/${await newSession()}`);
    const words = (from, to) => Array.from({ length: to - from }, (_, n) => `word${from + n}`).join(' ');
    await say(caller, `!rate 15\n!say ${words(0, 45)}`);
    await caller.locator('.markdown', { hasText: 'word3' }).waitFor();
    way.cut();
    await caller.getByText('The connection is broken').waitFor();
    way.mend();
    await caller.getByText('The connection is broken').waitFor({ state: 'detached' });
    await caller.locator('.markdown', { hasText: 'word44' }).waitFor();
    await quiet(caller);
    await becomes([words(0, 45)], async () => (await caller.locator('.markdown').allInnerTexts()).map(text => text.trim()));
    way.cut();
    await say(caller, 'into the void');
    await caller.getByText('The server does not answer').first().waitFor();
    await becomes('into the void', () => composer(caller).inputValue());
    await becomes(1, () => caller.locator('.bubble').count());
    await caller.context().close();
    way.close();
  });

  const broken = of => of.locator('.status', { hasText: 'The connection is broken' });

  await see('a session is opened while the connection is broken, and comes by itself', async () => {
    const way = await line();
    const caller = await open(browser);
    await signIn(caller, way.console);
    await caller.goto(`${way.console}#/session/${id}`);
    await composer(caller).waitFor();
    const opened = await newSession();
    way.cut();
    await caller.evaluate(address => { location.hash = address; }, `#/session/${opened}`);
    await broken(caller).waitFor();
    way.mend();
    await broken(caller).waitFor({ state: 'detached' });
    await caller.getByText('Nothing has been said yet').waitFor();
    await caller.context().close();
    way.close();
  });

  await see('the connection breaks while a call waits for consent', async () => {
    const way = await line();
    const caller = await open(browser);
    await signIn(caller, way.console);
    const asking = await newSession();
    await call('POST', '/agent/update_session', { session_id: asking, goose_mode: 'approve' });
    await caller.goto(`${way.console}#/session/${asking}`);
    await say(caller, '!tool shell {"command": "true"}\n---\n!say Allowed.');
    await caller.getByRole('button', { name: 'Allow once' }).waitFor();
    way.cut();
    await broken(caller).waitFor();
    await caller.getByRole('button', { name: 'Allow once' }).click();
    await caller.locator('.question').getByText('The server does not answer').waitFor();
    way.mend();
    await broken(caller).waitFor({ state: 'detached' });
    await caller.getByRole('button', { name: 'Allow once' }).click();
    await caller.getByText('Allowed.', { exact: true }).waitFor();
    await quiet(caller);
    await caller.context().close();
    way.close();
  });

  await see('what arrived although the connection broke is not sent once more', async () => {
    await visitSession(page, await newSession());
    page.expect(/ net::ERR_.*\/reply$/);
    await page.route('**/reply', async route => {
      await route.fetch();
      await route.abort();
    });
    await say(page, '!say It arrived.');
    await page.getByText('It arrived.', { exact: true }).waitFor();
    await becomes('', () => composer(page).inputValue());
    await becomes(1, () => page.locator('.bubble').count());
    await page.unroute('**/reply');
    await quiet(page);
  });

  await see('a session is deleted in one tab while another talks in it', async () => {
    const shared = await newSession();
    const other = await page.context().newPage();
    await visitSession(other, shared);
    await say(other, '!say Talking\n!hang');
    await other.locator('.markdown', { hasText: 'Talking' }).waitFor();
    await call('DELETE', `/sessions/${shared}`);
    await other.getByRole('heading', { name: 'Sessions', exact: true }).waitFor();
    await other.close();
  });

  await see('two tabs edit one message: the later one wins, and both show it', async () => {
    const shared = await newSession();
    const other = await page.context().newPage();
    await Promise.all([page, other].map(tab => visitSession(tab, shared)));
    await say(page, '!say Original.');
    for (const tab of [page, other]) {
      await tab.getByText('Original.', { exact: true }).waitFor();
      await quiet(tab);
      await tab.locator('.from-user').last().hover();
      await tab.locator('.from-user').last().getByRole('button', { name: 'Edit and send again' }).click();
    }
    await page.getByLabel('Edit the message').fill('!say Changed here.');
    await page.getByRole('button', { name: 'Send again', exact: true }).click();
    for (const tab of [page, other]) await tab.getByText('Changed here.', { exact: true }).waitFor();
    await quiet(page);
    await other.locator('.from-user').last().hover();
    await other.locator('.from-user').last().getByRole('button', { name: 'Edit and send again' }).click();
    await other.getByLabel('Edit the message').fill('!say Changed there.');
    await other.getByRole('button', { name: 'Send again', exact: true }).click();
    for (const tab of [page, other]) {
      await tab.getByText('Changed there.', { exact: true }).waitFor();
      await tab.getByText('Changed here.', { exact: true }).waitFor({ state: 'detached' });
      await tab.getByText('Original.', { exact: true }).waitFor({ state: 'detached' });
    }
    await other.close();
    await quiet(page);
    await visitSession(page, id);
  });

  await see('a picture of 50 MB is refused with a reason', async () => {
    const large = path.join(folder, 'large.png');
    fs.closeSync(fs.openSync(large, 'w'));
    fs.truncateSync(large, 50_000_000);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach pictures' }).click();
    await (await chooser).setFiles(large);
    await page.getByText('Pictures of more than 25 MB together cannot be sent.').waitFor();
    same(0, await page.locator('.attached').count());
  });

  await see('a tool that prints without end does not freeze the page', async () => {
    const tool = endless('yes a line that is printed again and again &');
    await say(page, `!tool shell ${tool.call}\n---\n!say Enough.`);
    await page.locator('.tool.running').last().waitFor();
    // Half of them, since a busy machine stops any page now and then.
    const usual = await page.evaluate(async () => {
      const waits = [];
      for (let last = performance.now(); waits.length < 60;) {
        await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 0)));
        waits.push(performance.now() - last);
        last = performance.now();
      }
      return waits.sort((one, other) => one - other)[30];
    });
    check(usual < 1_000, `half of the pictures took ${Math.round(usual)} ms and more`);
    await page.locator('.tool.running summary').last().click();
    await page.getByRole('region', { name: 'Output so far' }).getByText('a line that is printed').waitFor();
    tool.end();
    await page.getByText('Enough.', { exact: true }).waitFor();
    await quiet(page);
  });

  await see('an extension asks in a form, and hears what is filled in', async () => {
    await visitSession(page, await newSession([{ type: 'stdio', name: 'mock', description: '', cmd: process.execPath, args: [MOCK_MCP, '--only', 'elicit'], envs: {}, timeout: 30 }]));
    await say(page, '!tool mock__elicit {"message": "Who are you?"}\n---\n!say Heard.');
    await page.getByText('Who are you?').last().waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).first().click();
    await page.getByText('This is needed.').waitFor();
    await page.getByLabel('Name').fill('Grace');
    await examine(page, 'extension-asks');
    await page.keyboard.press('Enter');
    await page.getByText('Heard.', { exact: true }).waitFor();
    await page.locator('.tool summary').click();
    await page.locator('.tool .raw', { hasText: 'Grace' }).waitFor();
    await visitSession(page, id);
  });

  await see('a picture is sent and shown', async () => {
    const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach pictures' }).click();
    await (await chooser).setFiles({ name: 'dot.png', mimeType: 'image/png', buffer: dot });
    await page.getByAltText('dot.png').waitFor();
    await say(page, '!say I see it.');
    await page.getByText('I see it.', { exact: true }).waitFor();
    await page.locator('.picture img').waitFor();
    await quiet(page);
  });

  await see('a session is renamed, here and in the list', async () => {
    await page.getByLabel('Actions for this session').click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Trial of tools');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Trial of tools' }).waitFor();
    await visit(page, 'sessions');
    await page.getByRole('main').getByRole('link', { name: 'Trial of tools' }).waitFor();
  });

  await see('search finds what was said', async () => {
    await page.getByRole('searchbox').fill('wording');
    await page.getByRole('main').getByRole('link', { name: 'Trial of tools' }).waitFor();
    await page.getByRole('searchbox').fill('neversaidanywhere');
    await page.getByText('Nothing found').waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('main').getByRole('link', { name: 'Trial of tools' }).waitFor();
  });

  await see('a session is exported and imported', async () => {
    const download = page.waitForEvent('download');
    await page.getByLabel('Actions for Trial of tools').click();
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await (await download).path();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import' }).click();
    await (await chooser).setFiles(file);
    await page.getByText('Second wording.', { exact: true }).waitFor();
  });

  await see('a session is forked', async () => {
    const before = page.url();
    await leaves(page, async () => {
      await page.getByLabel('Actions for this session').click();
      await page.getByRole('button', { name: 'Fork' }).click();
      await page.waitForURL(url => url.href !== before);
    });
    await page.getByText('Second wording.', { exact: true }).waitFor();
  });

  await see('a session is deleted after a question', async () => {
    await page.getByLabel('Actions for this session').click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByLabel('Actions for this session').click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Sessions', exact: true }).waitFor();
  });

  await see('a session that does not exist says so', async () => {
    page.expect(/ 404 .*20200101_99/);
    await visitSession(page, '20200101_99');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });

  await see('all of it works by keyboard', async () => {
    await visit(page, 'sessions');
    await page.reload();
    await page.getByRole('main').getByRole('link', { name: 'Trial of tools' }).first().waitFor();
    // A page that has loaded puts the focus on its heading.
    await page.waitForFunction(() => document.activeElement.matches('h1'));
    await page.evaluate(() => document.activeElement.blur());
    const missing = new Set(['Skip to the content', 'New session', 'Sign out', 'Search what was said', 'Import', 'Trial of tools']);
    for (let n = 0; n < 200 && missing.size; n++) {
      await page.keyboard.press('Tab');
      const reached = await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText?.trim() ?? '');
      missing.forEach(one => reached.includes(one) && missing.delete(one));
    }
    same([], [...missing]);
  });

  await see('the browser has nothing to complain about', async () => same([], page.complaints()));

  for (const [size, width, height] of [['phone', 360, 740], ['tablet', 820, 1100], ['wide', 1600, 950]]) {
    for (const scheme of ['light', 'dark']) {
      const visitor = await open(browser, { width, height, scheme });
      const name = part => `${part}-${size}-${scheme}`;
      await see(`sign-in, ${size}, ${scheme}`, async () => {
        await visitor.goto(CONSOLE);
        await visitor.getByLabel('Key of the server').waitFor();
        await examine(visitor, name('sign-in'));
        await signIn(visitor);
      });
      await see(`sessions, ${size}, ${scheme}`, async () => {
        await visitor.getByRole('main').getByRole('link', { name: 'Trial of tools' }).first().waitFor();
        await examine(visitor, name('sessions'));
      });
      await see(`new session, ${size}, ${scheme}`, async () => {
        await visit(visitor, 'new');
        await composer(visitor).waitFor();
        await examine(visitor, name('new'));
      });
      await see(`conversation, ${size}, ${scheme}`, async () => {
        await visitSession(visitor, id);
        await visitor.getByText('I see it.', { exact: true }).waitFor();
        await visitor.locator('.tool summary').first().click();
        await examine(visitor, name('conversation'));
      });
      await see(`nothing to complain about, ${size}, ${scheme}`, () => same([], visitor.complaints()));
      await visitor.context().close();
    }
  }

  await see('signing out ends it', async () => {
    await visit(page, 'sessions');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Key of the server').waitFor();
    await page.reload();
    await page.getByLabel('Key of the server').waitFor();
  });
} finally {
  await browser.close();
}
