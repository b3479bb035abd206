/** Made by scripts/support/bundle-tests.mjs: imports every test file of the level that is being bundled. */
declare module 'all-tests';
