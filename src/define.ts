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
import {MathPeek} from './math-peek/math-peek.js';

declare global {
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

YoungDalyCurve.define();
StagingBench.define();
FailureTopology.define();
SdcDetective.define();
BrownoutBench.define();
PreemptionWall.define();
LiveValue.define();
ScrubNumber.define();
// Last: it offers the formulas of all widgets before it.
MathPeek.define();
// What asks, writes down and leads through.
PredictionLock.define();
ReflectionNote.define();
TrackPicker.define();
DesignLedger.define();
ReliabilityMission.define();
