package dev.gander.bootstrap;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.function.IntConsumer;

/// Ends the process when a thread dies because memory ran out: what that thread did for the others
/// is missing from then on, and whoever started the server can start another. Work for one client
/// ends with an error for that client instead, and does not come here.
final class OutOfMemory implements Thread.UncaughtExceptionHandler {
  /// The exit code, the same as that of `-XX:+ExitOnOutOfMemoryError`.
  static final int EXIT_CODE = 3;

  private static final System.Logger LOG = System.getLogger(OutOfMemory.class.getName());

  private final PrintStream err;
  private final IntConsumer halt;

  /// @param halt ends the process at once, without waiting for anything that needs memory
  OutOfMemory(PrintStream err, IntConsumer halt) {
    this.err = err;
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      err.println("Error: out of memory; the server ends, since it can no longer be relied on");
      halt.accept(EXIT_CODE);
    } else {
      LOG.log(Level.ERROR, "thread " + thread.getName() + " died", cause);
    }
  }
}
