import { Chart } from 'chart.js';
import { chartJsConfig } from '../../src/core/charts/chartjs/config.ts';
import type { ChartJsConfig, ChartJsDataset } from '../../src/core/charts/chartjs/types.ts';
import type { ChartSource } from '../../src/core/charts/spec.ts';
import type { ChartView } from '../../src/core/dashboard/chart.ts';
import { DenseWindow, type DenseSlice } from './dense-window.ts';
import { axesOf, pixelsOf, setDrawn } from './drawn.ts';
import { chartDataset, chartOptions, type Seen } from './options.ts';
import { pointCard } from './point-card.ts';
import { registerCharts } from './register.ts';
import { stepTo, type ChartPlace } from './stepping.ts';
import { onThemeChange, readTheme, type ChartTheme } from './theme.ts';
import { t } from '../l10n.ts';

/** The part of a chart that is seen, in the written units of its axes; null: all of it. */
export interface Zoom {
  readonly x: Seen | null;
  readonly y: Seen | null;
}

export const NO_ZOOM: Zoom = { x: null, y: null };

export interface ChartModel {
  readonly view: ChartView;
  /** Series that the legend has turned off, by name. */
  readonly hidden: readonly string[];
  readonly zoom: Zoom;
  readonly zoomed: (zoom: Zoom) => void;
  readonly open: (source: ChartSource) => void;
}

/** Pixels that Shift and an arrow move by. */
const PAN = 60;

/** Before the first measurement. */
const DEFAULT_WIDTH = 900;

/** One drawing on a canvas that follows theme, size, zoom and legend; its points are reached by keys as well. */
export class ChartElement extends HTMLElement {
  #model: ChartModel | null = null;
  #config: ChartJsConfig | null = null;
  #dense: DenseWindow | null = null;
  #slices: DenseSlice[] = [];
  #chart: Chart | null = null;
  #theme: ChartTheme | null = null;
  #endTheme: (() => void) | null = null;
  #step: ChartPlace | null = null;
  #frame = 0;
  readonly #canvas = document.createElement('canvas');
  readonly #spoken = document.createElement('div');

  set model(model: ChartModel) {
    const isNew = this.#model?.view !== model.view;
    const last = this.#model;
    this.#model = model;
    if (!this.isConnected) return;
    if (isNew) this.#build();
    else if (last !== null && last.hidden.join('\n') !== model.hidden.join('\n')) this.#showSeries();
  }

