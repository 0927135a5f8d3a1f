'use strict';
showChart((data) => ({
  tooltip: { trigger: 'item' },
  series: [
    {
      type: 'sankey',
      data: data.nodes.map(({ name }) => ({ name })),
      links: data.links,
      left: 24,
      right: 120,
      lineStyle: { color: 'gradient', opacity: 0.4 },
      emphasis: { focus: 'adjacency' },
    },
  ],
}));
