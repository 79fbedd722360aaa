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
  S_w: symbol('bytesPerNode', 'bytes one node writes', 'bytes', [tex`S_w`, 'S w']),
  S_all: symbol('checkpointSize', 'bytes of a whole checkpoint', 'bytes', [tex`S_\text{all}`, 'S all']),
  f: symbol('copyRate', 'speed of the copy out of HBM', 'bandwidth', [tex`f`, 'f']),
  r: symbol('drainRate', 'speed at which the buffer drains', 'bandwidth', [tex`r`, 'r']),
  b: symbol('buffer', 'staging buffer of one node', 'bytes', [tex`b`, 'b']),
  b_star: symbol('requiredBuffer', 'smallest buffer that does', 'bytes', [tex`b^*`, 'b star']),
  t_stop: symbol('mathStop', 'time the math stops', 'time', [tex`t_\text{stop}`, 't stop']),
  t_safe: symbol('durableAfter', 'time until the store has it', 'time', [tex`t_\text{safe}`, 't safe']),
  p: symbol('pace', 'pace of one node towards the store', 'bandwidth', [tex`p`, 'p']),
  p_max: symbol('safePace', 'fastest pace without a storm', 'bandwidth', [tex`p_\text{max}`, 'p max']),
  r_up: symbol('uploadRate', 'what one node sends in its turn', 'bandwidth', [tex`r_\text{up}`, 'r up']),
  T_c: symbol('interval', 'from checkpoint to checkpoint', 'time', [tex`T`, 'T']),
  T_best: symbol('bestInterval', 'best interval, staged', 'time', [tex`T^*`, 'T star']),
  G: symbol('groups', 'groups that take turns', 'count', [tex`G`, 'G']),
  N_w: symbol('writers', 'nodes that write', 'count', [tex`N_w`, 'N w']),
  B_store: symbol('storeBandwidth', 'what the store takes from all', 'bandwidth', [tex`B_\text{store}`, 'B store']),
  C_net: symbol('networkCapacity', 'what the network carries', 'bandwidth', [tex`C_\text{net}`, 'C net']),
  u: symbol('trainingTraffic', 'the training’s own traffic', 'bandwidth', [tex`u`, 'u']),
  D_peak: symbol('peakDemand', 'what writers would send at once', 'bandwidth', [tex`D_\text{peak}`, 'D peak']),
  rho: symbol('utilisation', 'share of the time the drain is busy', 'ratio', [tex`\rho`, 'rho'], undefined, ['ρ']),
  P: symbol('persist', 'time from the stop until the copy is safe', 'time', [tex`P`, 'P']),
  beta: symbol('slowdown', 'share of speed lost meanwhile', 'ratio', [tex`\beta`, 'beta'], undefined, ['β']),
  L_d: symbol('ssdLife', 'life of a drive', 'time', [tex`L_d`, 'L d']),
  DWPD: symbol('dwpd', 'drive writes a day, rated', 'number', [tex`\text{DWPD}`, 'D W P D']),
  C_d: symbol('driveCapacity', 'capacity of a drive', 'bytes', [tex`C_d`, 'C d']),
  n_d: symbol('drives', 'drives of a node', 'count', [tex`n_d`, 'n d']),
  k_r: symbol('replicas', 'replicas that rotate', 'count', [tex`k_r`, 'k r']),
  n_par: symbol('parameters', 'parameters of the model', 'count', [tex`n_\text{par}`, 'n par']),
  B_par: symbol('bytesPerParameter', 'bytes saved of each', 'bytes', [tex`B_\text{par}`, 'B par']),
  q: symbol('reduction', 'factor by which checkpoints are smaller', 'number', [tex`q`, 'q']),
  T: symbol('', 'period: work and its checkpoint', 'time', [tex`T`, 'T']),
  tau_first: symbol('', 'best interval, first order with restart', 'time', [tex`\tau_1`, 'tau 1']),
  delta_max: symbol('', 'longest write within the budget', 'time', [tex`\delta_\text{max}`, 'delta max'], [tex`T_\text{write,max}`, 'T write max']),
  n_gpu: symbol('gpus', 'GPUs of the job', 'count', [tex`n_\text{GPU}`, 'n GPU']),
  x_back: symbol('rollback.lost', 'time thrown away: work since the copy, and copies made of it', 'time', [tex`x`, 'x']),
  t_rec: symbol('rollback.recover', 'time until work goes on', 'time', [tex`t_\text{rec}`, 't rec']),
  H_lost: symbol('last.gpuHours', 'GPU-hours lost to the last failure', 'number', [tex`H`, 'H']),
  n_pair: symbol('replica.pairs', 'pairs of nodes that keep each other’s copy', 'count', [tex`n_\text{pair}`, 'n pair']),
  P_keep: symbol('replica.chance', 'chance that two failures at once leave every state a copy', 'ratio', [tex`P_\text{keep}`, 'P keep']),
  t_fill: symbol('replica.refill', 'time a pair has one copy only', 'time', [tex`t_\text{fill}`, 't fill']),
  M_pair: symbol('replica.lossEvery', 'mean time between losses of a pair', 'time', [tex`M_\text{pair}`, 'M pair']),
  T_rep: symbol('repair', 'repair of a node', 'time', [tex`T_\text{repair}`, 'T repair']),
  n_rep: symbol('pool.inRepair', 'nodes in repair on average', 'number', [tex`n_\text{repair}`, 'n repair']),
  s_n: symbol('spares', 'spare nodes', 'count', [tex`s`, 's']),
  P_short: symbol('pool.short', 'chance that more nodes are in repair than there are spares', 'ratio', [tex`P_\text{short}`, 'P short']),
  w_before: symbol('exponent.before', 'size of the number before', 'number', [tex`|w|`, 'w']),
  w_after: symbol('exponent.after', 'size of the number after', 'number', [tex`|w'|`, 'w prime']),
  j: symbol('exponent.bit', 'bit of the exponent, from 0', 'count', [tex`j`, 'j']),
  s_j: symbol('exponent.way', 'way it flips: +1 up, −1 down', 'number', [tex`s`, 's']),
  m_out: symbol('shape.rows', 'outputs of the layer', 'count', [tex`m`, 'm']),
  n_in: symbol('shape.columns', 'inputs of each output', 'count', [tex`n`, 'n']),
  o_abft: symbol('shape.overhead', 'operations of the check, as a share of the product', 'ratio', [tex`o`, 'o']),
  k_check: symbol('shape.ratio', 'how many times cheaper the check is', 'number', [tex`k`, 'k']),
  Mb: symbol('rays.megabits', 'memory exposed, in 10⁶ bits', 'number', [tex`\text{Mbit}`, 'megabits']),
  FIT: symbol('fit', 'upsets of 10⁶ bits in 10⁹ hours', 'number', [tex`\text{FIT}`, 'F I T']),
  rate_h: symbol('rays.perHour', 'upsets an hour', 'number', [tex`\lambda_h`, 'lambda h']),
  M_dev: symbol('escapes.deviceTime', 'time between corruptions of one device', 'time', [tex`M_\text{dev}`, 'M dev']),
  N_dev: symbol('devices', 'devices of the fleet', 'count', [tex`N`, 'N']),
  c_seen: symbol('escapes.covered', 'share of corruptions that is seen', 'ratio', [tex`c`, 'c']),
  M_esc: symbol('escapes.meanTime', 'time between corruptions that escape', 'time', [tex`M_\text{esc}`, 'M escape']),
  C_cap: symbol('capacitance', 'capacitor', 'capacitance', [tex`C`, 'C']),
  V_trip: symbol('tripVoltage', 'voltage at which the alarm trips', 'voltage', [tex`V_\text{trip}`, 'V trip']),
  V_min: symbol('minVoltage', 'voltage at which the device stops', 'voltage', [tex`V_\text{min}`, 'V min']),
  V_req: symbol('requiredVoltage', 'voltage at which the alarm must trip', 'voltage', [tex`V_\text{req}`, 'V required']),
  eta: symbol('converterEfficiency', 'efficiency of the converter', 'ratio', [tex`\eta`, 'eta'], undefined, ['η']),
  E_cap: symbol('energy', 'energy the capacitor holds', 'energy', [tex`E_C`, 'E C']),
  E_save: symbol('saveEnergy', 'energy the save takes', 'energy', [tex`E_S`, 'E S']),
  E_0: symbol('fixedEnergy', 'energy whatever the size', 'energy', [tex`E_0`, 'E 0']),
  e_B: symbol('energyPerByte', 'energy a byte', 'energyPerByte', [tex`e_B`, 'e B']),
  S_state: symbol('stateSize', 'bytes of the state', 'bytes', [tex`S`, 'S']),
  S_max: symbol('maxStateByEnergy', 'largest state, by energy', 'bytes', [tex`S_\text{max}`, 'S max']),
  P_save: symbol('saveLoad', 'load during the save', 'power', [tex`P`, 'P']),
  t_hold: symbol('holdUp', 'time the capacitor holds', 'time', [tex`t_\text{hold}`, 't hold']),
  t_save: symbol('saveTime', 'time the save takes', 'time', [tex`t_S`, 't S']),
  t_erase: symbol('eraseTime', 'time to erase first', 'time', [tex`t_e`, 't e']),
  r_mem: symbol('memorySpeed', 'speed of the memory', 'bandwidth', [tex`r`, 'r']),
  P_b: symbol('powerBudget', 'power budget', 'power', [tex`P_b`, 'P b']),
  t_f: symbol('frameTime', 'time for a frame', 'time', [tex`t_f`, 't f']),
  E_f: symbol('frameEnergy', 'energy of a frame', 'energy', [tex`E_f`, 'E f']),
} satisfies Record<string, Symbol>;

export type SymbolName = keyof typeof symbols;
