package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;

/// Entry point of `goosed`.
public final class Main {
  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

  /// A virtual thread that waits until another one has initialized a class keeps its carrier. On
  /// two processors two such threads would be enough to stop all others, and for ever if one of
  /// them needs another one.
  private static final int FEWEST_CARRIERS = 8;

  private Main() {}

  /// Runs the command and ends the process with its exit code.
  public static void main(String[] arguments) {
    provideCarriers();
    var in = new FileInputStream(FileDescriptor.in);
    var goosed = new Goosed(in, stream(FileDescriptor.out), stream(FileDescriptor.err));
    System.exit(goosed.run(List.of(arguments)));
  }

  /// Before there is any virtual thread.
  private static void provideCarriers() {
    if (System.getProperty(CARRIERS) == null) {
      int carriers = Math.max(FEWEST_CARRIERS, Runtime.getRuntime().availableProcessors());
      System.setProperty(CARRIERS, Integer.toString(carriers));
    }
  }

  /// UTF-8 whatever the locale: Goose Desktop starts us without one.
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
  }
}
