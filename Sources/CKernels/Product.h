// Matrix products: one tile of up to BLOCK_ROWS rows by sixteen columns, whose left rows are found through
// pointers, so that a convolution, a gathered row and a plain matrix are the same to it.

// Rows worked on before the next panel: their pointers and left factors stay in the first cache.
#define CHUNK_ROWS 48  // whole blocks of 6 and of 12
// Longest piece of a sum before results are stored: a panel of it fills half the first cache.
#define PIECE_DEPTH 288
#define MAX_TAPS 64

typedef struct {
  const float *left[MAX_TAPS * CHUNK_ROWS];  // [block][tap][row in block]
  float *output[CHUNK_ROWS];
  long rows;
} row_chunk;

typedef struct {
  const float *packed;
  long packed_taps;  // taps of a whole panel
  long first_tap, taps, depth;
  long columns;
  const float *bias;
  long load;         // begin from what the output holds
  float slope;
} product_piece;

// acc[i] += sum over taps and depth of left[tap][i] * panel.
INLINE void add_tile(const int rows, const float *const *left, long taps, long depth,
                     const float *panel, v16 acc[BLOCK_ROWS]) {
  for (long tap = 0; tap < taps; tap++, left += BLOCK_ROWS) {
    const float *a[BLOCK_ROWS];
    UNROLL for (int i = 0; i < rows; i++) a[i] = left[i];
    for (long k = 0; k < depth; k++, panel += PANEL) {
      v16 b = load16(panel);
      UNROLL for (int i = 0; i < rows; i++) acc[i] = acc[i] + splat16(a[i][k]) * b;
    }
  }
}

INLINE void store_row(float *output, v16 x, long width) {
  if (width >= PANEL) {
    store16(output, x);
  } else {
    float t[PANEL];
    store16(t, x);
    for (long i = 0; i < width; i++) output[i] = t[i];
  }
}

INLINE void product_block(const int rows, const product_piece *p, const float *const *left,
                          float *const *output, long panel) {
  v16 acc[BLOCK_ROWS];
  long column = panel * PANEL;
  UNROLL for (int i = 0; i < rows; i++) {
    acc[i] = p->load   ? load16(output[i] + column)
             : p->bias ? load16(p->bias + column)
                       : splat16(0);
  }
  const float *b = p->packed + (panel * p->packed_taps + p->first_tap) * p->depth * PANEL;
  add_tile(rows, left, p->taps, p->depth, b, acc);
  UNROLL for (int i = 0; i < rows; i++)
    store_row(output[i] + column, rectify16(acc[i], p->slope), p->columns - column);
}

#if BLOCK_ROWS == 12
#define FOR_MORE_ROWS(call)  \
  case 6: call(6); break;    \
  case 7: call(7); break;    \
  case 8: call(8); break;    \
  case 9: call(9); break;    \
  case 10: call(10); break;  \
  case 11: call(11); break;
#else
#define FOR_MORE_ROWS(call)
#endif
#define FOR_ROWS(rows, call)          \
  switch (rows) {                     \
    case 1: call(1); break;           \
    case 2: call(2); break;           \
    case 3: call(3); break;           \
    case 4: call(4); break;           \
    case 5: call(5); break;           \
    FOR_MORE_ROWS(call)               \
    default: call(BLOCK_ROWS); break; \
  }

static void product_chunk(const product_piece *p, const row_chunk *chunk) {
  for (long panel = 0; panel * PANEL < p->columns; panel++) {
    for (long row = 0; row < chunk->rows; row += BLOCK_ROWS) {
      const float *const *left = chunk->left + row * p->taps;
#define CALL(n) product_block(n, p, left, chunk->output + row, panel)
      FOR_ROWS(chunk->rows - row, CALL)
#undef CALL
    }
  }
}

// How many taps of a depth make a piece.
INLINE long taps_of_piece(long depth) {
  return most(1, least(PIECE_DEPTH / depth, MAX_TAPS));
}

static void pack(const float *source, long rows, long columns, long row_stride,
                 long column_stride, long groups, long group_stride, float *packed) {
  for (long group = 0; group < groups; group++) {
    const float *s = source + group * group_stride;
    for (long column = 0; column < columns; column += PANEL) {
      long width = least(PANEL, columns - column);
      for (long r = 0; r < rows; r++, packed += PANEL) {
        const float *from = s + r * row_stride + column * column_stride;
        if (width == PANEL && column_stride == 1) {
          memcpy(packed, from, PANEL * sizeof(float));
        } else {
          for (long c = 0; c < PANEL; c++) packed[c] = c < width ? from[c * column_stride] : 0;
        }
      }
    }
  }
}

