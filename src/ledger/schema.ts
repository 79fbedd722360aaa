import {entryFields, schemaName, schemaVersion, type EntryField} from './entries.js';

const text = {type: 'string'} as const;
const numbers = {type: 'object', additionalProperties: {type: ['number', 'string']}} as const;
const results = {type: 'object', additionalProperties: {type: ['number', 'string', 'boolean', 'null']}} as const;
const schemaOf = {text, 'optional text': text, numbers, results} as const;

/** The schema of one kind of entry. */
const kindSchema = ([kind, fields]: [string, Readonly<Record<string, EntryField>>]) => ({
  type: 'object',
  properties: {
    kind: {const: kind},
    ...Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, schemaOf[field]])),
  },
  required: ['kind', ...Object.keys(fields).filter((key) => fields[key] !== 'optional text')],
});

/** The published form of a ledger: JSON Schema, draft 2020-12. */
export const ledgerSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'reliability-tax/ledger.schema.json',
  title: 'Ledger of reliability-tax',
  description:
    'What a reader predicted, set, ran and wrote: SI numbers, times in UTC. Each entry is sealed with the CRC-32C of its content.',
  type: 'object',
  required: ['schema', 'schemaVersion', 'library', 'entries'],
  properties: {
    schema: {const: schemaName},
    schemaVersion: {const: schemaVersion},
    library: text,
    entries: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'time', 'version', 'seal', 'kind'],
        properties: {
          id: {type: 'string', minLength: 1},
          time: {type: 'string', format: 'date-time'},
          version: text,
          seal: {type: 'string', pattern: '^[0-9a-f]{8}$'},
          track: text,
          part: {type: 'integer', minimum: 1},
        },
        oneOf: Object.entries(entryFields).map(kindSchema),
      },
    },
    aside: {type: 'array', items: {type: 'object', required: ['why', 'found'], properties: {why: text, found: {}}}},
  },
} as const;
