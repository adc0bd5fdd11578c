package dev.nearfield.embed.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.List;

/**
 * One way to run a network on all processors.
 *
 * @param name as the table says it
 * @param callers threads that run texts at once
 * @param sessions how many sessions they share, in turn
 * @param intraOp threads of one run
 * @param feed how texts get in and vectors out
 * @param settings what else is told to ONNX Runtime
 */
record Layout(
    String name, int callers, int sessions, int intraOp, Feed feed, List<Setting> settings) {

  /** How the tensors of a run come about. */
  enum Feed {
    /** New ones over arrays, copied by the runtime. */
    ARRAYS,
    /** Over direct buffers that each caller keeps. */
    BUFFERS,
    /** And the answer is written into a kept buffer, too. */
    PINNED
  }

  /** A change of options. */
  @FunctionalInterface
  interface Setting {
    void apply(SessionOptions options) throws OrtException;
  }

  static Layout of(String name, int callers, int sessions, int intraOp, Setting... settings) {
    return new Layout(name, callers, sessions, intraOp, Feed.ARRAYS, List.of(settings));
  }

  private static Layout fed(String name, Feed feed, Setting... settings) {
    return new Layout(name, 2, 1, 1, feed, List.of(settings));
  }

  private static Setting entry(String key, String value) {
    return options -> options.addConfigEntry(key, value);
  }

  /** All that are compared, on two processors. */
  static List<Layout> all() {
    Setting still = entry("session.intra_op.allow_spinning", "0");
    return List.of(
        of("2 callers, 1 session, 1 thread a run", 2, 1, 1),
        of("2 callers, 2 sessions, 1 thread a run", 2, 2, 1),
        of("3 callers, 1 session, 1 thread a run", 3, 1, 1),
        of("1 caller, 2 threads a run", 1, 1, 2),
        of("1 caller, 2 threads a run, no spinning", 1, 1, 2, still),
        of("2 callers, 2 threads a run", 2, 1, 2),
        of("2 callers, 2 threads a run, no spinning", 2, 1, 2, still),
        of(
            "1 caller, 2 threads a run, no spinning, one kept to processor 2",
            1,
            1,
            2,
            still,
            entry("session.intra_op_thread_affinities", "2")),
        fed("no arena", Feed.ARRAYS, options -> options.setCPUArenaAllocator(false)),
        fed("no memory pattern", Feed.ARRAYS, o -> o.setMemoryPatternOptimization(false)),
        fed("optimisation: none", Feed.ARRAYS, o -> o.setOptimizationLevel(OptLevel.NO_OPT)),
        fed("optimisation: basic", Feed.ARRAYS, o -> o.setOptimizationLevel(OptLevel.BASIC_OPT)),
        fed(
            "optimisation: extended",
            Feed.ARRAYS,
            o -> o.setOptimizationLevel(OptLevel.EXTENDED_OPT)),
        fed("parallel execution", Feed.ARRAYS, o -> o.setExecutionMode(ExecutionMode.PARALLEL)),
        fed("denormals are zero", Feed.ARRAYS, entry("session.set_denormal_as_zero", "1")),
        fed("dynamic blocks of 4", Feed.ARRAYS, entry("session.dynamic_block_base", "4")),
        fed("no prepacking", Feed.ARRAYS, entry("session.disable_prepacking", "1")),
        fed("approximate GELU", Feed.ARRAYS, entry("optimization.enable_gelu_approximation", "1")),
        fed("kept direct buffers", Feed.BUFFERS),
        fed("kept direct buffers, pinned output", Feed.PINNED));
  }
}
