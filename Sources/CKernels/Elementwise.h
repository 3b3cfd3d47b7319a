// Loops over plain arrays.

static void activation_gradient(const float *output, long count, float slope, float *gradient) {
  vec s = splat(slope);
  ivec zero_counts = (ivec)splat(0) - (slope != 0);
  for (long k = 0; k < count; k += LANES) {
    long n = least(LANES, count - k);
    vec y = load_up_to(output + k, n), g = load_up_to(gradient + k, n);
    store_up_to(gradient + k, rectify_gradient(y, g, s, zero_counts), n);
  }
}

// Over eight lanes whatever the processor: their sums are the result's.
static double squared_error(const float *prediction, const float *target, long count,
                            float factor, float *gradient) {
  double total = 0;
  for (long block = 0; block < count; block += 1024) {
    long end = least(count, block + 1024), k = block;
    v8 sum = splat8(0);
    for (; k + 8 <= end; k += 8) {
      v8 d = load8(prediction + k) - load8(target + k);
      sum = sum + d * d;
      if (gradient) store8(gradient + k, d * factor);
    }
    for (long i = 0; k < end; k++, i++) {
      float d = prediction[k] - target[k];
      sum[i] = sum[i] + d * d;
      if (gradient) gradient[k] = d * factor;
    }
    for (int i = 0; i < 8; i++) total += (double)sum[i];
  }
  return total;
}

// As `squared_error`, lane for lane.
static double absolute_error(const float *prediction, const float *target, long count) {
  double total = 0;
  for (long block = 0; block < count; block += 1024) {
    long end = least(count, block + 1024), k = block;
    v8 sum = splat8(0);
    for (; k + 8 <= end; k += 8) {
      sum = sum + __builtin_elementwise_abs(load8(prediction + k) - load8(target + k));
    }
    for (long i = 0; k < end; k++, i++) sum[i] = sum[i] + fabsf(prediction[k] - target[k]);
    for (int i = 0; i < 8; i++) total += (double)sum[i];
  }
  return total;
}

// In double precision no square overflows, and each is exact: a fused sum has the same bits.
static double sum_of_squares(const float *values, long count) {
  d8 sum = {0};
  long k = 0;
  for (; k + 8 <= count; k += 8) {
    d8 x = __builtin_convertvector(load8(values + k), d8);
    sum = sum + x * x;
  }
  for (long i = 0; k < count; k++, i++) {
    double x = (double)values[k];
    sum[i] = sum[i] + x * x;
  }
  double total = 0;
  for (int i = 0; i < 8; i++) total += sum[i];
  return total;
}

// Each number by itself, so the compiler may take as many at once as it likes.
static void scale(float *values, long count, double factor) {
  for (long k = 0; k < count; k++) values[k] = (float)((double)values[k] * factor);
}

static void adam(float *values, const float *gradient, float *m, float *v, long count, float rate,
                 float beta1, float beta2, float epsilon) {
  for (long k = 0; k < count; k += LANES) {
    long n = least(LANES, count - k);
    vec g = load_up_to(gradient + k, n);
    vec a = load_up_to(m + k, n) * beta1 + g * (1.0f - beta1);
    vec b = load_up_to(v + k, n) * beta2 + g * g * (1.0f - beta2);
    vec step = a * rate / (__builtin_elementwise_sqrt(b) + epsilon);
    store_up_to(m + k, a, n);
    store_up_to(v + k, b, n);
    store_up_to(values + k, load_up_to(values + k, n) - step, n);
  }
}

// Decay and step are taken together: a decay alone may be less than half a unit in the last place.
static void adam_decayed(float *values, const float *gradient, float *m, float *v, long count,
                         float rate, float beta1, float beta2, float epsilon, float decay) {
  for (long k = 0; k < count; k += LANES) {
    long n = least(LANES, count - k);
    vec g = load_up_to(gradient + k, n), w = load_up_to(values + k, n);
    vec a = load_up_to(m + k, n) * beta1 + g * (1.0f - beta1);
    vec b = load_up_to(v + k, n) * beta2 + g * g * (1.0f - beta2);
    vec step = w * decay + a * rate / (__builtin_elementwise_sqrt(b) + epsilon);
    store_up_to(m + k, a, n);
    store_up_to(v + k, b, n);
    store_up_to(values + k, w - step, n);
  }
}

#define MAP(name, function)                                          \
  static void name(const float *x, long count, float *y) {           \
    for (long k = 0; k < count; k += LANES) {                            \
      long n = least(LANES, count - k);                                  \
      store_up_to(y + k, function(load_up_to(x + k, n)), n);         \
    }                                                                \
  }
MAP(map_tanh, tanh_lanes)
MAP(map_sigmoid, sigmoid_lanes)

// Independent chains enough to keep two units of latency four busy.
#define CHAINS 12
static double peak(long rounds, float *sink) {
  vec acc[CHAINS];
  vec a = splat(0.9999f), b = splat(1e-4f);
  UNROLL for (int i = 0; i < CHAINS; i++) acc[i] = splat((float)i);
  for (long r = 0; r < rounds; r++) {
    UNROLL for (int i = 0; i < CHAINS; i++) acc[i] = acc[i] * a + b;
  }
  vec sum = splat(0);
  UNROLL for (int i = 0; i < CHAINS; i++) sum = sum + acc[i];
  store(sink, sum);
  return (double)rounds * CHAINS * LANES * 2;
}