static void multiply(const float *left, long rows, long row_stride, long taps, long tap_stride,
                     long depth, const float *packed, long columns, const float *bias,
                     long accumulate, float slope, float *output, long output_stride) {
  row_chunk chunk;
  long step = taps_of_piece(depth);
  for (long row = 0; row < rows; row += CHUNK_ROWS) {
    chunk.rows = least(CHUNK_ROWS, rows - row);
    for (long i = 0; i < chunk.rows; i++) chunk.output[i] = output + (row + i) * output_stride;
    for (long tap = 0; tap < taps; tap += step) {
      product_piece p = {packed, taps, tap, least(step, taps - tap), depth, columns, bias,
                         accumulate || tap > 0, tap + step >= taps ? slope : 1.0f};
      for (long i = 0; i < chunk.rows; i++) {
        const float *from = left + (row + i) * row_stride + tap * tap_stride;
        const float **to =
            chunk.left + (i / BLOCK_ROWS * p.taps) * BLOCK_ROWS + i % BLOCK_ROWS;
        for (long t = 0; t < p.taps; t++) to[t * BLOCK_ROWS] = from + t * tap_stride;
      }
      product_chunk(&p, &chunk);
    }
  }
}

// A tile of product += left^T right over all segments. With `packed`, the left rows are its.
INLINE void outer_tile(const int rows, const segment *segments, long count, const float *packed,
                       long left_stride, long right_stride, long left_column, long panel,
                       long width, float *product, long product_stride) {
  v16 acc[BLOCK_ROWS];
  UNROLL for (int i = 0; i < rows; i++) {
    acc[i] = load16(product + i * product_stride);
  }
  for (long s = 0; s < count; s++) {
    const float *a = packed ? packed : segments[s].left + left_column;
    const float *b = segments[s].right + panel * segments[s].right_panel;
    for (long r = segments[s].rows; r > 0; r--, a += left_stride, b += right_stride) {
      v16 y = load16(b);
      UNROLL for (int i = 0; i < rows; i++) acc[i] = acc[i] + splat16(a[i]) * y;
    }
    if (packed) packed = a;
  }
  UNROLL for (int i = 0; i < rows; i++)
    store_row(product + i * product_stride, acc[i], width);
}

// Never a last tile of one or two rows: they cannot keep the adders busy.
INLINE long outer_rows(long rest) {
  return rest >= 2 * BLOCK_ROWS || rest == BLOCK_ROWS ? BLOCK_ROWS
         : rest > BLOCK_ROWS                          ? (rest + 1) / 2
                                                      : rest;
}

// Rows of the left factor that are packed at once: enough to repay loading and storing a tile.
#define PACKED_ROWS 256
// From so many panels on, copying a tile's left columns together costs less than fetching their
// cache lines again for each panel.
#define PACKING_PANELS 8

// The `rows` columns of all segments from `column` on, row after row.
static void pack_left(const segment *segments, long count, long left_stride, long column,
                      long rows, float *packed) {
  for (long s = 0; s < count; s++) {
    const float *a = segments[s].left + column;
    for (long r = 0; r < segments[s].rows; r++, a += left_stride)
      for (long i = 0; i < rows; i++) *packed++ = a[i];
  }
}

static void add_outer(const segment *segments, long count, long left_stride, long right_stride,
                      long left_columns, long right_columns, float *product,
                      long product_stride) {
  long panels = (right_columns + PANEL - 1) / PANEL, total = 0;
  for (long s = 0; s < count; s++) total += segments[s].rows;
  float packed[PACKED_ROWS * BLOCK_ROWS];
  int packs = panels >= PACKING_PANELS && total <= PACKED_ROWS;
  for (long column = 0, rows; column < left_columns; column += rows) {
    rows = outer_rows(left_columns - column);
    if (packs) pack_left(segments, count, left_stride, column, rows, packed);
    for (long panel = 0; panel < panels; panel++) {
      float *to = product + column * product_stride + panel * PANEL;
#define CALL(n)                                                                               \
  outer_tile(n, segments, count, packs ? packed : NULL, packs ? rows : left_stride,           \
             right_stride, column, panel, right_columns - panel * PANEL, to, product_stride)
      FOR_ROWS(rows, CALL)
#undef CALL
    }
  }
}

static void add_panel(const float *panel, long rows, long columns, float *to, long to_stride) {
  for (long r = 0; r < rows; r++, panel += PANEL, to += to_stride)
    store_row(to, load16(to) + load16(panel), columns);
}

static void add_column_sums(const float *values, long rows, long stride, long columns,
                            float *sums) {
  for (long c = 0; c < columns; c += 8) {
    long n = least(8, columns - c);
    v8 even = load_up_to(sums + c, n), odd = splat8(0);
    long r = 0;
    for (; r + 2 <= rows; r += 2) {
      even = even + load8(values + r * stride + c);
      odd = odd + load8(values + (r + 1) * stride + c);
    }
    if (r < rows) even = even + load8(values + r * stride + c);
    store_up_to(sums + c, even + odd, n);
  }
}
