/**
 * Element tests in real browsers, against the built bundle (`npm run build` first).
 * RT_ENGINES=chromium,firefox picks engines; without it every engine found here runs.
 * RT_FULL=1 tries whole sweeps; without it they are sampled.
 * RT_RESULTS=file writes the counts of each engine as JSON.
 */
import {writeFileSync, writeSync} from 'node:fs';
import {env} from 'node:process';
import {fileURLToPath} from 'node:url';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {chromeLauncher} from '@web/test-runner-chrome';
import {puppeteerLauncher} from '@web/test-runner-puppeteer';
import {webdriverLauncher} from '@web/test-runner-webdriver';
import {engines, freePort, hasEngine, paths, startWebKitDriver} from './scripts/browsers.mjs';
import {inputPlugin, setWebKitViewport} from './test/support/input-plugin.mjs';
import {stillPlugin} from './test/support/still-plugin.mjs';

const launchers = {
  chromium: () =>
    chromeLauncher({
      launchOptions: {
        executablePath: paths.chromium(),
        handleSIGTERM: false,
        args: [
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          '--disable-gpu',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-quic',
          '--disable-sync',
        ],
      },
    }),

  firefox: () =>
    puppeteerLauncher({
      launchOptions: {
        browser: 'firefox',
        executablePath: paths.firefox(),
        handleSIGTERM: false,
        headless: true,
        // Touch events are otherwise off where no touch screen is found.
        extraPrefsFirefox: {'dom.w3c_touch_events.enabled': 1},
      },
    }),

  webkit: () => {
    const options = {
      hostname: '127.0.0.1',
      path: '/',
      capabilities: {'browserName': 'MiniBrowser', 'pageLoadStrategy': 'none', 'wdio:enforceWebDriverClassic': true},
    };
    const launcher = webdriverLauncher(options);
    const {initialize, stop} = launcher;
    let driver;
    launcher.initialize = async (config) => {
      driver = await startWebKitDriver();
      options.port = driver.port;
      await initialize.call(launcher, config);
      launcher.name = 'webkit';
    };
    launcher.startSession = async (id, url) => {
      await launcher.ensureManagerInitialized();
      await setWebKitViewport(launcher.driver, {width: 800, height: 600}); // as Puppeteer does
      // Awaited, which its own queue is not: a page that does not open fails its file, not the whole run.
      const open = () => launcher.driverManager.startSession(id, url);
      await open().catch(open);
    };
    launcher.stop = async () => {
      await stop.call(launcher);
      driver?.stop();
    };
    return launcher;
  },
};

const chosen = env.RT_ENGINES?.split(',').map((name) => name.trim()) ?? engines.filter(hasEngine);
for (const name of chosen) {
  if (!launchers[name]) throw new Error(`RT_ENGINES: "${name}" is none of ${engines.join(', ')}`);
  if (!hasEngine(name)) throw new Error(`RT_ENGINES: ${name} is not installed`);
}

// The launchers take their browsers along on an interrupt, but not on every termination.
process.once('SIGTERM', () => process.kill(process.pid, 'SIGINT'));

// What stops the runner is told at once: it exits before its own console has flushed.
process.on('uncaughtException', (error, origin) => writeSync(2, `${origin}: ${error?.stack ?? error}\n`));

/** Counts per engine. A file that could not run, or holds no test, counts as one failure. */
function countsReporter(path) {
  const testsOf = ({tests, suites}) => [...tests, ...suites.flatMap(testsOf)];
  return {
    onTestRunFinished({sessions}) {
      const counts = {};
      for (const session of sessions) {
        const count = (counts[session.browser.name] ??= {passed: 0, failed: 0, skipped: 0});
        const results = session.testResults ? testsOf(session.testResults) : [];
        const failed = results.filter((test) => !test.passed && !test.skipped).length;
        count.passed += results.filter((test) => test.passed).length;
        count.skipped += results.filter((test) => test.skipped).length;
        count.failed += failed || (session.passed && results.length ? 0 : 1);
        // By name, after all else: a browser that died, a page that went away, a file that did not load.
        for (const {message} of session.errors)
          console.log(`${session.testFile} (${session.browser.name}): ${message}`);
        if (!results.length) console.log(`No test ran in ${session.testFile} (${session.browser.name})`);
      }
      writeFileSync(path, JSON.stringify(counts));
    },
  };
}

/** Fonts that the test page brings along, so that a width means the same on every machine: test/support/fonts.ts. */
const face = (family, file, weight = 400) => `@font-face {
  font-family: '${family}'; font-weight: ${weight}; src: url('/node_modules/@fontsource/${file}.woff2');
}`;
const fonts = [
  ...[400, 500, 600, 700].map((weight) => face('Inter', `inter/files/inter-latin-${weight}-normal`, weight)),
  ...[400, 700].map((weight) =>
    face('DejaVu Sans Test', `dejavu-sans/files/dejavu-sans-latin-${weight}-normal`, weight),
  ),
  face('STIX Two Math', 'stix-two-math/files/stix-two-math-latin-400-normal'),
  face('Libertinus Math', 'libertinus-math/files/libertinus-math-latin-400-normal'),
].join('\n');

export default {
  files: 'test/**/*.test.ts',
  staticLogging: !process.stdout.isTTY,
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  port: await freePort(),
  nodeResolve: true,
  browsers: chosen.map((name) => Object.assign(launchers[name](), {name})),
  // WebKitGTK takes pointer actions only when one page is open at a time.
  concurrency: 1,
  concurrentBrowsers: chosen.length,
  browserStartTimeout: 180_000,
  // An unhandled rejection fails the test it happens in, as an uncaught error does.
  testRunnerHtml: (runner) => `<!doctype html>
    <html lang="en">
      <head><style>${fonts}</style></head>
      <body>
        <script>globalThis.RT_FULL = ${JSON.stringify(env.RT_FULL ?? '')};</script>
        <script>addEventListener('unhandledrejection', (event) => reportError(event.reason));</script>
        <script type="module">
          // A page kept for Back holds its connection, and the runner would wait for it: this tells it that the page has gone.
          const {webSocket} = await import('/__web-dev-server__web-socket.js');
          addEventListener('pagehide', () => webSocket.close());
          await Promise.all([...document.fonts].map((font) => font.load()));
          await import(${JSON.stringify(runner)});
        </script>
      </body>
    </html>`,
  // Limits are for what never ends: a slow or busy machine stays far below them.
  testFramework: {config: {timeout: 120_000}},
  testsFinishTimeout: 1_200_000,
  plugins: [
    esbuildPlugin({ts: true, tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url))}),
    inputPlugin(),
    stillPlugin(),
  ],
  reporters: [defaultReporter(), ...(env.RT_RESULTS ? [countsReporter(env.RT_RESULTS)] : [])],
};
