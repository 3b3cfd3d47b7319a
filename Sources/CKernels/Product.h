// Matrix products: one tile of up to BLOCK_ROWS rows by BLOCK_PANELS panels of sixteen columns, whose
// left rows are found through pointers, so that a convolution, a gathered row and a plain matrix are
// the same to it. How a tile is cut never changes a sum's order, and so no bit of it.

// Rows worked on before the next panel: their pointers and left factors stay in the first cache.
#define CHUNK_ROWS 48  // whole blocks
// Longest piece of a sum before results are stored: a panel of it fills the first cache.
#define PIECE_DEPTH 576
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
  long output_panel; // floats from one panel's output to the next: PANEL in a plain matrix
  long bias_panel;   // the same for the bias
} product_piece;

typedef v16 tile[BLOCK_ROWS][BLOCK_PANELS];

// acc[i][j] += sum over taps and depth of left[tap][i] * panel j; panels are `stride` floats apart.
INLINE void add_tile(const int rows, const int panels, const float *const *left, long taps,
                     long depth, const float *panel, long stride, tile acc) {
  for (long tap = 0; tap < taps; tap++, left += BLOCK_ROWS) {
    const float *a[BLOCK_ROWS];
    UNROLL for (int i = 0; i < rows; i++) a[i] = left[i];
    for (long k = 0; k < depth; k++, panel += PANEL) {
      v16 b[BLOCK_PANELS];
      UNROLL for (int j = 0; j < panels; j++) b[j] = load16(panel + j * stride);
      UNROLL for (int i = 0; i < rows; i++) {
        v16 x = splat16(a[i][k]);
        UNROLL for (int j = 0; j < panels; j++) acc[i][j] = acc[i][j] + x * b[j];
      }
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

INLINE void product_block(const int rows, const int panels, const product_piece *p,
                          const float *const *left, float *const *output, long panel) {
  tile acc;
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < panels; j++) {
      acc[i][j] = p->load   ? load16(output[i] + (panel + j) * p->output_panel)
                  : p->bias ? load16(p->bias + (panel + j) * p->bias_panel)
                            : splat16(0);
    }
  long stride = p->packed_taps * p->depth * PANEL;
  const float *b = p->packed + panel * stride + p->first_tap * p->depth * PANEL;
  add_tile(rows, panels, left, p->taps, p->depth, b, stride, acc);
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < panels; j++) {
      store_row(output[i] + (panel + j) * p->output_panel, rectify16(acc[i][j], p->slope),
                p->columns - (panel + j) * PANEL);
    }
}

// `call(n)` for the rows of a block: a constant for the compiler to unroll by.
#define FOR_ROWS(rows, call)          \
  switch (rows) {                     \
    case 1: call(1); break;           \
    case 2: call(2); break;           \
    case 3: call(3); break;           \
    case 4: call(4); break;           \
    case 5: call(5); break;           \
    default: call(BLOCK_ROWS); break; \
  }

// Panels that a tile takes at once: `call(n)` with how many, a constant.
#if BLOCK_PANELS == 4
#define FOR_PANELS(panel, panels, call)                      \
  for (long panel = 0, taken; panel < (panels); panel += taken) { \
    taken = (panels) - panel;                                \
    if (taken >= 4) {                                        \
      taken = 4;                                             \
      call(4)                                                \
    } else if (taken >= 2) {                                 \
      taken = 2;                                             \
      call(2)                                                \
    } else {                                                 \
      call(1)                                                \
    }                                                        \
  }
#else
#define FOR_PANELS(panel, panels, call) \
  for (long panel = 0; panel < (panels); panel++) { call(1) }
#endif

INLINE void product_rows(const int panels, const product_piece *p, const row_chunk *chunk,
                         long panel) {
  for (long row = 0; row < chunk->rows; row += BLOCK_ROWS) {
    const float *const *left = chunk->left + row * p->taps;
#define CALL(n) product_block(n, panels, p, left, chunk->output + row, panel)
    FOR_ROWS(chunk->rows - row, CALL)
#undef CALL
  }
}

static void product_chunk(const product_piece *p, const row_chunk *chunk) {
  long panels = (p->columns + PANEL - 1) / PANEL;
#define CALL(n) product_rows(n, p, chunk, panel);
  FOR_PANELS(panel, panels, CALL)
#undef CALL
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
                         accumulate || tap > 0, tap + step >= taps ? slope : 1.0f, PANEL, PANEL};
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
INLINE void outer_tile(const int rows, const int panels, const segment *segments, long count,
                       const float *packed, long left_stride, long right_stride,
                       long left_column, long panel, long width, float *product,
                       long product_stride) {
  tile acc;
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < panels; j++)
      acc[i][j] = load16(product + i * product_stride + j * PANEL);
  for (long s = 0; s < count; s++) {
    const float *a = packed ? packed : segments[s].left + left_column;
    long apart = segments[s].right_panel;
    const float *b = segments[s].right + panel * apart;
    // The loop of a product has no registers for this, nor has this one for more.
    _Pragma("clang loop unroll_count(2)")
    for (long r = segments[s].rows; r > 0; r--, a += left_stride, b += right_stride) {
      v16 y[BLOCK_PANELS];
      UNROLL for (int j = 0; j < panels; j++) y[j] = load16(b + j * apart);
      UNROLL for (int i = 0; i < rows; i++) {
        v16 x = splat16(a[i]);
        UNROLL for (int j = 0; j < panels; j++) acc[i][j] = acc[i][j] + x * y[j];
      }
    }
    if (packed) packed = a;
  }
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < panels; j++)
      store_row(product + i * product_stride + j * PANEL, acc[i][j], width - j * PANEL);
}

