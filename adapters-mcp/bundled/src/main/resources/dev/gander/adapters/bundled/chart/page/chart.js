'use strict';
showChart((data) => {
  const byLabel = data.labels !== undefined || data.type === 'bar';
  const pairs = data.datasets.some(({ data: values }) => typeof values[0] === 'object');
  return {
    ...titled(data),
    tooltip: { trigger: data.type === 'scatter' ? 'item' : 'axis' },
    legend: { bottom: 0 },
    grid: { top: data.title ? 64 : 32, bottom: 56, left: 24, right: 24, containLabel: true },
    xAxis: {
      type: byLabel && !pairs ? 'category' : 'value',
      data: byLabel && !pairs ? data.labels : undefined,
      name: data.xAxisLabel,
      nameLocation: 'middle',
      nameGap: 28,
      scale: true,
    },
    yAxis: { type: 'value', name: data.yAxisLabel },
    series: data.datasets.map((set) => ({
      name: set.label,
      type: data.type,
      data: set.data.map((value, i) => (typeof value === 'object' ? [value.x, value.y] : byLabel ? value : [i + 1, value])),
      smooth: set.tension > 0,
      areaStyle: set.fill ? { opacity: 0.25 } : undefined,
      lineStyle: { width: set.borderWidth, color: set.borderColor },
      itemStyle: { color: set.backgroundColor ?? set.borderColor },
    })),
  };
});
