/** Finds the programs the tests drive, and installs missing ones where that is possible. */
import {spawn, spawnSync} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {createServer} from 'node:net';
import {delimiter, join} from 'node:path';
import {env} from 'node:process';

function find(...names) {
  for (const name of names.filter(Boolean)) {
    for (const path of name.includes('/') ? [name] : (env.PATH ?? '').split(delimiter).map((dir) => join(dir, name))) {
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here: look on.
      }
    }
  }
}

/** The path of each tool, or undefined. */
export const paths = {
  chromium: () => find(env.CHROME_PATH, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
  firefox: () => find(env.FIREFOX_PATH, 'firefox-esr', 'firefox'),
  webkit: () => find(env.WEBKIT_DRIVER_PATH, 'WebKitWebDriver'),
  xvfb: () => find('Xvfb'),
  pandoc: () => find('pandoc'),
};

/** The Debian package of each tool. */
const packages = {
  chromium: 'chromium',
  firefox: 'firefox-esr',
  webkit: 'webkit2gtk-driver',
  xvfb: 'xvfb',
  pandoc: 'pandoc',
};

export const engines = ['chromium', 'firefox', 'webkit'];

/** True if this engine's tests can run here. WebKitGTK has no headless mode and needs a display of its own. */
export const hasEngine = (engine) => Boolean(paths[engine]() && (engine !== 'webkit' || paths.xvfb()));

const missingTools = () => Object.keys(packages).filter((tool) => !paths[tool]());

function aptGet(...args) {
  console.log(`apt-get ${args.join(' ')}`);
  const {status, stdout, stderr} = spawnSync('apt-get', args, {
    env: {...env, DEBIAN_FRONTEND: 'noninteractive'},
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (status !== 0) console.log(`${stdout}\n${stderr}`.trim().split('\n').slice(-8).join('\n'));
  return status === 0;
}

/** Installs what is missing (as root, with apt-get), or says what to install. Returns the tools still missing. */
export function ensureBrowsers() {
  const wanted = missingTools().map((tool) => packages[tool]);
  if (wanted.length && process.getuid?.() === 0 && find('apt-get')) {
    console.log(`Not installed: ${wanted.join(', ')}. Installing:`);
    const install = (...names) => aptGet('install', '-y', '--no-install-recommends', ...names);
    aptGet('update');
    // One package this system does not know must not keep the others away.
    if (!install(...wanted) && wanted.length > 1) wanted.forEach((name) => install(name));
  }
  const missing = missingTools();
  if (missing.length) {
    console.log(`Missing: ${missing.join(', ')}. Install it to run every test, on Debian with`);
    console.log(
      `  ${process.getuid?.() === 0 ? '' : 'sudo '}apt-get install --no-install-recommends ${missing.map((tool) => packages[tool]).join(' ')}`,
    );
  }
  return missing;
}

/** A port no one listens on. */
export async function freePort() {
  const server = createServer();
  await new Promise((listening, failed) => server.once('error', failed).listen(0, '127.0.0.1', listening));
  const {port} = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Starts a virtual display and a WebKitWebDriver drawing on it. */
export async function startWebKitDriver() {
  const children = [];
  const stop = () => children.splice(0).forEach((child) => child.kill());
  process.once('exit', stop);
  try {
    const xvfb = spawn(paths.xvfb(), ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    children.push(xvfb);
    const display = await new Promise((told, failed) => {
      xvfb.stdio[3].once('data', (number) => told(`:${String(number).trim()}`));
      xvfb.once('error', failed).once('exit', (code) => failed(new Error(`Xvfb ended with ${code}`)));
    });

    const port = await freePort();
    const driver = spawn(paths.webkit(), [`--port=${port}`], {
      env: {...env, DISPLAY: display, GDK_BACKEND: 'x11'},
      stdio: 'ignore',
    });
    children.push(driver);
    let ended;
    driver
      .once('error', (error) => (ended = error))
      .once('exit', (code) => (ended = new Error(`WebKitWebDriver ended with ${code}`)));
    const deadline = Date.now() + 120_000;
    while (
      !(await fetch(`http://127.0.0.1:${port}/status`).then(
        (reply) => reply.ok,
        () => false,
      ))
    ) {
      if (ended || Date.now() > deadline) throw ended ?? new Error('WebKitWebDriver did not answer');
      await new Promise((next) => setTimeout(next, 50));
    }
    return {port, stop};
  } catch (error) {
    stop();
    throw error;
  }
}
