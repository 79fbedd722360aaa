import type {Dimension} from '../models/quantity.js';
import {tex, type Typeset} from './tex.js';

/** A letter of a formula, and the quantity it stands for. */
export interface Symbol {
  /** The quantity's path in a widget's `value`; an input where the widget has a field of this name. */
  path: string;
  /** In words, as a reader would say it. */
  name: string;
  dimension: Dimension;
  /** How it looks. */
  look: {mission: Typeset; book: Typeset};
  /** How it is said in a formula. */
  spoken: {mission: string; book: string};
  /** Other spellings a reader may type. */
  also: readonly string[];
}

const symbol = (path: string, name: string, dimension: Dimension, mission: [Typeset, string], book = mission, also: string[] = []): Symbol =>
  ({path, name, dimension, look: {mission: mission[0], book: book[0]}, spoken: {mission: mission[1], book: book[1]}, also});

/** Every symbol by the name it has in expressions. */
export const symbols = {
  delta: symbol('writeTime', 'time to write one checkpoint', 'time', [tex`\delta`, 'delta'], [tex`T_\text{write}`, 'T write'], ['δ', 'T_write', 'C']),
  M: symbol('mtbf', 'mean time between failures of the job', 'time', [tex`M`, 'M'], [tex`\text{MTBF}_\text{system}`, 'M T B F'], ['MTBF', 'MTBF_system', 'mu', 'μ', 'µ']),
  tau: symbol('interval', 'work between two checkpoints', 'time', [tex`\tau`, 'tau'], [tex`\tau_\text{ckpt}`, 'tau'], ['τ', 'tau_ckpt', 'τ_ckpt']),
  R: symbol('restart', 'restart after a failure', 'time', [tex`R`, 'R'], [tex`T_\text{restart}`, 'T restart'], ['T_restart']),
  D: symbol('downtime', 'downtime before the restart', 'time', [tex`D`, 'D'], [tex`T_\text{detect}`, 'T detect'], ['T_detect']),
  N: symbol('nodes', 'number of nodes', 'count', [tex`N`, 'N']),
  M_node: symbol('nodeMtbf', 'mean time between failures of one node', 'time', [tex`M_\text{node}`, 'M node'], [tex`\text{MTBF}_\text{node}`, 'M T B F of a node'], ['MTBF_node']),
  t: symbol('horizon', 'time to get through without a failure', 'time', [tex`t`, 't']),
  k: symbol('shape', 'Weibull shape', 'number', [tex`k`, 'k']),
  S: symbol('checkpointSize', 'checkpoint size', 'bytes', [tex`S`, 'S'], [tex`S_\text{ckpt}`, 'S'], ['S_ckpt']),
  B: symbol('writeBandwidth', 'write bandwidth', 'bandwidth', [tex`B`, 'B'], [tex`\text{BW}`, 'B W'], ['BW']),
  w: symbol('budget', 'share of time that may be lost', 'ratio', [tex`w`, 'w']),
  tau_young: symbol('optimum.young', 'best interval by Young', 'time', [tex`\tau_\text{Young}`, 'tau Young'], [tex`\tau_\text{opt}`, 'tau opt']),
  tau_daly: symbol('optimum.daly', 'best interval by Daly', 'time', [tex`\tau_\text{Daly}`, 'tau Daly']),
  tau_best: symbol('optimum.exact', 'best interval, exact', 'time', [tex`\tau^*`, 'tau star'], [tex`\tau_\text{opt}^*`, 'tau opt star']),
  W: symbol('waste.total', 'share of time lost', 'ratio', [tex`W`, 'W']),
  W_1: symbol('firstOrderWaste', 'first-order estimate of the loss', 'ratio', [tex`W_1`, 'W 1']),
  W_write: symbol('waste.checkpoint', 'share of time spent writing', 'ratio', [tex`W_\text{write}`, 'W write']),
  W_lost: symbol('waste.lost', 'share of time lost to work done again', 'ratio', [tex`W_\text{lost}`, 'W lost']),
  W_R: symbol('waste.restart', 'share of time spent in restarts', 'ratio', [tex`W_R`, 'W R']),
  W_D: symbol('waste.downtime', 'share of time down', 'ratio', [tex`W_D`, 'W D']),
  W_best: symbol('leastWaste', 'least share of time lost', 'ratio', [tex`W^*`, 'W star']),
  E: symbol('efficiency', 'share of useful time', 'ratio', [tex`E`, 'E']),
  P_node: symbol('survival.node', 'chance that one node gets through', 'ratio', [tex`P_\text{node}`, 'P node']),
  P_fleet: symbol('survival.fleet', 'chance that every node gets through', 'ratio', [tex`P_\text{fleet}`, 'P fleet']),
  T: symbol('', 'period: work and its checkpoint', 'time', [tex`T`, 'T']),
  tau_first: symbol('', 'best interval, first order with restart', 'time', [tex`\tau_1`, 'tau 1']),
  delta_max: symbol('', 'longest write within the budget', 'time', [tex`\delta_\text{max}`, 'delta max'], [tex`T_\text{write,max}`, 'T write max']),
} satisfies Record<string, Symbol>;

export type SymbolName = keyof typeof symbols;
