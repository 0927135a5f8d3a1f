'use strict';
// Speaks with the program that shows this page: JSON-RPC by messages, as MCP Apps have it.
// A drawing calls `showWith(draw)`; `draw(data, theme, picture)` is called for each result and each change of theme.
const bridge = { waiting: new Map(), nextId: 1, theme: null, data: null, draw: null };

function send(message) {
  window.parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
}

function ask(method, params) {
  const id = bridge.nextId++;
  send({ id, method, params });
  return new Promise((resolve, reject) => bridge.waiting.set(id, { resolve, reject }));
}

function useContext(context) {
  const wanted = context?.theme ?? bridge.theme;
  const dark = wanted ? wanted === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
  bridge.theme = dark ? 'dark' : 'light';
  document.documentElement.dataset.theme = bridge.theme;
}

async function redraw() {
  if (bridge.data === null || !bridge.draw) return;
  const problem = document.getElementById('problem');
  try {
    await bridge.draw(bridge.data, bridge.theme, document.getElementById('picture'));
    problem.hidden = true;
  } catch (error) {
    problem.textContent = 'This cannot be drawn: ' + (error?.message ?? error);
    problem.hidden = false;
  }
  document.body.dataset.drawn = 'true';
  send({
    method: 'ui/notifications/size-changed',
    params: { width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight },
  });
}

window.addEventListener('message', (event) => {
  const message = event.data;
  if (event.source !== window.parent || message?.jsonrpc !== '2.0') return;
  if (message.method === undefined) {
    const pending = bridge.waiting.get(message.id);
    bridge.waiting.delete(message.id);
    if (message.error) pending?.reject(new Error(message.error.message));
    else pending?.resolve(message.result);
    return;
  }
  if (message.method === 'ui/notifications/tool-result') {
    bridge.data = message.params?.structuredContent ?? null;
    redraw();
  } else if (message.method === 'ui/notifications/host-context-changed') {
    useContext(message.params);
    redraw();
  } else if (message.id !== undefined) {
    // ping, and the announcement of the end
    send({ id: message.id, result: {} });
  }
});

function showWith(draw) {
  bridge.draw = draw;
  useContext(null);
  ask('ui/initialize', {
    appInfo: { name: 'autovisualiser', version: '1.0.0' },
    appCapabilities: {},
    protocolVersion: '2026-01-26',
  }).then((answer) => {
    useContext(answer?.hostContext);
    send({ method: 'ui/notifications/initialized', params: {} });
    redraw();
  });
}

// Charts of ECharts differ in their options only, which get the colour of text.
function showChart(optionsOf) {
  let chart = null;
  showWith((data, theme, picture) => {
    chart?.dispose();
    const ink = getComputedStyle(document.body).color;
    chart = echarts.init(picture, theme === 'dark' ? 'dark' : null, { renderer: 'svg' });
    chart.setOption({ backgroundColor: 'transparent', aria: { enabled: true }, ...optionsOf(data, ink) });
  });
  window.addEventListener('resize', () => chart?.resize());
}

function titled(data) {
  return data.title ? { title: { text: data.title, subtext: data.subtitle, left: 'center' } } : {};
}
