package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;

/// Entry point of `goosed`.
public final class Main {

  private Main() {}

  /// Runs the command and ends the process with its exit code.
  public static void main(String[] arguments) {
    var goosed = new Goosed(stream(FileDescriptor.out), stream(FileDescriptor.err));
    System.exit(goosed.run(List.of(arguments)));
  }

  /// In UTF-8 whatever the locale is: Goose Desktop starts us with none.
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
  }
}
