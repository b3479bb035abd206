import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import zoom from 'chartjs-plugin-zoom';
import { frontNamesPlugin } from './front-names.ts';
import { intervalsPlugin } from './intervals.ts';
import { underlayPlugin } from './underlay.ts';

let registered = false;

/** Makes the parts of Chart.js known that our charts use, and no others: everything else stays out of the bundle. */
export function registerCharts(): void {
  if (registered) return;
  registered = true;
  Chart.register(
    BarController,
    LineController,
    BarElement,
    LineElement,
    PointElement,
    CategoryScale,
    LinearScale,
    LogarithmicScale,
    Tooltip,
    zoom,
    annotation,
    underlayPlugin,
    intervalsPlugin,
    frontNamesPlugin,
  );
}
