import {readFileSync} from 'node:fs';

/** Reference numbers for staging, computed elsewhere with 50 digits; keys carry units. */
export function stagingTruth(): Record<string, any> {
  return JSON.parse(readFileSync(new URL('../../truth/staging.json', import.meta.url), 'utf8'));
}
