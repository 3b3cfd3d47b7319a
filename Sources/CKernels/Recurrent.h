// Recurrent layers, one step of all live sequences at a time. Gates lie in panels [rows][16], a
// panel of each gate holding the same sixteen hidden units.

INLINE void step_block(const int rows, const int panels, const recurrent_step *s, long row,
                       long panel) {
  tile acc;
  const float *first = s->addend ? s->addend + (panel * s->addend_rows + row) * PANEL
                                 : s->bias + panel * PANEL;
  long next = s->addend ? s->addend_rows * PANEL : PANEL, stride = s->addend ? PANEL : 0;
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < panels; j++) acc[i][j] = load16(first + j * next + i * stride);
  const float *left[BLOCK_ROWS];
  if (s->input) {
    long size = s->input_depth * PANEL;
    UNROLL for (int i = 0; i < rows; i++) left[i] = s->input + (row + i) * s->input_stride;
    add_tile(rows, panels, left, 1, s->input_depth, s->input_weights + panel * size, size, acc);
  }
  if (s->state) {
    long size = s->state_depth * PANEL;
    UNROLL for (int i = 0; i < rows; i++) left[i] = s->state + (row + i) * s->state_stride;
    add_tile(rows, panels, left, 1, s->state_depth, s->state_weights + panel * size, size, acc);
  }
  float *to = s->gates + (panel * s->rows + row) * PANEL;
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < panels; j++)
      store16(to + (j * s->rows + i) * PANEL, acc[i][j]);
}

static void step(const recurrent_step *s) {
#define ROWS(n) step_block(n, together, s, row, panel)
#define CALL(n)                                             \
  {                                                         \
    const int together = n;                                 \
    for (long row = 0; row < s->rows; row += BLOCK_ROWS) {  \
      FOR_ROWS(s->rows - row, ROWS)                         \
    }                                                       \
  }
  FOR_PANELS(panel, s->panels, CALL)
#undef CALL
#undef ROWS
}

// Runs `body` for each vector of units of each row. `g` is its place in a gate's panel,
// `w` in a state of [rows][width], `u` the first unit; gates of one kind are `gate` floats apart.
#define FOR_UNITS(s, ...)                                               \
  long gate = (s)->width * (s)->rows;                                   \
  (void)gate;                                                           \
  for (long panel = 0; panel < (s)->width / PANEL; panel++)             \
    for (long row = 0; row < (s)->rows; row++)                          \
      UNROLL for (long half = 0; half < PANEL; half += LANES) {             \
        long u = panel * PANEL + half, w = row * (s)->width + u;        \
        float *g = (s)->gates + (panel * (s)->rows + row) * PANEL + half; \
        (void)u;                                                        \
        __VA_ARGS__                                                     \
      }

INLINE vec previous(const float *state, long at) {
  return state ? load(state + at) : splat(0);
}

static void rnn(const cell_step *s) {
  FOR_UNITS(s, {
    vec h = tanh_lanes(load(g));
    store(g, h);
    store(s->state + w, h);
  })
}

INLINE vec total_gradient(const cell_gradient_step *s, long w) {
  vec d = load(s->state_gradient + w);
  return s->output_gradient ? d + load(s->output_gradient + w) : d;
}

static void rnn_gradient(const cell_gradient_step *s) {
  FOR_UNITS(s, {
    vec h = load(g);
    store(g, total_gradient(s, w) * (1.0f - h * h));
  })
}

static void lstm(const cell_step *s) {
  FOR_UNITS(s, {
    vec before = previous(s->previous_state, w);
    vec i = sigmoid_lanes(load(g) + load(s->peepholes + u) * before);
    vec j = tanh_lanes(load(g + gate));
    vec f = sigmoid_lanes(load(g + 2 * gate) + 1.0f + load(s->peepholes + s->width + u) * before);
    vec c = f * before + i * j;
    vec o = sigmoid_lanes(load(g + 3 * gate) + load(s->peepholes + 2 * s->width + u) * c);
    store(g, i);
    store(g + gate, j);
    store(g + 2 * gate, f);
    store(g + 3 * gate, o);
    store(s->cell + w, c);
    store(s->state + w, o * tanh_lanes(c));
  })
}

static void lstm_gradient(const cell_gradient_step *s) {
  long gate = s->width * s->rows;
  for (long u = 0; u < s->width; u += LANES) {
    vec pi = load(s->peepholes + u), pf = load(s->peepholes + s->width + u);
    vec po = load(s->peepholes + 2 * s->width + u);
    vec di = splat(0), df = splat(0), dn = splat(0);
    float *g = s->gates + (u / PANEL * s->rows) * PANEL + u % PANEL;
    for (long row = 0; row < s->rows; row++, g += PANEL) {
      long w = row * s->width + u;
      vec i = load(g), j = load(g + gate), f = load(g + 2 * gate), o = load(g + 3 * gate);
      vec c = load(s->cell + w), before = previous(s->previous_state, w);
      vec t = tanh_lanes(c), dh = total_gradient(s, w);
      vec go = dh * t * o * (1.0f - o);
      vec dc = load(s->cell_gradient + w) + dh * o * (1.0f - t * t) + go * po;
      vec gi = dc * j * i * (1.0f - i);
      vec gf = dc * before * f * (1.0f - f);
      store(g, gi);
      store(g + gate, dc * i * (1.0f - j * j));
      store(g + 2 * gate, gf);
      store(g + 3 * gate, go);
      store(s->cell_gradient + w, dc * f + gi * pi + gf * pf);
      di = di + gi * before;
      df = df + gf * before;
      dn = dn + go * c;
    }
    float *p = s->peephole_gradients + u;
    store(p, load(p) + di);
    store(p + s->width, load(p + s->width) + df);
    store(p + 2 * s->width, load(p + 2 * s->width) + dn);
  }
}

// Gates r and u; `cell` becomes r * h, what the candidate's product reads.
static void gru_gates(const cell_step *s) {
  FOR_UNITS(s, {
    vec r = sigmoid_lanes(load(g));
    store(g, r);
    store(g + gate, sigmoid_lanes(load(g + gate)));
    store(s->cell + w, r * previous(s->previous_state, w));
  })
}

static void gru_candidate(const cell_step *s) {
  FOR_UNITS(s, {
    vec z = load(g + gate), c = tanh_lanes(load(g + 2 * gate));
    store(g + 2 * gate, c);
    store(s->state + w, z * previous(s->previous_state, w) + (1.0f - z) * c);
  })
}

// Leaves u's and the candidate's gradients in the gates, and u * dh as the carried gradient.
static void gru_candidate_gradient(const cell_gradient_step *s) {
  FOR_UNITS(s, {
    vec z = load(g + gate), c = load(g + 2 * gate), dh = total_gradient(s, w);
    vec before = previous(s->previous_state, w);
    store(g + gate, dh * (before - c) * z * (1.0f - z));
    store(g + 2 * gate, dh * (1.0f - z) * (1.0f - c * c));
    store(s->state_gradient + w, dh * z);
  })
}

// `cell_gradient` holds the gradient of r * h.
static void gru_gates_gradient(const cell_gradient_step *s) {
  FOR_UNITS(s, {
    vec r = load(g), d = load(s->cell_gradient + w);
    store(g, d * previous(s->previous_state, w) * r * (1.0f - r));
    store(s->state_gradient + w, load(s->state_gradient + w) + d * r);
  })
}
