import {describe, expect, it} from 'vitest';
import type {Fields} from '../../src/core/fields.js';
import {readNames} from '../../src/core/locks.js';

const number = {dimension: 'number', label: '', doc: '', example: ''} as const;
const fields: Fields = {
  nodes: {...number, attribute: 'nodes'},
  writeTime: {...number, attribute: 'write-time'},
  interval: {...number, attribute: 'interval'},
};
const names = (raw: unknown) => {
  const {has, problems} = readNames('locked', raw, fields);
  return [...Object.values(fields).filter(({attribute}) => has(attribute)), ...problems].map((each) =>
    typeof each === 'string' ? each : each.attribute,
  );
};

describe('inputs named in an attribute', () => {
  it('are words between spaces or commas, or a list', () => {
    expect(names('nodes write-time')).toEqual(['nodes', 'write-time']);
    expect(names(' interval,\n nodes ')).toEqual(['nodes', 'interval']);
    expect(names(['write-time'])).toEqual(['write-time']);
  });

  it('are all for the attribute alone, and as frameworks set it', () => {
    for (const raw of ['', 'all', 'true', true, 'nodes all']) expect(names(raw), String(raw)).toHaveLength(3);
  });

  it('are none where nothing or false is set', () => {
    for (const raw of [undefined, null, false, 'false', [], ' ']) expect(names(raw), String(raw)).toEqual([]);
  });

  it('are told with the nearest name where they are none', () => {
    expect(names('nodez')).toEqual(['locked="nodez" is not an input; the nearest is nodes']);
    expect(names('writeTime interval')).toEqual([
      'interval',
      'locked="writeTime" is not an input; the nearest is write-time',
    ]);
  });
});
