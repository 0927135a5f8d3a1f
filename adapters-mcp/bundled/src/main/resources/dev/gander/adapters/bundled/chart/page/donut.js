'use strict';
showChart((data) => {
  const charts = Array.isArray(data) ? data : [data];
  const width = 100 / charts.length;
  const middle = (i) => `${width * (i + 0.5)}%`;
  return {
    title: charts.map((chart, i) => ({ text: chart.title ?? '', left: middle(i), textAlign: 'center' })),
    tooltip: { trigger: 'item', formatter: '{b}: {c} ({d} %)' },
    series: charts.map((chart, i) => ({
      type: 'pie',
      center: [middle(i), '54%'],
      radius: [chart.type === 'pie' ? 0 : `${28 / Math.sqrt(charts.length) + 8}%`, `${56 / Math.sqrt(charts.length) + 8}%`],
      data: chart.values.map((item, j) =>
        typeof item === 'object'
          ? { name: item.label, value: item.value }
          : { name: chart.labels?.[j] ?? String(j + 1), value: item },
      ),
    })),
  };
});
