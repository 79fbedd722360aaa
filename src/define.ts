import {addDefinition} from './core/definition.js';
import {BrownoutBench} from './elements/brownout-bench/brownout-bench.js';
import {DesignLedger} from './elements/design-ledger/design-ledger.js';
import {FailureTopology} from './elements/failure-topology/failure-topology.js';
import {LiveValue} from './elements/live-value/live-value.js';
import {PredictionLock} from './elements/prediction-lock/prediction-lock.js';
import {PreemptionWall} from './elements/preemption-wall/preemption-wall.js';
import {ReflectionNote} from './elements/reflection-note/reflection-note.js';
import {ReliabilityMission} from './elements/reliability-mission/reliability-mission.js';
import {ScrubNumber} from './elements/scrub-number/scrub-number.js';
import {SdcDetective} from './elements/sdc-detective/sdc-detective.js';
import {StagingBench} from './elements/staging-bench/staging-bench.js';
import {TrackPicker} from './elements/track-picker/track-picker.js';
import {YoungDalyCurve} from './elements/young-daly-curve/young-daly-curve.js';
import {MathPeek, mathPeekOf} from './math-peek/math-peek.js';
import type {FailureEventDetail} from './elements/failure-topology/failure-topology.js';
import type {CampaignRecord} from './elements/sdc-detective/inputs.js';
import type {RunRecord} from './elements/staging-bench/run-record.js';
import type {Entry, Explanation, Prediction, Reflection} from './ledger/entries.js';
import {provideMathPeek} from './ui/widget.js';

/** Events of the elements beside `input` and `change`. All bubble, also out of shadow roots. */
interface LibraryEventMap {
  /** Playback passed a failure, or the reader caused one. */
  'rt-failure': CustomEvent<FailureEventDetail>;
  /** A run of the ten-run rule, or a campaign, came to its end. */
  'rt-run': CustomEvent<RunRecord | CampaignRecord>;
  /** An answer is locked in. */
  'rt-commit': CustomEvent<Prediction & Entry>;
  /** An explanation is written. */
  'rt-explain': CustomEvent<Explanation & Entry>;
  /** An answer to a stakeholder is saved. */
  'rt-reflect': CustomEvent<Reflection & Entry>;
  /** The reader chose a track, by its id. */
  'rt-track': CustomEvent<{readonly track: string}>;
  /** The reader went to a part of the mission; 4 is the defence. */
  'rt-part': CustomEvent<{readonly part: number}>;
  /** A ledger was given away as a file. */
  'rt-export': CustomEvent<{readonly kind: 'json' | 'markdown'}>;
}

declare global {
  interface HTMLElementEventMap extends LibraryEventMap {}
  interface DocumentEventMap extends LibraryEventMap {}
  interface WindowEventMap extends LibraryEventMap {}
  interface HTMLElementTagNameMap {
    'young-daly-curve': YoungDalyCurve;
    'staging-bench': StagingBench;
    'failure-topology': FailureTopology;
    'sdc-detective': SdcDetective;
    'brownout-bench': BrownoutBench;
    'preemption-wall': PreemptionWall;
    'live-value': LiveValue;
    'scrub-number': ScrubNumber;
    'math-peek': MathPeek;
    'prediction-lock': PredictionLock;
    'reflection-note': ReflectionNote;
    'track-picker': TrackPicker;
    'design-ledger': DesignLedger;
    'reliability-mission': ReliabilityMission;
  }
}

/** Widgets whose definitions prose numbers, formulas and the mission look up by tag. */
const widgets = [YoungDalyCurve, StagingBench, FailureTopology, SdcDetective, BrownoutBench, PreemptionWall];
// All are known before any runs: a tag on the page starts the moment it is registered.
for (const {definition} of widgets) addDefinition(definition);

provideMathPeek(mathPeekOf);
for (const widget of widgets) widget.define();
MathPeek.define();
for (const element of [
  LiveValue,
  ScrubNumber,
  PredictionLock,
  ReflectionNote,
  TrackPicker,
  DesignLedger,
  ReliabilityMission,
])
  element.define();
