/**
 * An analyzer plugin: drops from each class, before its heirs take anything over, what is no author's business.
 * That is Lit's internal state (`state: true`), what is private, protected, static or marked `@internal`, and every event that the doc block does not name with `@fires`.
 */
export const published = () => ({
  name: 'published',
  analyzePhase({ts, node, moduleDoc}) {
    if (!ts.isClassDeclaration(node)) return;
    const declared = moduleDoc.declarations?.find(({kind, name}) => kind === 'class' && name === node.name?.text);
    if (!declared) return;
    const closed = new Set([
      ...stateOf(ts, node),
      ...internalOf(node),
      ...(declared.members ?? []).filter((it) => !isPublic(it)).map(({name}) => name),
    ]);
    const fired = new Set(
      docTags(node)
        .filter(({tagName}) => tagName.text === 'fires')
        .map(({comment}) => eventName(ts.getTextOfJSDocComment(comment))),
    );
    const keep = (list, wanted) => declared[list] && (declared[list] = declared[list].filter(wanted));
    keep('members', ({name}) => !closed.has(name));
    keep('attributes', ({fieldName}) => !closed.has(fieldName));
    keep('events', ({name}) => fired.has(name));
  },
});

const isPublic = (member) =>
  !['private', 'protected'].includes(member.privacy) && !member.static && !/^[_#]/.test(member.name);

const docTags = (node) => (node.jsDoc ?? []).flatMap(({tags}) => [...(tags ?? [])]);

const internalOf = (node) =>
  node.members
    .filter((member) => docTags(member).some(({tagName}) => tagName.text === 'internal'))
    .map(({name}) => name?.getText());

/** The fields that `static properties` declares as state. */
function stateOf(ts, node) {
  const table = node.members.find(
    (member) => ts.isPropertyDeclaration(member) && member.name.getText() === 'properties',
  )?.initializer;
  return (table?.properties ?? [])
    .filter(({initializer}) =>
      initializer?.properties?.some(
        (option) => option.name?.getText() === 'state' && option.initializer?.kind === ts.SyntaxKind.TrueKeyword,
      ),
    )
    .map(({name}) => name.getText());
}

/** `{CustomEvent} commit - The answer is locked in.` names `commit`. */
const eventName = (text = '') => /^(?:\{[^}]*\}\s*)?([\w-]+)/.exec(text)?.[1];
