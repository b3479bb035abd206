import { chartVariables } from '../charts/svg-style.ts';

/** The style sheet of a report that stands alone: the system's light or dark scheme, and paper. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--text:#1f2328;--muted:#59636e;--page:#ffffff;--line:#d1d9e0;--code:#f0f2f5;--link:#0858b8;--good:#116329;--bad:#b3261e;--mark:#8a4b00;${chartVariables('light')}}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--muted:#a3adb8;--page:#161b22;--line:#353d47;--code:#222933;--link:#79b8ff;--good:#6fd08c;--bad:#ff8f86;--mark:#f0b06a;${chartVariables('dark')}}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
main{max-width:76rem;margin:0 auto;padding:2rem 1.5rem 5rem}
h1,h2,h3,h4{line-height:1.25;font-weight:600;margin:1.7em 0 .6em;overflow-wrap:anywhere}
h1{font-size:2rem;margin-top:.4em}
h2{font-size:1.5rem;padding-bottom:.25em;border-bottom:1px solid var(--line)}
h3{font-size:1.2rem}
h4{font-size:1.02rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1.2em;margin:0 0 1.2em}
dt{color:var(--muted)}
dd{margin:0}
nav ol{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2em 1.4em;margin:0 0 1.5em}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.88em;background:var(--code);padding:.1em .25em;border-radius:3px;overflow-wrap:anywhere}
a{color:var(--link);text-decoration:none}
a:hover,a:focus-visible{text-decoration:underline}
a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
a.figure{font-variant-numeric:tabular-nums}
a.figure,.held{white-space:nowrap}
li{margin:.35em 0}
figure{margin:1.6em 0}
figure svg{max-width:100%;height:auto}
figcaption{color:var(--muted);font-style:italic}
.table{overflow-x:auto;margin:1em 0}
table{border-collapse:collapse;font-size:.92em}
th,td{text-align:left;vertical-align:top;padding:.32em .8em;border-bottom:1px solid var(--line)}
th{font-weight:600;white-space:nowrap}
td code{overflow-wrap:normal}
.number{text-align:right;white-space:nowrap}
.verdict{white-space:nowrap;font-weight:600}
.verdict.improved{color:var(--good)}
.verdict.regressed{color:var(--bad)}
.verdict.changed,.verdict.differs-one-run-each{color:var(--mark)}
tr:target,h2:target,h3:target,h4:target{background:var(--code)}
hr{border:0;border-top:1px solid var(--line);margin:3em 0}
@media print{
:root{color-scheme:light;--text:#000;--muted:#444;--page:#fff;--line:#bbb;--code:#f2f2f2;--link:#000;--good:#0a4d1e;--bad:#8c1a13;--mark:#6b3a00;${chartVariables('light')}}
@page{margin:14mm 12mm}
body{font-size:9.5pt}
main{max-width:none;padding:0}
nav{display:none}
.table{overflow:visible}
table{width:100%;font-size:7.4pt}
th,td{padding:.2em .35em}
th,.number,a.figure,.held,.verdict{white-space:normal}
td code,th{overflow-wrap:anywhere}
h2,h3,h4{break-after:avoid}
figure,tr{break-inside:avoid}
thead{display:table-header-group}
}`;
