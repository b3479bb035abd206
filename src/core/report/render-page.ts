import { chartCss } from '../charts/svg-style.ts';
import { runToEnd, type Steps } from '../model/steps.ts';
import { styleHash } from '../reading/hash.ts';
import { REPORT_MARKER } from '../reading/read-file.ts';
import type { LinkResolver } from './links.ts';
import type { Report } from './model.ts';
import { PAGE_STYLE } from './page-style.ts';
import { escapeHtml, htmlSteps } from './render-html.ts';

export interface PageOptions {
  /** Where the places of the report's sources are reached from the page. */
  readonly link: LinkResolver;
}

/**
 * The report as one HTML page that needs nothing beside it: styles and charts inside, no script, no request. Each number
 * leads to its row under Sources, and that row to the lines of the files. The same report gives the same bytes.
 */
export function renderPage(report: Report, options: PageOptions): string {
  return runToEnd(pageSteps(report, options));
}

/** The same in slices. */
export function* pageSteps(report: Report, { link }: PageOptions): Steps<string> {
  const style = `${PAGE_STYLE}\n${chartCss()}`;
  const policy = `default-src 'none'; style-src '${styleHash(style)}'; base-uri 'none'; form-action 'none'`;
  const body = yield* htmlSteps(report, { href: link, figures: 'sources', contents: true });
  return `<!DOCTYPE html>
${REPORT_MARKER} ${report.fingerprint} -->
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${escapeHtml(report.generator)}">
<title>${escapeHtml(report.title)}</title>
<style>${style}</style>
</head>
<body>
<main>${body}</main>
</body>
</html>
`;
}
