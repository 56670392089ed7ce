"""Deep learning from the equations up: what the notebooks of five courses import, and what grades them.

curriculum      the plan: courses, weeks, lessons, and the notebook that teaches each
nn              reference implementations of courses 1 and 2: the textbook in code
cnn             reference implementations of course 4: convolutional networks
sequence        reference implementations of course 5: sequence models
datasets        data that are there after installation
experiments     what trains or computes behind figures and explorations
figures         drawing
explore         explorations with sliders
exercises       every exercise, declared once: cases, known mistakes, hints, points
checking        check, hint and grade: compare, explain, prove
nearest         what somebody may have meant who misspelt a name
grading         for instructors: release, execute, grade, report
nearest         for a word that nobody knows, the known one that was probably meant
cli             the command `deepcourse`

Notation, the same in prose, code, tests and figures:

| thing | convention |
| --- | --- |
| sizes | `m` examples, `n_x` inputs, `n_y` outputs, `L` layers, `n[l]` units in layer `l` |
| examples | stand in columns: `X` is `(n_x, m)`, `Y` is `(n_y, m)` |
| a single neuron | `w` is `(n_x, 1)`, `b` a number |
| layer parameters | `W[l]` is `(n[l], n[l-1])`, `b[l]` is `(n[l], 1)`; in dictionaries `W1`, `b1`, `dW1`, `db1` … |
| layer values | `Z[l]` before and `A[l]` after the activation, both `(n[l], m)`; `A[0]` is `X` |
| gradients | `dZ` is the gradient of the cost with respect to `Z` and has its shape; so for every letter |
| costs | means over the `m` examples; L2 adds `lambd / (2 m)` times the sum of all squared weights |
| `lambd` | the strength of regularisation; Python keeps `lambda` for itself |
| images (course 4) | channels last: `A` is `(m, n_H, n_W, n_C)` |
| filters (course 4) | `W` is `(f, f, n_C_prev, n_C)`, `b` is `(1, 1, 1, n_C)` |
| "convolution" | is cross-correlation, the filter not flipped, as in every deep-learning framework |
| sequences (course 5) | `x` is `(n_x, m, T_x)`, `a` is `(n_a, m, T_x)` |
| recurrent parameters | `Wax (n_a, n_x)`, `Waa (n_a, n_a)`, `Wya (n_y, n_a)`, `ba (n_a, 1)`, `by (n_y, 1)` |
| LSTM gates | forget `f`, update `i`, candidate `cct`, output `o`, in this order; each acts on `[a_prev; x_t]` |
| forward functions | `f_forward(inputs, parameters, *, options) -> out, cache`; options by keyword only |
| backward functions | `f_backward(d_out, cache) -> gradients`, in the order of the arguments of the forward function |
| caches | hold what the backward function needs; their inside is private |
| randomness | who draws takes a `numpy.random.Generator` or a `seed`; nothing draws from a hidden global state |
| dtype | float64 wherever a gradient is checked; large trainings may use float32, and say so |
"""
