// Charts as SVG. A chart is a picture with a sentence for those who do not see it; the numbers stand in a table beside it.
import { html, nothing, svg } from './html.js';

const HEIGHT = 180;
const LEFT = 56;
const BOTTOM = 24;

/// Steps that people read easily: 1, 2 or 5 times a power of ten, so that four of them reach `most`.
export function ceiling(most) {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 5, 8, 10].find(step => step * power >= most * 0.9999) * power;
}

// On a phone the picture is drawn smaller instead of made smaller, so that its texts stay as large as others.
const narrow = matchMedia('(max-width: 40rem)');

/// Columns over time. `points` are `{ label, value }`; `format` writes a value; `name` says what is shown.
export function columns(name, points, format) {
  const width = narrow.matches ? 320 : 900;
  const top = ceiling(Math.max(0, ...points.map(point => point.value)));
  const space = (width - LEFT) / Math.max(points.length, 1);
  const y = value => (HEIGHT - BOTTOM) * (1 - value / top) + 8;
  const every = Math.max(1, Math.ceil(points.length / (narrow.matches ? 3 : 8)));
  const sum = points.reduce((all, point) => all + point.value, 0);
  const highest = points.reduce((best, point) => point.value > (best?.value ?? 0) ? point : best, undefined);
  const sentence = `${name}, ${points.length} days: ${format(sum)} in all${highest ? `, most on ${highest.label} with ${format(highest.value)}` : ''}.`;
  return html`<figure class="chart"><svg viewBox="0 0 ${width} ${HEIGHT + 16}" role="img" aria-label=${sentence}>
    ${[0, 0.5, 1].map(part => svg`<line class="grid" x1=${LEFT} x2=${width} y1=${y(top * part)} y2=${y(top * part)}></line>
      <text class="axis" x=${LEFT - 8} y=${y(top * part) + 4} text-anchor="end">${format(top * part)}</text>`)}
    ${points.map((point, at) => svg`<g class="column"><title>${point.label}: ${format(point.value)}</title>
      <rect class="hit" x=${LEFT + at * space} y="8" width=${space} height=${HEIGHT - BOTTOM}></rect>
      ${point.value > 0 ? svg`<rect class="value" x=${LEFT + at * space + space * 0.12} y=${Math.min(y(point.value), y(0) - 1)} width=${space * 0.76} height=${Math.max(1, y(0) - y(point.value))} rx=${Math.min(3, space / 5)}></rect>` : nothing}</g>
      ${(points.length - 1 - at) % every === 0 ? svg`<text class="axis" x=${LEFT + (at + 0.5) * space} y=${HEIGHT + 8} text-anchor=${at === points.length - 1 && points.length > 6 ? 'end' : 'middle'}>${point.label.slice(5)}</text>` : nothing}`)}
  </svg></figure>`;
}

/// A bar in a table's cell: how much of the greatest value this is.
export const bar = (value, most) => html`<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
  <rect class="rest" width="100" height="6" rx="1"></rect><rect class="value" width=${most > 0 ? Math.max(0, 100 * value / most) : 0} height="6" rx="1"></rect></svg>`;
