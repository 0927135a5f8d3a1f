// What the console costs a browser: time to its first paint, long sessions, large messages, and the memory of a tab that has seen
// many turns.
//
//   node console-weight.mjs SERVER KEY FOLDER [TURNS]
import fs from 'node:fs';
import { CONSOLE, call, check, composer, imported, newSession, open, same, says, see, server, key, signIn, startBrowser, visitSession } from './console-page.mjs';

const TURNS = Number(process.argv[5] ?? 1000);
const browser = await startBrowser();
const system = await browser.newBrowserCDPSession();

/// Megabytes that belong to the tab alone; Linux only.
async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const own = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => fs.readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))
    .map(text => [...text.matchAll(/^Private_\w+: +(\d+) kB/gm)].reduce((sum, [, size]) => sum + Number(size), 0) / 1024);
  return Math.round(Math.max(...own));
}

/// How long the page's own thread works at something, in milliseconds. Not by the clock: other programs want the processor, too.
async function effort(page, work) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  const before = await spent();
  await work();
  const after = await spent();
  await session.detach();
  return Math.round(after - before);
}

try {
  const page = await open(browser);
  await signIn(page);

  await see('the first paint comes soon', async () => {
    const efforts = [];
    const times = [];
    for (let n = 0; n < 6; n++) {
      efforts.push(await effort(page, async () => {
        await page.reload();
        await page.locator('nav').waitFor();
      }));
      // The browser notes a paint a moment after it.
      const paint = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
      times.push(Math.round(await paint.jsonValue()));
    }
    console.error(`first paint after ${times} ms, ${efforts} ms of work`);
    // By hand it is painted after 70 to 180 ms.
    check(Math.min(...efforts) <= 600, `${efforts} ms of work`);
  });

  await see('a session of 33,000 messages opens with its end and is read backwards', async () => {
    const id = await imported(Array.from({ length: 33_000 }, (_, n) => says(n % 2 ? 'assistant' : 'user', [{ type: 'text', text: `Message number ${n}` }], n)));
    const began = Date.now();
    const worked = await effort(page, async () => {
      await visitSession(page, id);
      await page.getByText('Message number 32999', { exact: true }).waitFor();
    });
    console.error(`33,000 messages: ${Date.now() - began} ms, ${worked} ms of work`);
    check(worked < 2_000, `${worked} ms of work`);
    // Whoever scrolls up has seen the end, and so has the page: it hears of a scroll before the next frame but one.
    await page.waitForFunction(() => document.getElementById('main').scrollTop > 0);
    await page.evaluate(() => new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen))));
    await page.evaluate(() => { document.getElementById('main').scrollTop = 0; });
    await page.getByText('Message number 32930', { exact: true }).waitFor();
    const kept = await page.locator('.entry').count();
    check(kept < 300, `${kept} entries are there`);
  });

  await see('a message of 10 MB does not stop the page', async () => {
    const id = await imported([says('user', [{ type: 'text', text: 'Say much' }], 1), says('assistant', [{ type: 'text', text: 'much and more, **again** and again\n\n'.repeat(290_000) }], 2)]);
    const worked = await effort(page, async () => {
      await visitSession(page, id);
      await page.getByRole('button', { name: 'Show more' }).waitFor();
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.locator('.said .button', { hasText: 'Show more' }).waitFor();
    });
    console.error(`10 MB: ${worked} ms of work`);
    check(worked < 3_000, `${worked} ms of work`);
  });

  await see(`after ${TURNS} turns a tab has at most 150 MB`, async () => {
    const id = await newSession();
    await visitSession(page, id);
    await composer(page).waitFor();
    const before = await memory(page);
    const headers = { 'x-secret-key': key };
    const ended = new EventTarget();
    const stop = new AbortController();
    const events = await fetch(`${server}/sessions/${id}/events`, { headers, signal: stop.signal });
    (async () => {
      let told = '';
      for await (const chunk of events.body.pipeThrough(new TextDecoderStream())) {
        told += chunk;
        if (told.includes('"Finish"')) {
          told = '';
          ended.dispatchEvent(new Event('end'));
        }
      }
    })().catch(() => {});
    for (let turn = 0; turn < TURNS; turn++) {
      const end = new Promise(resolve => ended.addEventListener('end', resolve, { once: true }));
      const text = `!new\n!say Turn **${turn}** of many, with a list\n!say \n!say - one\n!say - two\n!say \n!say \`\`\`js\n!say const turn = ${turn};\n!say \`\`\``;
      await call('POST', `/sessions/${id}/reply`, { request_id: crypto.randomUUID(), user_message: { ...says('user', [{ type: 'text', text }], turn), id: undefined } });
      await end;
    }
    stop.abort();
    await page.locator('.markdown strong', { hasText: String(TURNS - 1) }).last().waitFor();
    const after = await memory(page);
    const entries = await page.locator('.entry').count();
    console.error(`memory: ${before} MB, after ${TURNS} turns ${after} MB, ${entries} entries`);
    check(after <= 150, `it has ${after} MB`);
  });

  await see('nothing to complain about', () => same([], page.complaints()));
} finally {
  await browser.close();
}
