import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/webview/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
    env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
    testTimeout: 60_000,
  },
});
