/** An attribute that is no input of a model: what is shown, locked, shared. */
export interface CommonAttribute {
  attribute: string;
  choices?: readonly string[];
  default?: string;
  doc: string;
  example: string;
}

/** Those that every widget has. */
export const commonAttributes = [
  {
    attribute: 'detail',
    choices: ['figure', 'bench'],
    default: 'figure',
    example: 'bench',
    doc: 'How much is open at first: the quiet figure of a chapter, or every instrument.',
  },
  {
    attribute: 'math',
    choices: ['closed', 'open', 'none'],
    default: 'closed',
    example: 'open',
    doc: 'The Math Peek under the figure: closed at first, open at first, or not offered.',
  },
  {
    attribute: 'notation',
    choices: ['mission', 'book'],
    default: 'mission',
    example: 'book',
    doc: 'Symbols used: δ and M, or T_write and MTBF.',
  },
  {attribute: 'fleet', example: 'chapter', doc: 'Widgets and prose numbers with the same name share their inputs.'},
  {
    attribute: 'locked',
    example: 'nodes write-time',
    doc: 'Inputs the reader may see but not change, by attribute name; `all` locks every one.',
  },
  {attribute: 'hidden-controls', example: 'downtime', doc: 'Inputs whose controls are not shown, by attribute name.'},
  {
    attribute: 'url-key',
    example: 'a',
    doc: 'Reads inputs from the page address (?a.nodes=4096&a.locked=nodes) and offers a link to the present state.',
  },
] as const satisfies readonly CommonAttribute[];
