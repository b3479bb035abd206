/** Texts of files that stand beside results in real folders and are none, by path; names and numbers are invented. */
export const NOT_RESULTS: Readonly<Record<string, string>> = {
  'package.json': json({
    name: 'shop',
    version: '2.1.0',
    scripts: { bench: 'node bench.mjs', test: 'vitest run' },
    dependencies: { fastify: '^4.26.0', 'time-span': '^5.1.0' },
    engines: { node: '>=20' },
  }),
  'tsconfig.json':
    '{\n  // strict\n  "compilerOptions": { "target": "ES2022", "strict": true, "maxNodeModuleJsDepth": 2 },\n}\n',
  'package-lock.json': json({
    name: 'shop',
    lockfileVersion: 3,
    packages: { 'node_modules/ms': { version: '2.1.3', resolved: 'https://example.org/ms-2.1.3.tgz' } },
  }),
  'eslint-output.json': json([
    {
      filePath: '/srv/shop/src/cart.ts',
      messages: [{ ruleId: 'eqeqeq', severity: 2, line: 12, column: 7, message: 'Expected ===.' }],
      errorCount: 1,
      warningCount: 0,
      fixableErrorCount: 0,
    },
  ]),
  'eslint-stats.json': json([
    {
      filePath: '/srv/shop/src/cart.ts',
      messages: [],
      errorCount: 0,
      stats: {
        times: { passes: [{ parse: { total: 3.25 }, rules: { eqeqeq: { total: 0.5 } }, total: 5.5 }] },
      },
    },
  ]),
  'coverage/coverage-final.json': json({
    '/srv/shop/src/cart.ts': {
      path: '/srv/shop/src/cart.ts',
      statementMap: { 0: { start: { line: 1, column: 0 }, end: { line: 1, column: 20 } } },
      fnMap: {},
      branchMap: {},
      s: { 0: 14 },
      f: {},
      b: {},
    },
  }),
  'coverage/coverage-summary.json': json({
    total: { lines: covered(120, 96), statements: covered(130, 104), functions: covered(20, 15) },
    '/srv/shop/src/cart.ts': {
      lines: covered(40, 39),
      statements: covered(44, 42),
      functions: covered(8, 8),
    },
  }),
  // The same under a name that says nothing.
  'report.json': json({
    total: { lines: covered(120, 96), statements: covered(130, 104) },
    '/srv/shop/src/cart.ts': { lines: covered(40, 39), statements: covered(44, 42) },
  }),
  'jest-results.json': json({
    numTotalTests: 2,
    numPassedTests: 2,
    numFailedTests: 0,
    startTime: 1735689600000,
    success: true,
    testResults: [
      {
        name: '/srv/shop/test/cart.test.ts',
        startTime: 1735689600100,
        endTime: 1735689600350,
        status: 'passed',
        assertionResults: [
          { fullName: 'cart adds', status: 'passed', duration: 12, failureMessages: [] },
          { fullName: 'cart removes', status: 'passed', duration: 3, failureMessages: [] },
        ],
      },
    ],
  }),
  'vitest-results.json': json({
    numTotalTestSuites: 1,
    numTotalTests: 1,
    numPassedTests: 1,
    startTime: 1735689600000,
    success: true,
    testResults: [
      {
        name: '/srv/shop/test/time.test.ts',
        startTime: 1735689600100,
        endTime: 1735689600350.5,
        status: 'passed',
        message: '',
        assertionResults: [
          { ancestorTitles: ['time'], title: 'rounds', status: 'passed', duration: 1.0625, meta: {} },
        ],
      },
    ],
  }),
  'mocha-results.json': json({
    stats: { suites: 1, tests: 2, passes: 2, failures: 0, start: '2025-01-01T00:00:00.000Z', duration: 31 },
    tests: [
      { title: 'adds', fullTitle: 'cart adds', duration: 12, currentRetry: 0, speed: 'fast', err: {} },
      { title: 'removes', fullTitle: 'cart removes', duration: 3, currentRetry: 0, speed: 'fast', err: {} },
    ],
    passes: [
      { title: 'adds', fullTitle: 'cart adds', duration: 12, currentRetry: 0, speed: 'fast', err: {} },
    ],
  }),
  'playwright-report.json': json({
    config: {
      rootDir: '/srv/shop/test',
      timeout: 30000,
      workers: 2,
      projects: [{ name: 'chromium', retries: 0 }],
    },
    suites: [
      {
        title: 'cart.spec.ts',
        specs: [
          {
            title: 'buys',
            ok: true,
            tests: [
              {
                timeout: 30000,
                projectName: 'chromium',
                results: [
                  {
                    workerIndex: 0,
                    status: 'passed',
                    duration: 1520,
                    retry: 0,
                    startTime: '2025-01-01T00:00:00.000Z',
                  },
                ],
                status: 'expected',
              },
            ],
          },
        ],
      },
    ],
    stats: {
      startTime: '2025-01-01T00:00:00.000Z',
      duration: 2450.5,
      expected: 1,
      skipped: 0,
      unexpected: 0,
    },
  }),
  'pytest-report.json': json({
    created: 1735689600.5,
    duration: 0.75,
    exitcode: 0,
    root: '/srv/shop',
    summary: { passed: 1, total: 1, collected: 1 },
    collectors: [{ nodeid: 'tests/test_cart.py', outcome: 'passed' }],
    tests: [
      {
        nodeid: 'tests/test_cart.py::test_adds',
        outcome: 'passed',
        call: { duration: 0.0125, outcome: 'passed' },
      },
    ],
  }),
  'go-test.jsonl':
    '{"Time":"2025-01-01T00:00:00Z","Action":"run","Package":"shop/cart","Test":"TestAdds"}\n' +
    '{"Time":"2025-01-01T00:00:01Z","Action":"pass","Package":"shop/cart","Test":"TestAdds","Elapsed":0.25}\n',
  'libtest.jsonl':
    '{"type":"suite","event":"started","test_count":1}\n{"type":"test","name":"adds","event":"ok","exec_time":0.002}\n',
  'api.json': json({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    paths: {
      '/latency': {
        get: { parameters: [{ name: 'timeout_ms', in: 'query', schema: { type: 'integer', default: 500 } }] },
      },
    },
  }),
  'analysis.ipynb': json({
    cells: [
      { cell_type: 'code', execution_count: 1, source: ['latency_ms = 12'], outputs: [{ text: ['12 ms'] }] },
    ],
    metadata: { kernelspec: { name: 'python3' } },
    nbformat: 4,
    nbformat_minor: 5,
  }),
  'places.geojson': json({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [13.4, 52.5] },
        properties: { name: 'A', speed: 50 },
      },
    ],
  }),
  'places.json': json({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] }, properties: { duration_s: 5 } },
    ],
  }),
  'iris.csv':
    'sepal_length,sepal_width,petal_length,petal_width,species\n5.1,3.5,1.4,0.2,setosa\n6.2,2.9,4.3,1.3,versicolor\n',
  'sales.csv':
    'date,region,product,quantity,price,revenue\n2025-01-01,north,lamp,3,19.99,59.97\n2025-01-02,south,desk,1,240,240\n',
  'people.csv': 'id,name,age,city,height_cm,salary\n1,Ada,36,London,165,5000\n2,Linus,28,Helsinki,180,6000\n',
  'plays.csv': 'game,quarter,min,sec,team,down,yards\n1,1,59,56,north,1,10\n1,1,59,12,south,2,7\n',
  'films.csv': 'title,year,duration,rating\nA,1999,120,8.1\nB,2001,95,7.2\n',
  'trips.csv': 'pickup,passenger_count,trip_distance,count\n2025-01-01,1,2.5,10\n2025-01-02,2,1.5,12\n',
  'weather.csv': 'date,station,precipitation,wind,humidity\n2025-01-01,A1,2.5,14,80\n2025-01-02,A1,0,9,71\n',
  '.vscode/settings.json':
    '{\n  // for everyone\n  "editor.tabSize": 2,\n  "files.autoSaveDelay": 1000,\n  "workbench.hover.delay_ms": 300\n}\n',
  '.vscode/launch.json': json({
    version: '0.2.0',
    configurations: [{ type: 'node', timeout: 10000, port: 9229 }],
  }),
  'locales/de.json': json({
    latency: 'Latenz',
    throughput: 'Durchsatz',
    time: { seconds: 'Sekunden', ms: 'Millisekunden' },
    items: ['eins', 'zwei'],
  }),
  'lighthouse.json': json({
    lighthouseVersion: '12.0.0',
    requestedUrl: 'http://localhost:3000/',
    audits: {
      'first-contentful-paint': {
        id: 'first-contentful-paint',
        score: 0.9,
        numericValue: 1203.5,
        numericUnit: 'millisecond',
        displayValue: '1.2 s',
      },
      'total-byte-weight': { id: 'total-byte-weight', score: 1, numericValue: 90112, numericUnit: 'byte' },
    },
    categories: { performance: { title: 'Performance', score: 0.95 } },
    timing: { entries: [{ name: 'lh:config', startTime: 600.1, duration: 52.2 }], total: 9000.5 },
  }),
  'metafile.json': json({
    inputs: { 'a.js': { bytes: 120, imports: [] }, 'b.js': { bytes: 20, imports: [] } },
    outputs: { 'out.js': { bytes: 140, inputs: { 'a.js': { bytesInOutput: 100 } }, imports: [] } },
  }),
  'ranges.json': json({ uChars: [128, 165, 169], gbChars: [0, 36, 38] }),
  'tokens.json': json({ text: 'a b c', tokens: [15, 234, 99] }),
  'Cargo.lock':
    '# This file is automatically @generated by Cargo.\nversion = 3\n\n[[package]]\nname = "criterion"\nversion = "0.5.1"\n',
  'requirements.txt': 'numpy==1.26.4\npytest-benchmark>=4.0\ntime-machine==2.14.0 # 3.12 only\n',
  'CHANGELOG.md':
    '# Changelog\n\n## 1.2.0 (2025-01-02)\n\n- Parsing is 30 % faster: 12 ms instead of 17 ms.\n\n| version | time |\n| --- | --- |\n| 1.1 | 17 ms |\n| 1.2 | 12 ms |\n',
  'notes.txt': 'The first run took 3.2 s, the second 2.9 s.\nTotal: 6.1 s\n',
  'server.log':
    '2025-01-01T00:00:00Z INFO GET /items 200 12ms\n2025-01-01T00:00:01Z INFO GET /items/7 404 3ms\n',
  'docker-compose.yml':
    'services:\n  db:\n    image: postgres:16\n    healthcheck:\n      interval: 5s\n      timeout: 3s\n',
  'junit.xml':
    '<testsuites tests="1" time="0.5"><testsuite name="cart" time="0.5"><testcase name="adds" time="0.012"/></testsuite></testsuites>\n',
  'schema.json': json({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    properties: { latency_ms: { minimum: 0 } },
  }),
};

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function covered(total: number, hit: number): object {
  return { total, covered: hit, skipped: 0, pct: Math.round((hit / total) * 10_000) / 100 };
}