// Never a last tile of one or two rows: they cannot keep the adders busy.
INLINE long outer_rows(long rest) {
  return rest >= 2 * BLOCK_ROWS || rest == BLOCK_ROWS ? BLOCK_ROWS
         : rest > BLOCK_ROWS                          ? (rest + 1) / 2
                                                      : rest;
}

// Left factors are copied together, block by block of the columns of a tile: so a tile reads no
// cache line twice, and the panels of the right factor stay in the first cache meanwhile.
#define PACKED_ROWS 256
#define PACKED_COLUMNS 128
// With fewer panels a copy is not repaid.
#define PACKING_PANELS 8

// `columns` of all segments from `column` on, as blocks of a tile's rows, row after row in each.
static void pack_left(const segment *segments, long count, long left_stride, long column,
                      long columns, float *packed) {
  for (long from = 0, rows; from < columns; from += rows) {
    rows = outer_rows(columns - from);
    for (long s = 0; s < count; s++) {
      const float *a = segments[s].left + column + from;
      // Eight whatever the number: the next row goes over what is too many.
      for (long r = 0; r < segments[s].rows; r++, a += left_stride, packed += rows)
        memcpy(packed, a, 8 * sizeof(float));
    }
  }
}

// Asks for panels of the right factor, rows `from` to `to` of `whole` parts of each segment: a long
// layer's gates come from far away, each panel from a page of its own.
INLINE void prefetch_right(const segment *segments, long count, long right_stride, long panel,
                           long panels, long from, long to, long whole) {
  for (long s = 0; s < count; s++) {
    const segment *item = &segments[s];
    for (long j = panel; j < panel + panels; j++)
      for (long r = item->rows * from / whole; r < item->rows * to / whole; r++)
        __builtin_prefetch(item->right + j * item->right_panel + r * right_stride, 0, 2);
  }
}

// The products of `columns` left columns from `column` on, which `packed` holds where it is given.
static void add_outer_columns(const segment *segments, long count, const float *packed,
                              long total, long left_stride, long right_stride, long column,
                              long columns, long right_columns, float *product,
                              long product_stride) {
  long panels = (right_columns + PANEL - 1) / PANEL;
#define ROWS(n)                                                                                 \
  outer_tile(n, together, segments, count, packed ? packed + from * total : NULL,               \
             packed ? rows : left_stride, right_stride, column + from, panel,                   \
             right_columns - panel * PANEL, product + from * product_stride + panel * PANEL,    \
             product_stride)
#define CALL(n)                                             \
  {                                                         \
    const int together = n;                                 \
    for (long from = 0, rows; from < columns; from += rows) { \
      rows = outer_rows(columns - from);                    \
      prefetch_right(segments, count, right_stride, panel + n, \
                     least(n, panels - panel - n), from, from + rows, columns); \
      FOR_ROWS(rows, ROWS)                                  \
    }                                                       \
  }
  FOR_PANELS(panel, panels, CALL)
#undef CALL
#undef ROWS
}

static void add_outer(const segment *segments, long count, long left_stride, long right_stride,
                      long left_columns, long right_columns, float *product,
                      long product_stride) {
  long total = 0;
  for (long s = 0; s < count; s++) total += segments[s].rows;
  float packed[PACKED_ROWS * PACKED_COLUMNS + 8];
  int packs = right_columns > (PACKING_PANELS - 1) * PANEL && total <= PACKED_ROWS;
  for (long column = 0, columns; column < left_columns; column += columns) {
    columns = least(PACKED_COLUMNS, left_columns - column);
    if (packs) pack_left(segments, count, left_stride, column, columns, packed);
    add_outer_columns(segments, count, packs ? packed : NULL, total, left_stride, right_stride,
                      column, columns, right_columns, product + column * product_stride,
                      product_stride);
  }
}

static void add_panel(const float *panel, long rows, long columns, float *to, long to_stride) {
  for (long r = 0; r < rows; r++, panel += PANEL, to += to_stride)
    store_row(to, load16(to) + load16(panel), columns);
}

static void add_column_sums(const float *values, long rows, long stride, long columns,
                            float *sums) {
  for (long c = 0; c < columns; c += LANES) {
    long n = least(LANES, columns - c);
    vec even = load_up_to(sums + c, n), odd = splat(0);
    long r = 0;
    for (; r + 2 <= rows; r += 2) {
      even = even + load(values + r * stride + c);
      odd = odd + load(values + (r + 1) * stride + c);
    }
    if (r < rows) even = even + load(values + r * stride + c);
    store_up_to(sums + c, even + odd, n);
  }
}
