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

#define GRADIENT_BLOCK 256

static void normalize_gradient(const normalization_gradient *s) {
  v8 slope = splat8(s->slope);
  i8 zero_counts = (i8)splat8(0) - (s->slope != 0);
  for (long c = 0; c < s->channels; c += 8) {
    long n = least(8, s->channels - c);
    v8 mean = load_up_to(s->mean + c, n), inverse = load_up_to(s->inverse_deviation + c, n);
    v8 scale = load_up_to(s->scale + c, n);
    double sum[8] = {0}, product[8] = {0};
    for (long block = 0; block < s->rows; block += GRADIENT_BLOCK) {
      v8 a = splat8(0), b = splat8(0);
      for (long r = block; r < least(s->rows, block + GRADIENT_BLOCK); r++) {
        long at = r * s->channels + c;
        v8 d = rectify_gradient8(load_up_to(s->output + at, n),
                                 load_up_to(s->output_gradient + at, n), slope, zero_counts);
        a = a + d;
        b = b + d * ((load_up_to(s->input + at, n) - mean) * inverse);
      }
      for (long i = 0; i < n; i++) {
        sum[i] += (double)a[i];
        product[i] += (double)b[i];
      }
    }
    float mean_sum[8] = {0}, mean_product[8] = {0};
    for (long i = 0; i < n; i++) {
      s->offset_gradient[c + i] = (float)sum[i];
      s->scale_gradient[c + i] = (float)product[i];
      if (s->batch_statistics) {
        mean_sum[i] = (float)(sum[i] / (double)s->rows);
        mean_product[i] = (float)(product[i] / (double)s->rows);
      }
    }
    v8 ms = load8(mean_sum), mp = load8(mean_product), factor = scale * inverse;
    for (long r = 0; r < s->rows; r++) {
      long at = r * s->channels + c;
      v8 d = rectify_gradient8(load_up_to(s->output + at, n),
                               load_up_to(s->output_gradient + at, n), slope, zero_counts);
      v8 x = (load_up_to(s->input + at, n) - mean) * inverse;
      if (s->activation_gradient) store_up_to(s->activation_gradient + at, d, n);
      store_up_to(s->input_gradient + at, factor * (d - ms - x * mp), n);
    }
  }
}
