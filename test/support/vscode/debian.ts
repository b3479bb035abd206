import { existsSync } from 'node:fs';
import { runCommand } from './command.ts';

/** A program or font that tests need, the places where it may be, and the Debian package that brings it. */
export interface DebianTool {
  readonly name: string;
  readonly places: readonly string[];
  readonly package: string;
}

const APT = '/usr/bin/apt-get';
const APT_MINUTES = 10;

export const CHROMIUM: DebianTool = {
  name: 'Chromium',
  package: 'chromium',
  places: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
};

export const RIPGREP: DebianTool = {
  name: 'ripgrep',
  package: 'ripgrep',
  places: ['/usr/bin/rg', '/usr/local/bin/rg', '/opt/homebrew/bin/rg'],
};

const FONTS: readonly DebianTool[] = [
  {
    name: 'DejaVu',
    package: 'fonts-dejavu-core',
    places: ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'],
  },
  {
    name: 'Noto Color Emoji',
    package: 'fonts-noto-color-emoji',
    places: ['/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf'],
  },
];

/** The first place that exists, or undefined. */
export function findTool(tool: DebianTool): string | undefined {
  return tool.places.find((place) => existsSync(place));
}

/**
 * Installs in one go what is missing of the tools, and fonts for screenshots, where this user may install Debian packages.
 * Elsewhere it does nothing: whoever needs a tool says so in its own words.
 */
export async function installMissing(tools: readonly DebianTool[]): Promise<void> {
  if (!existsSync(APT) || process.getuid?.() !== 0) return;
  const missing = [...tools, ...FONTS].filter((tool) => findTool(tool) === undefined);
  if (missing.length === 0) return;
  const packages = missing.map((tool) => tool.package);
  console.log(`Installing ${packages.join(', ')} …`);
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  await apt([...lock, 'update']);
  await apt([...lock, 'install', '--yes', '--no-install-recommends', ...packages]);
}

async function apt(args: readonly string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const { code, tail } = await runCommand(APT, ['--quiet', ...args], {
    env,
    timeoutMs: APT_MINUTES * 60_000,
  });
  if (code === 0) return;
  throw new Error(`"apt-get ${args.join(' ')}" failed; run it by hand and repair what it says: ${tail}`);
}
