// Batch normalisation.

// Sum, then sum of squared deviations, of a vector of channels over a block that stays in the cache.
INLINE vec column_sum(const float *x, long rows, long stride, long n) {
  vec a = splat(0), b = splat(0);
  long r = 0;
  for (; r + 2 <= rows; r += 2) {
    a = a + load_up_to(x + r * stride, n);
    b = b + load_up_to(x + (r + 1) * stride, n);
  }
  if (r < rows) a = a + load_up_to(x + r * stride, n);
  return a + b;
}

INLINE vec column_squares(const float *x, long rows, long stride, long n, vec mean) {
  vec a = splat(0), b = splat(0);
  long r = 0;
  for (; r + 2 <= rows; r += 2) {
    vec d = load_up_to(x + r * stride, n) - mean;
    vec e = load_up_to(x + (r + 1) * stride, n) - mean;
    a = a + d * d;
    b = b + e * e;
  }
  if (r < rows) {
    vec d = load_up_to(x + r * stride, n) - mean;
    a = a + d * d;
  }
  return a + b;
}

static void moments(const float *values, long blocks, long rows, long channels, float *mean,
                    float *variance) {
  for (long c = 0; c < channels; c += LANES) {
    long n = least(LANES, channels - c);
    double total_mean[LANES] = {0}, total_squares[LANES] = {0};
    for (long block = 0; block < blocks; block++) {
      const float *x = values + block * rows * channels + c;
      vec m = column_sum(x, rows, channels, n) / (float)rows;
      vec q = column_squares(x, rows, channels, n, m);
      double before = (double)(block * rows), all = before + (double)rows;
      for (long i = 0; i < n; i++) {
        double d = (double)m[i] - total_mean[i];
        total_mean[i] += d * (double)rows / all;
        total_squares[i] += (double)q[i] + d * d * before * (double)rows / all;
      }
    }
    for (long i = 0; i < n; i++) {
      mean[c + i] = (float)total_mean[i];
      variance[c + i] = (float)(total_squares[i] / (double)(blocks * rows));
    }
  }
}

static void normalize(const normalization *s) {
  vec slope = splat(s->slope);
  long rows = s->blocks * s->rows_per_block;
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < s->channels; c += LANES) {
      long at = r * s->channels + c, n = least(LANES, s->channels - c);
      vec y = load_up_to(s->input + at, n) * load_up_to(s->multiplier + c, n) +
             load_up_to(s->shift + c, n);
      if (s->skip) y = y + load_up_to(s->skip + at, n);
      store_up_to(s->output + at, rectify(y, slope), n);
    }
}

#define GRADIENT_BLOCK 128
#define GRADIENT_VECTORS 4

// The activation's gradient. Without a skip the output is computed once more: that is cheaper than
// to read it.
INLINE vec gradient_at(const normalization_gradient *s, long at, vec x, vec multiplier, vec shift,
                       long n) {
  vec slope = splat(s->slope);
  ivec zero_counts = (ivec)splat(0) - (s->slope != 0);
  vec y = s->output ? load_up_to(s->output + at, n) : rectify(x * multiplier + shift, slope);
  return rectify_gradient(y, load_up_to(s->output_gradient + at, n), slope, zero_counts);
}

// The gradient of LANES * vectors channels from `c` on; `n` of the last vector's lanes are channels.
INLINE void normalize_gradient_of(const normalization_gradient *s, long c, const int vectors,
                                  long n) {
  vec mean[GRADIENT_VECTORS], inverse[GRADIENT_VECTORS];
  vec multiplier[GRADIENT_VECTORS], shift[GRADIENT_VECTORS];
  double sum[LANES * GRADIENT_VECTORS] = {0}, product[LANES * GRADIENT_VECTORS] = {0};
  UNROLL for (int k = 0; k < vectors; k++) {
    mean[k] = load_up_to(s->mean + c + LANES * k, n);
    inverse[k] = load_up_to(s->inverse_deviation + c + LANES * k, n);
    multiplier[k] = load_up_to(s->multiplier + c + LANES * k, n);
    shift[k] = load_up_to(s->shift + c + LANES * k, n);
  }
  for (long block = 0; block < s->rows; block += GRADIENT_BLOCK) {
    vec a[GRADIENT_VECTORS], b[GRADIENT_VECTORS];
    UNROLL for (int k = 0; k < vectors; k++) a[k] = b[k] = splat(0);
    for (long r = block; r < least(s->rows, block + GRADIENT_BLOCK); r++) {
      UNROLL for (int k = 0; k < vectors; k++) {
        long at = r * s->channels + c + LANES * k;
        vec x = load_up_to(s->input + at, n);
        vec d = gradient_at(s, at, x, multiplier[k], shift[k], n);
        a[k] = a[k] + d;
        b[k] = b[k] + d * ((x - mean[k]) * inverse[k]);
      }
    }
    UNROLL for (int k = 0; k < vectors; k++)
      for (int i = 0; i < LANES; i++) {
        sum[LANES * k + i] += (double)a[k][i];
        product[LANES * k + i] += (double)b[k][i];
      }
  }
  vec ms[GRADIENT_VECTORS], mp[GRADIENT_VECTORS], factor[GRADIENT_VECTORS];
  double share = s->batch_statistics ? 1 / (double)s->rows : 0;
  UNROLL for (int k = 0; k < vectors; k++) {
    vec total = splat(0), weighted = splat(0);
    ms[k] = mp[k] = splat(0);
    for (int i = 0; i < LANES; i++) {
      total[i] = (float)sum[LANES * k + i];
      weighted[i] = (float)product[LANES * k + i];
      ms[k][i] = (float)(sum[LANES * k + i] * share);
      mp[k][i] = (float)(product[LANES * k + i] * share);
    }
    store_up_to(s->offset_gradient + c + LANES * k, total, n);
    store_up_to(s->scale_gradient + c + LANES * k, weighted, n);
    factor[k] = load_up_to(s->scale + c + LANES * k, n) * inverse[k];
  }
  for (long r = 0; r < s->rows; r++) {
    UNROLL for (int k = 0; k < vectors; k++) {
      long at = r * s->channels + c + LANES * k;
      vec x = load_up_to(s->input + at, n);
      vec d = gradient_at(s, at, x, multiplier[k], shift[k], n);
      if (s->activation_gradient) store_up_to(s->activation_gradient + at, d, n);
      store_up_to(s->input_gradient + at,
                  factor[k] * (d - ms[k] - (x - mean[k]) * inverse[k] * mp[k]), n);
    }
  }
}

static void normalize_gradient(const normalization_gradient *s) {
  long c = 0;
  for (; c + 4 * LANES <= s->channels; c += 4 * LANES) normalize_gradient_of(s, c, 4, LANES);
  for (; c + 2 * LANES <= s->channels; c += 2 * LANES) normalize_gradient_of(s, c, 2, LANES);
  for (; c + LANES <= s->channels; c += LANES) normalize_gradient_of(s, c, 1, LANES);
  if (c < s->channels) normalize_gradient_of(s, c, 1, s->channels - c);
}
