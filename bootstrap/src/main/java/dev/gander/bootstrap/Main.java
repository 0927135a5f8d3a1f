package dev.gander.bootstrap;

import java.util.List;

/// Entry point of `goosed`.
public final class Main {

  private Main() {}

  /// Runs the command and ends the process with its exit code.
  public static void main(String[] arguments) {
    System.exit(new Goosed(System.out, System.err).run(List.of(arguments)));
  }
}
