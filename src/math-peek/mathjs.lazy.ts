import {
  absDependencies, addDependencies, create, divideDependencies, maxDependencies, minDependencies, multiplyDependencies, parseDependencies, powDependencies,
  smallerDependencies, sqrtDependencies, subtractDependencies, unaryMinusDependencies, unaryPlusDependencies, type MathJsInstance,
} from 'mathjs/number';

/** mathjs, with no more than formulas need. */
export const makeMath = (): MathJsInstance => create({
  absDependencies, addDependencies, divideDependencies, maxDependencies, minDependencies, multiplyDependencies, parseDependencies, powDependencies,
  smallerDependencies, sqrtDependencies, subtractDependencies, unaryMinusDependencies, unaryPlusDependencies,
});
