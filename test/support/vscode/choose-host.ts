/** What the integration tests run in: the downloaded desktop build, or the server from npm. */
export type Host = 'desktop' | 'server';

const PROBE_MS = 3_000;
const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';

/** BENCHTRAIL_VSCODE=desktop|server decides; else the desktop, where it can be downloaded and has a display. */
export async function chooseHost(): Promise<Host> {
  const wished = process.env.BENCHTRAIL_VSCODE ?? '';
  if (wished === 'desktop' || wished === 'server') return wished;
  if (wished !== '') throw new Error(`BENCHTRAIL_VSCODE is "${wished}"; it can be "desktop" or "server".`);
  if (process.platform === 'linux' && (process.env.DISPLAY ?? '') === '') return 'server';
  return (await canDownload()) ? 'desktop' : 'server';
}

async function canDownload(): Promise<boolean> {
  try {
    const answer = await fetch(DOWNLOADS, { signal: AbortSignal.timeout(PROBE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}
