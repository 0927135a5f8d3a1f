package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.function.IntConsumer;

/// Ends the process when memory ran out where the server as a whole suffers: a thread has died of
/// it, and what it did for the others is missing from then on, or a class could not be initialized,
/// and each use of it fails from then on. Whoever started the server can start another. Work for
/// one client ends with an error for that client instead, and does not come here.
final class OutOfMemory implements Thread.UncaughtExceptionHandler {
  /// The exit code, the same as that of `-XX:+ExitOnOutOfMemoryError`.
  static final int EXIT_CODE = 3;

  private static final System.Logger LOG = System.getLogger(OutOfMemory.class.getName());

  /// As bytes: a text would have to be encoded, which takes memory.
  private static final byte[] LAST_WORDS =
      "Error: out of memory; the server ends, since it can no longer be relied on\n"
          .getBytes(UTF_8);

  /// A plug-in may throw what is its own cause.
  private static final int MOST_CAUSES = 100;

  private final PrintStream err;
  private final IntConsumer halt;

  /// @param halt ends the process at once, without waiting for anything that needs memory
  OutOfMemory(PrintStream err, IntConsumer halt) {
    this.err = err;
    this.halt = halt;
  }

  /// That of this process.
  static OutOfMemory ofProcess(PrintStream err) {
    rehearse();
    return new OutOfMemory(err, Runtime.getRuntime()::halt);
  }

  /// The JVM links code when it runs for the first time, which takes memory.
  private static void rehearse() {
    new OutOfMemory(new PrintStream(OutputStream.nullOutputStream()), _ -> {})
        .uncaughtException(Thread.currentThread(), new OutOfMemoryError());
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      end();
    } else {
      LOG.log(Level.ERROR, "thread " + thread.getName() + " died", cause);
    }
  }

  /// Is told of each problem that is logged: whoever meets a lost class cannot do its work, and
  /// says so.
  void logged(Throwable problem) {
    if (hasCostAClass(problem)) {
      end();
    }
  }

  private void end() {
    try {
      err.write(LAST_WORDS, 0, LAST_WORDS.length);
      err.flush();
    } finally {
      halt.accept(EXIT_CODE);
    }
  }

  private static boolean hasCostAClass(Throwable problem) {
    Throwable cause = problem;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError ? isInInitializer(cause) : isLostClass(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInInitializer(Throwable error) {
    for (StackTraceElement frame : error.getStackTrace()) {
      if (frame.getMethodName().equals("<clinit>")) {
        return true;
      }
    }
    return false;
  }

  /// What the JVM gives as the cause at the second use of such a class, and at all that follow.
  private static boolean isLostClass(Throwable cause) {
    return cause instanceof ExceptionInInitializerError
        && String.valueOf(cause.getMessage())
            .startsWith("Exception " + OutOfMemoryError.class.getName());
  }
}
