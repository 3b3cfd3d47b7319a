// Convolutions with a single channel on one side and a kernel of width one. Windows of one column
// are then consecutive numbers, once each column of the input stands by itself: a product with one
// long tap, or one with positions where others have channels. Sums run as in Convolution.h.

// Room for the columns of one sequence; longer ones take the general way.
#define LINE_FLOATS 8192

// What a sequence's columns need with `zeros` zeros at both ends of each.
INLINE long line_size(long height, long zeros) { return height + 2 * zeros + PANEL; }

INLINE long narrow(const geometry *g) {
  return g->kernel_width == 1 && g->stride_width == 1 && g->pad_width == 0 && !g->reflect && !g->live &&
         g->big_width == g->small_width;
}

// Big side of one channel: left rows are pieces of its columns.
INLINE long reads_lines(const geometry *g) {
  return narrow(g) && g->big_channels == 1 &&
         g->big_width * line_size(g->big_height, g->kernel_height) <= LINE_FLOATS;
}

// Columns [width][zeros, height, zeros] of one sequence [height][width]; backwards if `reversed`.
static void split_columns(const float *values, long height, long width, long zeros, long reversed,
                          float *lines) {
  long size = line_size(height, zeros);
  memset(lines, 0, (size_t)(width * size) * sizeof(float));
  for (long h = 0; h < height; h++)
    for (long w = 0; w < width; w++)
      lines[w * size + zeros + (reversed ? height - 1 - h : h)] = values[h * width + w];
}

// Rows of one column of one sequence: `count` outputs `output_step` apart, windows `step` apart.
static void multiply_windows(product_piece *p, const float *window, long step, long count,
                             float *output, long output_step) {
  row_chunk chunk;
  for (long row = 0; row < count; row += CHUNK_ROWS) {
    chunk.rows = least(CHUNK_ROWS, count - row);
    for (long i = 0; i < chunk.rows; i++) {
      *row_of_chunk(&chunk, i, 1) = window + (row + i) * step;
      chunk.output[i] = output + (row + i) * output_step;
    }
    product_chunk(p, &chunk);
  }
}

static void convolve_lines(const geometry *g, const float *big, const float *packed,
                           const float *bias, float slope, float *small) {
  float lines[LINE_FLOATS];
  long zeros = g->kernel_height, size = line_size(g->big_height, zeros);
  product_piece p = {packed, 1, 0, 1, g->kernel_height, g->small_channels, bias, 0, slope, PANEL, PANEL};
  for (long n = 0; n < g->sequences; n++) {
    split_columns(big + n * g->big_height * g->big_width, g->big_height, g->big_width, zeros, 0,
                  lines);
    for (long w = 0; w < g->small_width; w++)
      multiply_windows(&p, lines + w * size + zeros - g->pad_height, g->stride_height,
                       g->small_height,
                       small + (n * g->small_height * g->small_width + w) * g->small_channels,
                       g->small_width * g->small_channels);
  }
}

// A transposed convolution of one small channel, stride one: taps run against the columns, so these
// are turned round.
INLINE long transposes_lines(const geometry *g) {
  return narrow(g) && g->small_channels == 1 && g->stride_height == 1 &&
         g->small_width * line_size(g->small_height, g->kernel_height) <= LINE_FLOATS;
}

static void convolve_lines_transposed(const geometry *g, const float *small, const float *packed,
                                      const float *bias, long accumulate, float *big) {
  float lines[LINE_FLOATS];
  long zeros = g->kernel_height, size = line_size(g->small_height, zeros);
  product_piece p = {packed, 1, 0, 1, g->kernel_height, g->big_channels, bias, accumulate, 1, PANEL, PANEL};
  for (long n = 0; n < g->sequences; n++) {
    split_columns(small + n * g->small_height * g->small_width, g->small_height, g->small_width,
                  zeros, 1, lines);
    for (long w = 0; w < g->big_width; w++)
      multiply_windows(&p, lines + w * size + zeros + g->small_height - 1 - g->pad_height, -1,
                       g->big_height,
                       big + (n * g->big_height * g->big_width + w) * g->big_channels,
                       g->big_width * g->big_channels);
  }
}

// Small side of one channel, stride one: positions take the place of columns. The input is turned
// to [channels][positions], so that the window of tap `k` is the same numbers, k widths further on.
#define TURNED_FLOATS 16384
INLINE long turns_input(const geometry *g) {
  return narrow(g) && g->small_channels == 1 && g->stride_height == 1 &&
         g->big_channels * (line_size(g->big_height, g->kernel_height) * g->big_width +
                            BLOCK_ROWS * PANEL) <= TURNED_FLOATS;
}

INLINE void turned_block(const int vectors, const geometry *g, const float *turned, long size,
                         const float *packed, v16 bias, float slope, float *output, long count) {
  v16 acc[BLOCK_ROWS];
  UNROLL for (int i = 0; i < vectors; i++) acc[i] = bias;
  for (long tap = 0; tap < g->kernel_height; tap++, turned += g->big_width)
    for (long c = 0; c < g->big_channels; c++, packed += PANEL) {
      v16 weight = splat16(*packed);
      UNROLL for (int i = 0; i < vectors; i++)
        acc[i] = acc[i] + load16(turned + c * size + i * PANEL) * weight;
    }
  UNROLL for (int i = 0; i < vectors; i++)
    store_row(output + i * PANEL, rectify16(acc[i], slope), count - i * PANEL);
}

static void convolve_turned(const geometry *g, const float *big, const float *packed,
                            const float *bias, float slope, float *small) {
  float turned[TURNED_FLOATS];
  long positions = g->big_height * g->big_width, channels = g->big_channels;
  long before = g->kernel_height * g->big_width;
  long size = positions + 2 * before + BLOCK_ROWS * PANEL;
  v16 first = splat16(bias ? *bias : 0);
  memset(turned, 0, (size_t)(channels * size) * sizeof(float));
  for (long n = 0; n < g->sequences; n++) {
    const float *image = big + n * positions * channels;
    for (long c = 0; c < channels; c++)
      for (long p = 0; p < positions; p++)
        turned[c * size + before + p] = image[p * channels + c];
    const float *window = turned + before - g->pad_height * g->big_width;
    for (long p = 0; p < positions; p += BLOCK_ROWS * PANEL) {
      float *output = small + n * positions + p;
      long count = positions - p;
#define CALL(n) turned_block(n, g, window + p, size, packed, first, slope, output, count)
      FOR_ROWS((count + PANEL - 1) / PANEL, CALL)
#undef CALL
    }
  }
}
