import uPlot from 'uplot';
import type { DenseSeries } from '../src/core/charts/dense.ts';
import type { TimeSeriesSpec } from '../src/core/charts/spec.ts';
import { denseSpec } from '../src/core/dashboard/dense-spec.ts';
import { ChartElement, NO_ZOOM } from '../webview/charts/chart-element.ts';

const FRAMES = 240;
const PIXELS = 4;

interface Bench {
  ours(xs: number[], ys: number[]): Promise<number[]>;
  theirs(xs: number[], ys: number[]): Promise<number[]>;
}

/** Milliseconds between frames while each of them moves the picture by a few pixels, there and back. */
async function frames(step: (pixels: number) => void): Promise<number[]> {
  const times: number[] = [];
  let last = await nextFrame();
  for (let frame = 0; frame < FRAMES; frame++) {
    step(frame < FRAMES / 2 ? -PIXELS : PIXELS);
    const now = await nextFrame();
    times.push(now - last);
    last = now;
  }
  return times;
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve(performance.now());
    });
  });
}

async function ours(xs: number[], ys: number[]): Promise<number[]> {
  customElements.define('bt-chart', ChartElement);
  const series: DenseSeries = {
    name: 'power',
    xs: Float64Array.from(xs),
    ys: Float64Array.from(ys),
    root: 0,
    file: 'power.csv',
    lines: Uint32Array.from(xs, (_, at) => at + 2),
    columns: Uint32Array.from(xs, () => 26),
  };
  const frame: TimeSeriesSpec = {
    id: 'power',
    type: 'timeseries',
    title: 'Power',
    subtitle: null,
    description: 'Power over time.',
    value: { title: 'Power', unit: 'W', scale: 'linear', zero: false, direction: 'none' },
    references: [],
    notes: [],
    sources: [],
    x: { kind: 'clock', title: 'Time', zone: 'utc' },
    series: [{ name: 'power', points: [], band: null, levels: [] }],
    markers: [],
    breakAfter: null,
  };
  const spec = denseSpec(frame, [series], { range: null, pixels: 900 });
  const element = new ChartElement();
  document.body.append(element);
  element.model = {
    view: { spec, dense: [series] },
    hidden: [],
    zoom: NO_ZOOM,
    zoomed: () => undefined,
    open: () => undefined,
  };
  element.zoomBy(2);
  return await frames((pixels) => {
    element.panBy(pixels);
  });
}

async function theirs(xs: number[], ys: number[]): Promise<number[]> {
  const host = document.createElement('div');
  document.body.append(host);
  const seconds = xs.map((x) => x / 1000);
  const plot = new uPlot(
    { width: 900, height: 400, series: [{}, { stroke: '#56b4e9', width: 1.25 }], legend: { show: false } },
    [seconds, ys],
    host,
  );
  const [first = 0, last = 1] = [seconds[0], seconds.at(-1)];
  const span = (last - first) / 2;
  let from = first + span / 2;
  return await frames((pixels) => {
    from -= (pixels * span) / 900;
    plot.setScale('x', { min: from, max: from + span });
  });
}

Object.assign(globalThis, { bench: { ours, theirs } satisfies Bench });