  connectedCallback(): void {
    registerCharts();
    this.classList.add('chart');
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute('role', 'img');
    this.#canvas.addEventListener('keydown', this.#key);
    this.#canvas.addEventListener('blur', this.#leave);
    this.#spoken.className = 'unseen';
    this.#spoken.setAttribute('aria-live', 'polite');
    this.replaceChildren(this.#canvas, this.#spoken);
    this.#endTheme = onThemeChange(() => {
      this.#theme = null;
      this.#build();
    });
    this.#build();
  }

  disconnectedCallback(): void {
    this.#endTheme?.();
    pointCard.hide();
    cancelAnimationFrame(this.#frame);
    this.#chart?.destroy();
    this.#chart = null;
  }

  /** The chart as it is seen, on the background of the theme. */
  async png(): Promise<Uint8Array | null> {
    const picture = document.createElement('canvas');
    picture.width = this.#canvas.width;
    picture.height = this.#canvas.height;
    const context = picture.getContext('2d');
    if (context === null) return null;
    context.fillStyle = this.#colors().background;
    context.fillRect(0, 0, picture.width, picture.height);
    context.drawImage(this.#canvas, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => {
      picture.toBlob(resolve, 'image/png');
    });
    return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
  }

  /** Nearer (above 1) or farther, around the middle. */
  zoomBy(factor: number): void {
    this.#chart?.zoom(factor, 'none');
    this.#moved(true);
  }

  /** Moves what is seen by so many pixels: above 0 towards lower values. */
  panBy(pixels: number): void {
    this.#chart?.pan({ x: pixels }, undefined, 'none');
    this.#moved(true);
  }

  resetZoom(): void {
    if (this.#model === null || this.#chart === null) return;
    this.#model.zoomed(NO_ZOOM);
    this.#chart.resetZoom('none');
    this.#model = { ...this.#model, zoom: NO_ZOOM };
    this.#build();
  }

  #colors(): ChartTheme {
    return (this.#theme ??= readTheme());
  }

  #width(): number {
    return this.clientWidth === 0 ? DEFAULT_WIDTH : this.clientWidth;
  }

  #build(): void {
    const model = this.#model;
    if (model === null) return;
    this.#chart?.destroy();
    this.#step = null;
    const { spec, dense } = model.view;
    const config = chartJsConfig(spec, { pixels: this.#width() });
    this.#config = config;
    this.#dense = dense !== null && spec.type === 'timeseries' ? new DenseWindow(spec, dense, config) : null;
    const theme = this.#colors();
    this.style.setProperty('height', `${String(heightOf(config))}px`);
    this.#canvas.setAttribute(
      'aria-label',
      `${config.title}. ${config.description} ${t('Arrow keys step through its points, Enter opens one, plus and minus zoom, Shift and arrows pan.')}`,
    );
    this.#slices = this.#sliced(config, seenOf(model.zoom, config));
    const datasets = this.#datasets(config);
    setDrawn(this.#canvas, { config, theme, datasets });
    this.#chart = new Chart(this.#canvas, {
      type: config.type === 'bar' ? 'bar' : 'line',
      data: {
        labels: [...config.data.labels],
        datasets: datasets.map((dataset) => ({
          ...chartDataset(dataset, config.type, theme),
          hidden: model.hidden.includes(dataset.label),
        })),
      },
      options: chartOptions({
        config,
        theme,
        width: this.#width(),
        seen: model.zoom,
        moved: (isDone) => {
          this.#moved(isDone);
        },
        lines: (dataset, index) => this.#lines(dataset, index),
        pointed: (place, x, y) => {
          this.#pointed(place, x, y);
        },
        clicked: (dataset, index) => {
          this.#open({ dataset, index });
        },
      }),
    });
  }

  #datasets({ data }: ChartJsConfig): readonly ChartJsDataset[] {
    if (this.#dense === null) return data.datasets;
    return data.datasets.map((dataset, at) => ({ ...dataset, data: this.#slices[at]?.data ?? [] }));
  }

  #sliced({ data }: ChartJsConfig, { min, max }: Seen): DenseSlice[] {
    const dense = this.#dense;
    if (dense === null) return [];
    const pixels = this.#width();
    return data.datasets.map((_, at) => dense.slice(at, { from: min, to: max }, pixels));
  }

  /** While it moves: long series are chosen again for the part that is seen; at the end the panel remembers the part. */
  #moved(isDone: boolean): void {
    const chart = this.#chart;
    const config = this.#config;
    if (chart === null || config === null) return;
    if (this.#dense !== null) {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => {
        this.#refill(chart, config);
      });
    }
    if (isDone) this.#model?.zoomed(partOf(chart, config));
  }

  #refill(chart: Chart, config: ChartJsConfig): void {
    const axis = chart.scales[axesOf(config).place];
    if (axis === undefined || this.#chart !== chart) return;
    this.#slices = this.#sliced(config, axis);
    chart.data.datasets.forEach((dataset, at) => {
      // Chart.js types its data by kind; a line of points without parsing takes them as they are.
      dataset.data = [...(this.#slices[at]?.data ?? [])] as typeof dataset.data;
    });
    chart.update('none');
  }

  #showSeries(): void {
    const chart = this.#chart;
    if (chart === null) return;
    chart.data.datasets.forEach((dataset, at) => {
      chart.setDatasetVisibility(at, this.#model?.hidden.includes(dataset.label ?? '') !== true);
    });
    chart.update('none');
  }

  #lines(dataset: number, index: number): readonly string[] {
    if (this.#dense !== null) {
      const at = this.#slices[dataset]?.chosen[index] ?? -1;
      return at < 0 ? [] : (this.#dense.meta(dataset, at)?.lines ?? []);
    }
    return this.#config?.data.datasets[dataset]?.meta[index]?.lines ?? [];
  }

  #pointed(place: ChartPlace | null, x: number, y: number): void {
    this.#canvas.style.setProperty('cursor', place === null ? 'grab' : 'pointer');
    if (place === null) {
      pointCard.hide();
      return;
    }
    const { left, top } = this.#canvas.getBoundingClientRect();
    pointCard.show(this.#lines(place.dataset, place.index), { x: left + x, y: top + y });
  }

  #sourceAt({ dataset, index }: ChartPlace): ChartSource | null {
    if (this.#dense !== null) {
      const at = this.#slices[dataset]?.chosen[index] ?? -1;
      return at < 0 ? null : this.#dense.source(dataset, at);
    }
    const source = this.#config?.data.datasets[dataset]?.meta[index]?.source ?? null;
    return source === null ? null : (this.#model?.view.spec.sources[source] ?? null);
  }

  #open(place: ChartPlace): void {
    const source = this.#sourceAt(place);
    if (source !== null) this.#model?.open(source);
  }

  readonly #key = (event: KeyboardEvent): void => {
    const chart = this.#chart;
    if (chart === null) return;
    if (event.key === '+' || event.key === '-') this.zoomBy(event.key === '+' ? 1.25 : 0.8);
    else if (event.key === '0') this.resetZoom();
    else if (event.shiftKey && event.key === 'ArrowLeft') this.panBy(PAN);
    else if (event.shiftKey && event.key === 'ArrowRight') this.panBy(-PAN);
    else if ((event.key === 'Enter' || event.key === ' ') && this.#step !== null) this.#open(this.#step);
    else if (event.key === 'Escape' && this.#step !== null) this.#leave();
    else {
      const next = stepTo(
        chart,
        this.#step,
        event.key,
        (place) => this.#lines(place.dataset, place.index).length > 0,
      );
      if (next === null) return;
      this.#point(chart, next);
    }
    event.preventDefault();
  };

  /** Shows a point as if the pointer were on it, and says it. */
  #point(chart: Chart, place: ChartPlace): void {
    this.#step = place;
    const active = [{ datasetIndex: place.dataset, index: place.index }];
    const element = chart.getDatasetMeta(place.dataset).data[place.index];
    const { x, y } = element === undefined ? { x: 0, y: 0 } : pixelsOf(element);
    chart.setActiveElements(active);
    chart.tooltip?.setActiveElements(active, { x, y });
    chart.update('none');
    this.#spoken.textContent = this.#lines(place.dataset, place.index).join(', ');
  }

  readonly #leave = (): void => {
    this.#step = null;
    this.#spoken.textContent = '';
    this.#chart?.setActiveElements([]);
    this.#chart?.tooltip?.setActiveElements([], { x: 0, y: 0 });
    this.#chart?.update('none');
  };
}

