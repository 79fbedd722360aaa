/** The mission as data: tracks, questions, parts, what was done of it, the report and the grader. Every number is computed. */
export {grade} from './grade.js';
export type {Grade} from './grade.js';
export {defence, minutes, parts, promptOf} from './parts.js';
export type {Bench, Evidence, Part, Prompt, Task} from './parts.js';
export {entriesOf, isLongEnough, isTaskDone, minutesDone, openPart, stepsOf} from './progress.js';
export type {Step} from './progress.js';
export {questions} from './questions.js';
export type {Question} from './questions.js';
export {reportOf} from './report.js';
export {isTrack, trackIds, tracks} from './tracks.js';
export type {Track, TrackId} from './tracks.js';
