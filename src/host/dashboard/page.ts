import * as vscode from 'vscode';
import { pageTexts, TEXTS_ID } from '../../protocol/page-texts.ts';

/** The only folder that the panel may load from. */
export function bundleFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/** What the panel may do; set again on revival, since restored options name the folder of the version that made them. */
export function panelOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, enableForms: false, localResourceRoots: [bundleFolder(extension)] };
}

/** The hash of an empty style: the toolkit makes such an element and fills it through the CSS object model. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The page of the dashboard: its style, its script and the texts of its language; all data comes as messages. */
export function dashboardPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomNonce();
  const uri = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(bundleFolder(extension), name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} ${EMPTY_STYLE}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.l10n.bundle === undefined ? 'en' : vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri('dashboard.css')}">
<title>Benchtrail</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" id="${TEXTS_ID}" type="application/json">${pageTexts(vscode.l10n.bundle)}</script>
<script nonce="${nonce}" type="module" src="${uri('dashboard.js')}"></script>
</body>
</html>`;
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
