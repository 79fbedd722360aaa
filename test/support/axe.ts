// axe-core is a classic script: evaluated as a module, it leaves its interface on `window`.
import 'axe-core';
import type {AxeResults, ElementContext, RunOptions} from 'axe-core';

declare global {
  interface Window {
    axe: {run(context: ElementContext, options: RunOptions): Promise<AxeResults>};
  }
}

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {
    // Part of WCAG 2.2 AA, but off in axe unless asked for.
    'target-size': {enabled: true},
    // Asks the page, not the element, for landmarks.
    'region': {enabled: false},
  },
  resultTypes: ['violations'],
  iframes: false,
  preload: false,
};

/** What axe finds wrong in an element and its open shadow trees, one readable string for each place; [] is well. */
export async function axeViolations(node: Element): Promise<string[]> {
  const {violations} = await window.axe.run(node, options);
  return violations.flatMap(({id, impact, help, nodes}) =>
    nodes.map(({target, failureSummary}) => {
      const place = target.map((step) => (Array.isArray(step) ? step.join(' >> ') : step)).join(' > ');
      return `${id} (${impact}): ${help}\n  at ${place}\n  ${failureSummary?.replace(/:\s*\n\s*/g, ': ').replace(/\s*\n\s*/g, '; ') ?? ''}`;
    }),
  );
}
