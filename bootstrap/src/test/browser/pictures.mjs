// Draws a picture of each kind that `autovisualiser` has, in the frames that the server gives to apps, light and then dark.
// Writes one line for each, and whatever the browser complains of.
//
//   node pictures.mjs SERVER KEY FOLDER
import { extension, key, server, startBrowser, startHost } from './client.mjs';

const pictures = [
  ['show_chart', { data: { type: 'line', title: 'Sales', labels: ['Jan', 'Feb', 'Mar'], xAxisLabel: 'month',
    datasets: [{ label: 'North', data: [3, 5, 2], fill: true }, { label: 'South', data: [1, 4, 6] }] } }],
  ['render_sankey', { data: { nodes: [{ name: 'Coal' }, { name: 'Gas' }, { name: 'Power' }],
    links: [{ source: 'Coal', target: 'Power', value: 3 }, { source: 'Gas', target: 'Power', value: 5 }] } }],
  ['render_radar', { data: { labels: ['Speed', 'Price', 'Range'], datasets: [{ label: 'A', data: [4, 3, 5] }] } }],
  ['render_donut', { data: [{ title: 'One', values: [{ label: 'x', value: 3 }, { label: 'y', value: 5 }] },
    { type: 'pie', values: [1, 2], labels: ['a', 'b'] }] }],
  ['render_treemap', { data: { name: 'Disk', children: [{ name: 'home', children: [{ name: 'music', value: 30 }] }, { name: 'var', value: 20 }] } }],
  ['render_chord', { data: { labels: ['Berlin', 'Paris', 'Rome'], matrix: [[0, 5, 3], [4, 0, 2], [3, 1, 0]] } }],
  ['render_map', { data: { markers: [{ lat: 52.5, lng: 13.4, name: 'Berlin' }, { lat: 41.9, lng: 12.5, name: 'Rome' }] } }],
  ['render_mermaid', { mermaid_code: 'graph TD; A[Start] --> B{Ok?}; B -->|no| A' }],
  ['render_mermaid', { mermaid_code: 'graph TD; A --' }]
];

const callTool = await extension({ type: 'builtin', name: 'autovisualiser' });
const host = await startHost();
const browser = await startBrowser();
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', error => console.log(`an error: ${error.message}`));
  page.on('console', message => message.type() === 'error' && console.log(`a complaint: ${message.text()}`));
  await page.goto(host.url);

  for (const [tool, args] of pictures) {
    const result = await callTool(tool, args);
    await page.evaluate(([address, html, result]) => window.show(address, html, result), [
      `${server}/mcp-app-proxy?secret=${key}`,
      result._meta.__goose_tool_update_meta.mcpApp.resourceResult.contents[0].text,
      { content: result.content, structuredContent: result.structured_content }
    ]);
    await report(page, tool, 'light', 1);
    await page.evaluate(() => window.useTheme('dark'));
    await report(page, tool, 'dark', 2);
  }
} finally {
  await browser.close();
  host.close();
}

/// The page tells its size each time that it has drawn.
async function report(page, tool, theme, times) {
  await page.waitForFunction(times =>
    window.seen.filter(message => message.method === 'ui/notifications/size-changed').length === times, times);
  const picture = page.frameLocator('iframe').frameLocator('iframe').locator(`html[data-theme='${theme}'] body[data-drawn]`);
  console.log(`${tool}, ${theme}: ` + await picture.evaluate(body => {
    const problem = body.querySelector('#problem');
    const others = [...body.children].filter(it => !['MAIN', 'P', 'SCRIPT'].includes(it.tagName)).map(it => it.outerHTML);
    const paper = getComputedStyle(body).backgroundColor;
    const what = problem.hidden ? `${body.querySelector('#picture svg path') ? 'drawn' : 'empty'} on ${paper}` : problem.textContent.split(':')[0];
    return [what, ...others].join(', and ');
  }));
}
