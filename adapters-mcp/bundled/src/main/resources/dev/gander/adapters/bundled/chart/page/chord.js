'use strict';
// A circle of entities whose connections are as thick as what flows.
showChart(({ labels, matrix }) => {
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const totals = labels.map((_, i) => sum(matrix[i]) + sum(matrix.map((row) => row[i])));
  const largest = Math.max(...totals) || 1;
  const widest = Math.max(...matrix.flat()) || 1;
  const links = matrix.flatMap((row, i) =>
    row.flatMap((value, j) =>
      value > 0 ? [{ source: String(i), target: String(j), value, lineStyle: { width: 1 + (14 * value) / widest } }] : [],
    ),
  );
  return {
    tooltip: {
      formatter: ({ dataType, data }) =>
        dataType === 'edge'
          ? echarts.format.encodeHTML(`${labels[data.source]} → ${labels[data.target]}: ${data.value}`)
          : echarts.format.encodeHTML(`${data.name}: ${data.value}`),
    },
    series: [
      {
        type: 'graph',
        layout: 'circular',
        circular: { rotateLabel: true },
        categories: labels.map((name) => ({ name })),
        data: labels.map((name, i) => ({
          id: String(i),
          name,
          value: totals[i],
          category: i,
          symbolSize: 14 + (36 * totals[i]) / largest,
          label: { show: true },
        })),
        links,
        lineStyle: { color: 'source', curveness: 0.3, opacity: 0.5 },
        emphasis: { focus: 'adjacency' },
      },
    ],
  };
});
