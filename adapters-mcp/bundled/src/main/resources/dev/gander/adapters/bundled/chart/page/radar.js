'use strict';
showChart((data, ink) => {
  const highest = data.labels.map((_, i) => Math.max(...data.datasets.map((set) => set.data[i])));
  const most = Math.max(...highest, 0) || 1;
  return {
    tooltip: {},
    legend: { bottom: 0 },
    radar: { indicator: data.labels.map((name) => ({ name, max: most })), radius: '65%', axisName: { color: ink } },
    series: [
      {
        type: 'radar',
        data: data.datasets.map((set) => ({ name: set.label, value: set.data, areaStyle: { opacity: 0.15 } })),
      },
    ],
  };
});
