// Loops over plain arrays.

static void activation_gradient(const float *output, long count, float slope, float *gradient) {
  v8 s = splat8(slope);
  i8 zero_counts = (i8)splat8(0) - (slope != 0);
  for (long k = 0; k < count; k += 8) {
    long n = least(8, count - k);
    v8 y = load_up_to(output + k, n), g = load_up_to(gradient + k, n);
    store_up_to(gradient + k, rectify_gradient8(y, g, s, zero_counts), n);
  }
}

static double squared_error(const float *prediction, const float *target, long count,
                            float factor, float *gradient) {
  double total = 0;
  for (long block = 0; block < count; block += 1024) {
    v8 sum = splat8(0);
    for (long k = block; k < least(count, block + 1024); k += 8) {
      long n = least(8, count - k);
      v8 d = load_up_to(prediction + k, n) - load_up_to(target + k, n);
      sum = sum + d * d;
      if (gradient) store_up_to(gradient + k, d * factor, n);
    }
    for (int i = 0; i < 8; i++) total += (double)sum[i];
  }
  return total;
}

static void adam(float *values, const float *gradient, float *m, float *v, long count, float rate,
                 float beta1, float beta2, float epsilon) {
  for (long k = 0; k < count; k += 8) {
    long n = least(8, count - k);
    v8 g = load_up_to(gradient + k, n);
    v8 a = load_up_to(m + k, n) * beta1 + g * (1.0f - beta1);
    v8 b = load_up_to(v + k, n) * beta2 + g * g * (1.0f - beta2);
    v8 step = a * rate / (__builtin_elementwise_sqrt(b) + epsilon);
    store_up_to(m + k, a, n);
    store_up_to(v + k, b, n);
    store_up_to(values + k, load_up_to(values + k, n) - step, n);
  }
}

#define MAP(name, function)                                          \
  static void name(const float *x, long count, float *y) {           \
    for (long k = 0; k < count; k += 8) {                            \
      long n = least(8, count - k);                                  \
      store_up_to(y + k, function(load_up_to(x + k, n)), n);         \
    }                                                                \
  }
MAP(map_tanh, tanh8)
MAP(map_sigmoid, sigmoid8)

// Independent chains enough to keep two units of latency four busy.
static double peak(long rounds, float *sink) {
  v16 acc[BLOCK_ROWS];
  v16 a = splat16(0.9999f), b = splat16(1e-4f);
  UNROLL for (int i = 0; i < BLOCK_ROWS; i++) acc[i] = splat16((float)i);
  for (long r = 0; r < rounds; r++) {
    UNROLL for (int i = 0; i < BLOCK_ROWS; i++) acc[i] = acc[i] * a + b;
  }
  v16 sum = splat16(0);
  UNROLL for (int i = 0; i < BLOCK_ROWS; i++) sum = sum + acc[i];
  store16(sink, sum);
  return (double)rounds * BLOCK_ROWS * 16 * 2;
}
