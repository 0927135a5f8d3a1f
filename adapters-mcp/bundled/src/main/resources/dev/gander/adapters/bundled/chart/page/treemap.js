'use strict';
showChart((data, ink) => ({
  title: { text: data.name, left: 'center' },
  tooltip: {},
  series: [
    {
      type: 'treemap',
      top: 40,
      data: data.children ?? [data],
      leafDepth: 2,
      breadcrumb: { show: false },
      upperLabel: { show: true, height: 22, color: ink },
      itemStyle: { borderColor: 'transparent' },
      levels: [{ itemStyle: { gapWidth: 3 } }, { itemStyle: { gapWidth: 1 }, colorSaturation: [0.3, 0.6] }],
    },
  ],
}));
