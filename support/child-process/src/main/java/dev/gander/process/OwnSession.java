package dev.gander.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs in a session of their own, which signals to our group and terminal do not reach.
final class OwnSession {
  private OwnSession() {}

  /// The command that starts another in a session of its own, with the same process number; empty
  /// where there is none.
  static Optional<String> command() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst();
  }
}
