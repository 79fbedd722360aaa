import {readFileSync} from 'node:fs';
import {Validator, type Schema} from '@cfworker/json-schema';
import {grade, type Grade} from '../mission/grade.js';
import {ledgerSchema} from '../ledger/schema.js';
import {addDefinition} from '../core/definition.js';
import {stills} from './stills.js';

for (const {definition} of stills) addDefinition(definition);

/** Where the form of a ledger is not that of its schema. */
function formProblems(ledger: unknown): string[] {
  const {valid, errors} = new Validator(ledgerSchema as unknown as Schema, '2020-12', false).validate(ledger);
  if (valid) return [];
  // The innermost places say what is wrong; those around them only that something is.
  const deepest = Math.max(...errors.map(({instanceLocation}) => instanceLocation.split('/').length));
  return [
    ...new Set(
      errors
        .filter(({instanceLocation}) => instanceLocation.split('/').length === deepest)
        .map(({instanceLocation, error}) => `${instanceLocation.replace('#', '') || 'the whole'}: ${error}`),
    ),
  ];
}

/** Checks a ledger's form against the published schema and its numbers against the models. */
export async function gradeText(text: string): Promise<Grade> {
  let form: string[] = [];
  try {
    form = formProblems(JSON.parse(text));
  } catch {
    // The grade says so.
  }
  const graded = await grade(text);
  return form.length ? {...graded, verdict: 'rejected', problems: [...form, ...graded.problems]} : graded;
}

const verdictText = {
  accepted: 'ACCEPTED: all is done, and every number comes out.',
  incomplete: 'INCOMPLETE: every number comes out, but steps are missing.',
  rejected: 'REJECTED: something is not in order.',
} as const;

function words(file: string, {verdict, problems, notes, checked, tracks}: Grade): string {
  return [
    `${file}: ${verdictText[verdict]}`,
    `  ${checked} numbers computed again`,
    ...problems.map((problem) => `  ! ${problem}`),
    ...notes.map((note) => `  note: ${note}`),
    ...tracks.flatMap(({name, steps, missing}) => [
      `  ${name}: ${steps.length - missing.length} of ${steps.length} steps`,
      ...missing.map((one) => `    missing: ${one}`),
    ]),
    ...(tracks.length ? [] : ['  no track was worked on']),
  ].join('\n');
}

/** `grade file ...`: 0 accepted, 1 rejected, 3 incomplete; the worst of all files. */
export async function gradeCommand(args: readonly string[], say: (text: string) => void): Promise<number> {
  const files = args.filter((arg) => arg !== '--json');
  let worst = 0;
  for (const file of files) {
    const graded = await gradeText(readFileSync(file, 'utf8'));
    say(args.includes('--json') ? `${JSON.stringify({file, ...graded})}\n` : `${words(file, graded)}\n`);
    worst = graded.verdict === 'rejected' ? 1 : worst || (graded.verdict === 'incomplete' ? 3 : 0);
  }
  return worst;
}
