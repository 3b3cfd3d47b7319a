// Batch normalisation.

// Sum, then sum of squared deviations, of eight channels over a block that stays in the cache.
INLINE v8 column_sum(const float *x, long rows, long stride, long n) {
  v8 a = splat8(0), b = splat8(0);
  long r = 0;
  for (; r + 2 <= rows; r += 2) {
    a = a + load_up_to(x + r * stride, n);
    b = b + load_up_to(x + (r + 1) * stride, n);
  }
  if (r < rows) a = a + load_up_to(x + r * stride, n);
  return a + b;
}

INLINE v8 column_squares(const float *x, long rows, long stride, long n, v8 mean) {
  v8 a = splat8(0), b = splat8(0);
  long r = 0;
  for (; r + 2 <= rows; r += 2) {
    v8 d = load_up_to(x + r * stride, n) - mean;
    v8 e = load_up_to(x + (r + 1) * stride, n) - mean;
    a = a + d * d;
    b = b + e * e;
  }
  if (r < rows) {
    v8 d = load_up_to(x + r * stride, n) - mean;
    a = a + d * d;
  }
  return a + b;
}

static void moments(const float *values, long blocks, long rows, long channels, float *mean,
                    float *variance) {
  for (long c = 0; c < channels; c += 8) {
    long n = least(8, channels - c);
    double total_mean[8] = {0}, total_squares[8] = {0};
    for (long block = 0; block < blocks; block++) {
      const float *x = values + block * rows * channels + c;
      v8 m = column_sum(x, rows, channels, n) / (float)rows;
      v8 q = column_squares(x, rows, channels, n, m);
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
  v8 slope = splat8(s->slope);
  long rows = s->blocks * s->rows_per_block;
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < s->channels; c += 8) {
      long at = r * s->channels + c, n = least(8, s->channels - c);
      v8 y = load_up_to(s->input + at, n) * load_up_to(s->multiplier + c, n) +
             load_up_to(s->shift + c, n);
      if (s->skip) y = y + load_up_to(s->skip + at, n);
      store_up_to(s->output + at, rectify8(y, slope), n);
    }
}

#define GRADIENT_BLOCK 128
#define GRADIENT_VECTORS 4

// The gradient of 8 * vectors channels from `c` on; `n` of the last vector's lanes are channels.
INLINE void normalize_gradient_of(const normalization_gradient *s, long c, const int vectors,
                                  long n) {
  v8 slope = splat8(s->slope);
  i8 zero_counts = (i8)splat8(0) - (s->slope != 0);
  v8 mean[GRADIENT_VECTORS], inverse[GRADIENT_VECTORS];
  double sum[8 * GRADIENT_VECTORS] = {0}, product[8 * GRADIENT_VECTORS] = {0};
  UNROLL for (int k = 0; k < vectors; k++) {
    mean[k] = load_up_to(s->mean + c + 8 * k, n);
    inverse[k] = load_up_to(s->inverse_deviation + c + 8 * k, n);
  }
  for (long block = 0; block < s->rows; block += GRADIENT_BLOCK) {
    v8 a[GRADIENT_VECTORS], b[GRADIENT_VECTORS];
    UNROLL for (int k = 0; k < vectors; k++) a[k] = b[k] = splat8(0);
    for (long r = block; r < least(s->rows, block + GRADIENT_BLOCK); r++) {
      UNROLL for (int k = 0; k < vectors; k++) {
        long at = r * s->channels + c + 8 * k;
        v8 d = rectify_gradient8(load_up_to(s->output + at, n),
                                 load_up_to(s->output_gradient + at, n), slope, zero_counts);
        a[k] = a[k] + d;
        b[k] = b[k] + d * ((load_up_to(s->input + at, n) - mean[k]) * inverse[k]);
      }
    }
    UNROLL for (int k = 0; k < vectors; k++)
      for (int i = 0; i < 8; i++) {
        sum[8 * k + i] += (double)a[k][i];
        product[8 * k + i] += (double)b[k][i];
      }
  }
  v8 ms[GRADIENT_VECTORS], mp[GRADIENT_VECTORS], factor[GRADIENT_VECTORS];
  double share = s->batch_statistics ? 1 / (double)s->rows : 0;
  UNROLL for (int k = 0; k < vectors; k++) {
    v8 total = splat8(0), weighted = splat8(0);
    ms[k] = mp[k] = splat8(0);
    for (int i = 0; i < 8; i++) {
      total[i] = (float)sum[8 * k + i];
      weighted[i] = (float)product[8 * k + i];
      ms[k][i] = (float)(sum[8 * k + i] * share);
      mp[k][i] = (float)(product[8 * k + i] * share);
    }
    store_up_to(s->offset_gradient + c + 8 * k, total, n);
    store_up_to(s->scale_gradient + c + 8 * k, weighted, n);
    factor[k] = load_up_to(s->scale + c + 8 * k, n) * inverse[k];
  }
  for (long r = 0; r < s->rows; r++) {
    UNROLL for (int k = 0; k < vectors; k++) {
      long at = r * s->channels + c + 8 * k;
      v8 d = rectify_gradient8(load_up_to(s->output + at, n),
                               load_up_to(s->output_gradient + at, n), slope, zero_counts);
      v8 x = (load_up_to(s->input + at, n) - mean[k]) * inverse[k];
      if (s->activation_gradient) store_up_to(s->activation_gradient + at, d, n);
      store_up_to(s->input_gradient + at, factor[k] * (d - ms[k] - x * mp[k]), n);
    }
  }
}

static void normalize_gradient(const normalization_gradient *s) {
  long c = 0;
  for (; c + 32 <= s->channels; c += 32) normalize_gradient_of(s, c, 4, 8);
  for (; c + 16 <= s->channels; c += 16) normalize_gradient_of(s, c, 2, 8);
  for (; c + 8 <= s->channels; c += 8) normalize_gradient_of(s, c, 1, 8);
  if (c < s->channels) normalize_gradient_of(s, c, 1, s->channels - c);
}
