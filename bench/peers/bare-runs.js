/** The least code that plays these runs: exponential failures one by one, no parts, no errors. Gives the efficiency. */
export function bareRuns({runs, seed, work, interval, writeTime, mtbf, restart}) {
  let state = seed >>> 0;
  function random() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  const segments = Math.ceil(work / interval);
  const segment = interval + writeTime;
  let wall = 0;
  for (let run = 0; run < runs; run++) {
    for (let done = 0; done < segments;) {
      const failure = -mtbf * Math.log1p(-random());
      const whole = Math.floor(failure / segment);
      if (done + whole >= segments) {
        wall += (segments - done) * segment;
        break;
      }
      done += whole;
      wall += failure + restart;
    }
  }
  return (runs * work) / wall;
}
