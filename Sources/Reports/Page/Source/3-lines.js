// Curves as lines: of a run, or of a group as the mean of its seeds with a band around it.

/// The steps and values of a run's curve; a value that is not finite is null.
function curveOf(metric, run) {
  const stored = data.curves.values[metric][run];
  return stored ? { x: data.curves.steps[stored[0]], y: stored.slice(1) } : null;
}

/// The value of a curve at a step, between two points on the line through them; null outside.
function valueAt(curve, step) {
  let [low, high] = [0, curve.x.length - 1];
  if (high < 0 || step < curve.x[0] || step > curve.x[high]) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (curve.x[middle] <= step) low = middle;
    else high = middle;
  }
  if (curve.x[low] === step) return curve.y[low];
  if (curve.x[high] === step) return curve.y[high];
  if (curve.y[low] === null || curve.y[high] === null) return null;
  const part = (step - curve.x[low]) / (curve.x[high] - curve.x[low]);
  return curve.y[low] * (1 - part) + curve.y[high] * part;
}

/// Exponential smoothing that does not lean to the first value (Kingma and Ba 2015, section 3).
function smoothed(values, weight) {
  if (weight === 0) return values;
  let [sum, left] = [0, 1];
  return values.map((value) => {
    if (value === null) return null;
    sum = weight * sum + (1 - weight) * value;
    left *= weight;
    return sum / (1 - left);
  });
}

/// The mean of several curves where each has a value, and one standard deviation to both sides.
function meanLine(curves, weight) {
  const longest = curves.reduce((one, other) => (other.x.length > one.x.length ? other : one));
  const smooth = curves.map((curve) => ({ x: curve.x, y: smoothed(curve.y, weight) }));
  const line = { x: [], y: [], low: [], high: [] };
  for (const step of longest.x) {
    const values = smooth.map((curve) => valueAt(curve, step));
    const isWhole = values.every((value) => value !== null);
    const [middle, spread] = isWhole ? [mean(values), deviation(values)] : [null, 0];
    line.x.push(step);
    line.y.push(middle);
    line.low.push(isWhole ? middle - spread : null);
    line.high.push(isWhole ? middle + spread : null);
  }
  return line;
}

/// The line of a group: as in the report, of those runs that finished, else of those that began.
function groupLine(metric, group, weight) {
  const ended = members[group].filter((run) => runs.state[run] === "finished");
  const curves = (ended.length ? ended : members[group])
    .map((run) => curveOf(metric, run)).filter((curve) => curve);
  if (!curves.length) return null;
  const line = curves.length > 1
    ? meanLine(curves, weight)
    : { x: curves[0].x, y: smoothed(curves[0].y, weight) };
  return { ...line, group, name: groups[group] };
}

function runLines(metric, group, weight) {
  return members[group].flatMap((run) => {
    const curve = curveOf(metric, run);
    if (!curve) return [];
    return [{ x: curve.x, y: smoothed(curve.y, weight), group, name: runs.label[run] }];
  });
}

/// All lines of a metric; the same request twice costs nothing.
const lineCache = new Map();
function linesOf(metric, weight, isEach) {
  const key = `${metric} ${weight} ${isEach}`;
  if (!lineCache.has(key)) {
    if (lineCache.size > 8) lineCache.clear();
    lineCache.set(key, groups.flatMap((_, group) => {
      if (isEach) return runLines(metric, group, weight);
      const line = groupLine(metric, group, weight);
      return line ? [line] : [];
    }));
  }
  return lineCache.get(key);
}