function seenOf(zoom: Zoom, { scales, indexAxis }: ChartJsConfig): Seen {
  const part = indexAxis === 'y' ? zoom.y : zoom.x;
  return part ?? { min: scales.place.min, max: scales.place.max };
}

/** The part of a chart that is seen; null for an axis that shows all of it. */
function partOf(chart: Chart, config: ChartJsConfig): Zoom {
  const { value, place } = axesOf(config);
  const part = (axis: 'x' | 'y', scale: ChartJsConfig['scales']['value']): Seen | null => {
    const own = chart.scales[axis];
    if (own === undefined || scale.kind === 'names') return null;
    const isWhole = own.min <= scale.min && own.max >= scale.max;
    return isWhole ? null : { min: own.min, max: own.max };
  };
  return {
    x: part('x', config.scales[value === 'x' ? 'value' : 'place']),
    y: part('y', config.scales[place === 'y' ? 'place' : 'value']),
  };
}

/** Rows need room each; planes have one height, so that nothing jumps when another metric is chosen. */
function heightOf({ type, indexAxis, data, scales }: ChartJsConfig): number {
  if (indexAxis !== 'y') return 400;
  const rows = Math.max(1, scales.place.labels.length);
  const row = type === 'bar' ? 8 + 15 * Math.max(1, data.datasets.length) : 42;
  return Math.max(150, rows * row + 70);
}
