/** Small devices: an application that the system kills without warning, and a sensor whose power goes away. */
export {bytesPerCheckpoint, dirtyBitmapBytes, expectedDirtyPages, maxDeltas, writesFor, resumeTime} from './resume.js';
export type {DeltaChain} from './resume.js';
export {appendDelta, compact, openJournal, replayJournal} from './journal.js';
export type {Replay} from './journal.js';
export {preemptionSlices, simulatePreemptions} from './preemptions.js';
export type {Kill, PreemptionPlan, PreemptionRun, SaveRecord} from './preemptions.js';
export {capacitorEnergy, frameBudget, holdUp, maxStateBytes, requiredVoltage, saveCost, voltageAt} from './hold-up.js';
export type {HoldUp, PowerReserve, SaveCost, StateSave} from './hold-up.js';
export {brownOut} from './brown-out.js';
export type {BrownOut} from './brown-out.js';
export {commitSlot, newSlots, recoverSlot, slotAt, slotBytes, writeInPlace} from './two-slots.js';
export type {Recovered} from './two-slots.js';
export {saveAndRecover} from './recovery.js';
export type {Recovery, SlotFound} from './recovery.js';
export * from './published-devices.js';
