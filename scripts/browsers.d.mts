/** Paths of the programs the tests drive; undefined where one is missing. */
export const paths: Readonly<Record<'chromium' | 'firefox' | 'webkit' | 'xvfb' | 'pandoc', () => string | undefined>>;
