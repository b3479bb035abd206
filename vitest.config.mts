import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/webview/**/*.test.ts'],
    env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
    testTimeout: 20_000,
  },
});
