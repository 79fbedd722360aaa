import {html, nothing, type TemplateResult} from 'lit';
import {scenarios} from '../../models/index.js';
import {choiceMenu, inputSection, numberBoxes, toggleGroup} from '../../ui/controls/choice.js';
import type {Widget} from '../../ui/widget.js';
import {pageText} from './controls.js';
import {fields, playedOf, type Value} from './inputs.js';
import {storages} from './presets.js';
import {replayOf} from './replay.js';
import {bytes, count, frames, time} from './text.js';

/** Everything else that can be set, by what it is about. */
export function advancedPanel(widget: Widget<Value>): TemplateResult {
  const names = Object.fromEntries(
    fields.scenario.choices.map((name) => [name, scenarios[name as keyof typeof scenarios].label]),
  );
  return html`<div class="advanced">
    ${choiceMenu(widget, 'scenario', fields.scenario, names)} ${stateSection(widget)} ${storageSection(widget)}
    ${inputSection('Resume', numberBoxes(widget, fields, 'fixed', 'decode', 'resumeLimit', 'frameTime'))}
    ${killsSection(widget)}
  </div>`;
}

/** The state that is saved, and its pages. */
function stateSection(widget: Widget<Value>): TemplateResult {
  const {pageSize, bitmapBytes, pages} = widget.value;
  return inputSection('State', [
    ...numberBoxes(widget, fields, 'base', 'writes'),
    widget.isHidden('pageSize')
      ? nothing
      : toggleGroup(
          'page',
          'Pages',
          [4096, 16384, 65536].map((size) => [String(size), pageText(size)] as const),
          String(pageSize),
          (size) => widget.userInput({pageSize: Number(size)}),
          widget.lockReason('pageSize'),
          'The same writes dirty more bytes in larger pages.',
        ),
    ...numberBoxes(widget, fields, 'pageSize'),
    html`<p class="note">
      ${count(pages)} pages; the map that marks dirty ones takes ${bytes(bitmapBytes)}, a bit a page.
    </p>`,
  ]);
}

/** The storage, and how long it takes to write a delta and a base. */
function storageSection(widget: Widget<Value>): TemplateResult {
  const {base, writeBandwidth, frameTime, delta} = widget.value;
  return inputSection('Storage', [
    choiceMenu(
      widget,
      'storage',
      fields.storage,
      Object.fromEntries(Object.entries(storages).map(([name, one]) => [name, one.name])),
    ),
    ...numberBoxes(widget, fields, 'readBandwidth', 'writeBandwidth'),
    html`<p class="note">
      Sequential speeds; small random reads are far slower. A delta is written in ${time(delta / writeBandwidth)}, a
      compaction in ${time(base / writeBandwidth)}: ${frames(base / writeBandwidth / frameTime)}, beside the work.
    </p>`,
  ]);
}

/** The kills of the session, and the journal that the one on show left. */
function killsSection(widget: Widget<Value>): TemplateResult {
  const {value} = widget;
  const {records, stateBytes} = value.lastKill
    ? replayOf(value, playedOf(value).run.kills[playedOf(value).shown])
    : {records: [], stateBytes: 0};
  return inputSection('Kills', [
    ...numberBoxes(widget, fields, 'killInterval', 'torn', 'session', 'kill'),
    html`<p class="note">
      Kills come at exponential times, without warning.
      ${value.late ? `${count(value.late)} of ${count(value.kills)} were back too late.` : `None of ${count(value.kills)} was back too late.`}
    </p>`,
    html`<p class="note">
      The journal on show is real, and small: ${bytes(stateBytes)} of state for ${bytes(value.base)}, ${records.length}
      records of ${bytes(records.reduce((sum, record) => sum + record.bytes, 0))} in all, written, cut and replayed in
      this page, each with its CRC-32C.
    </p>`,
  ]);
}
