import { ChartElement } from '../charts/chart-element.ts';
import { registerControls } from '../controls/controls.ts';
import { VirtualTable } from '../tables/virtual-table.ts';
import { App } from './app.ts';
import { connect, type WebviewApi } from './host.ts';
import { tabViews } from './tabs/views.ts';

declare const acquireVsCodeApi: () => WebviewApi;

registerControls();
customElements.define('bt-chart', ChartElement);
customElements.define('bt-table', VirtualTable);
const root = document.getElementById('app');
if (root !== null) {
  const api = acquireVsCodeApi();
  new App(api, connect(api, window), root, tabViews).start();
}
