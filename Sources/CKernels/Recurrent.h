// Recurrent layers, one step of all live sequences at a time. Gates lie in panels [rows][16], a
// panel of each gate holding the same sixteen hidden units.

INLINE void step_block(const int rows, const recurrent_step *s, long row, long panel) {
  v16 acc[BLOCK_ROWS];
  const float *first = s->addend ? s->addend + (panel * s->addend_rows + row) * PANEL
                                 : s->bias + panel * PANEL;
  long stride = s->addend ? PANEL : 0;
  UNROLL for (int i = 0; i < rows; i++) {
    acc[i] = load16(first + i * stride);
  }
  const float *left[BLOCK_ROWS];
  if (s->input) {
    UNROLL for (int i = 0; i < rows; i++) left[i] = s->input + (row + i) * s->input_stride;
    add_tile(rows, left, 1, s->input_depth, s->input_weights + panel * s->input_depth * PANEL,
             acc);
  }
  if (s->state) {
    UNROLL for (int i = 0; i < rows; i++) left[i] = s->state + (row + i) * s->state_stride;
    add_tile(rows, left, 1, s->state_depth, s->state_weights + panel * s->state_depth * PANEL,
             acc);
  }
  float *to = s->gates + (panel * s->rows + row) * PANEL;
  UNROLL for (int i = 0; i < rows; i++) store16(to + i * PANEL, acc[i]);
}

static void step(const recurrent_step *s) {
  for (long panel = 0; panel < s->panels; panel++)
    for (long row = 0; row < s->rows; row += BLOCK_ROWS) {
#define CALL(n) step_block(n, s, row, panel)
      FOR_ROWS(s->rows - row, CALL)
#undef CALL
    }
}

// Runs `body` for each vector of eight units of each row. `g` is its place in a gate's panel,
// `w` in a state of [rows][width], `u` the first unit; gates of one kind are `gate` floats apart.
#define FOR_UNITS(s, ...)                                               \
  long gate = (s)->width * (s)->rows;                                   \
  (void)gate;                                                           \
  for (long panel = 0; panel < (s)->width / PANEL; panel++)             \
    for (long row = 0; row < (s)->rows; row++)                          \
      UNROLL for (long half = 0; half < PANEL; half += 8) {             \
        long u = panel * PANEL + half, w = row * (s)->width + u;        \
        float *g = (s)->gates + (panel * (s)->rows + row) * PANEL + half; \
        (void)u;                                                        \
        __VA_ARGS__                                                     \
      }

INLINE v8 previous(const float *state, long at) {
  return state ? load8(state + at) : splat8(0);
}

static void rnn(const cell_step *s) {
  FOR_UNITS(s, {
    v8 h = tanh8(load8(g));
    store8(g, h);
    store8(s->state + w, h);
  })
}

INLINE v8 total_gradient(const cell_gradient_step *s, long w) {
  v8 d = load8(s->state_gradient + w);
  return s->output_gradient ? d + load8(s->output_gradient + w) : d;
}

static void rnn_gradient(const cell_gradient_step *s) {
  FOR_UNITS(s, {
    v8 h = load8(g);
    store8(g, total_gradient(s, w) * (1.0f - h * h));
  })
}

static void lstm(const cell_step *s) {
  FOR_UNITS(s, {
    v8 before = previous(s->previous_state, w);
    v8 i = sigmoid8(load8(g) + load8(s->peepholes + u) * before);
    v8 j = tanh8(load8(g + gate));
    v8 f = sigmoid8(load8(g + 2 * gate) + 1.0f + load8(s->peepholes + s->width + u) * before);
    v8 c = f * before + i * j;
    v8 o = sigmoid8(load8(g + 3 * gate) + load8(s->peepholes + 2 * s->width + u) * c);
    store8(g, i);
    store8(g + gate, j);
    store8(g + 2 * gate, f);
    store8(g + 3 * gate, o);
    store8(s->cell + w, c);
    store8(s->state + w, o * tanh8(c));
  })
}

static void lstm_gradient(const cell_gradient_step *s) {
  long gate = s->width * s->rows;
  for (long u = 0; u < s->width; u += 8) {
    v8 pi = load8(s->peepholes + u), pf = load8(s->peepholes + s->width + u);
    v8 po = load8(s->peepholes + 2 * s->width + u);
    v8 di = splat8(0), df = splat8(0), dn = splat8(0);
    float *g = s->gates + (u / PANEL * s->rows) * PANEL + u % PANEL;
    for (long row = 0; row < s->rows; row++, g += PANEL) {
      long w = row * s->width + u;
      v8 i = load8(g), j = load8(g + gate), f = load8(g + 2 * gate), o = load8(g + 3 * gate);
      v8 c = load8(s->cell + w), before = previous(s->previous_state, w);
      v8 t = tanh8(c), dh = total_gradient(s, w);
      v8 go = dh * t * o * (1.0f - o);
      v8 dc = load8(s->cell_gradient + w) + dh * o * (1.0f - t * t) + go * po;
      v8 gi = dc * j * i * (1.0f - i);
      v8 gf = dc * before * f * (1.0f - f);
      store8(g, gi);
      store8(g + gate, dc * i * (1.0f - j * j));
      store8(g + 2 * gate, gf);
      store8(g + 3 * gate, go);
      store8(s->cell_gradient + w, dc * f + gi * pi + gf * pf);
      di = di + gi * before;
      df = df + gf * before;
      dn = dn + go * c;
    }
    float *p = s->peephole_gradients + u;
    store8(p, load8(p) + di);
    store8(p + s->width, load8(p + s->width) + df);
    store8(p + 2 * s->width, load8(p + 2 * s->width) + dn);
  }
}

// Gates r and u; `cell` becomes r * h, what the candidate's product reads.
static void gru_gates(const cell_step *s) {
  FOR_UNITS(s, {
    v8 r = sigmoid8(load8(g));
    store8(g, r);
    store8(g + gate, sigmoid8(load8(g + gate)));
    store8(s->cell + w, r * previous(s->previous_state, w));
  })
}

static void gru_candidate(const cell_step *s) {
  FOR_UNITS(s, {
    v8 z = load8(g + gate), c = tanh8(load8(g + 2 * gate));
    store8(g + 2 * gate, c);
    store8(s->state + w, z * previous(s->previous_state, w) + (1.0f - z) * c);
  })
}

// Leaves u's and the candidate's gradients in the gates, and u * dh as the carried gradient.
static void gru_candidate_gradient(const cell_gradient_step *s) {
  FOR_UNITS(s, {
    v8 z = load8(g + gate), c = load8(g + 2 * gate), dh = total_gradient(s, w);
    v8 before = previous(s->previous_state, w);
    store8(g + gate, dh * (before - c) * z * (1.0f - z));
    store8(g + 2 * gate, dh * (1.0f - z) * (1.0f - c * c));
    store8(s->state_gradient + w, dh * z);
  })
}

// `cell_gradient` holds the gradient of r * h.
static void gru_gates_gradient(const cell_gradient_step *s) {
  FOR_UNITS(s, {
    v8 r = load8(g), d = load8(s->cell_gradient + w);
    store8(g, d * previous(s->previous_state, w) * r * (1.0f - r));
    store8(s->state_gradient + w, load8(s->state_gradient + w) + d * r);
  })
}
