package dev.gander.domain.hook;

import java.util.OptionalInt;

/// How the command of a hook has ended.
///
/// @param exitCode empty if it took too long
/// @param output the beginning of what it printed, 64 KiB at most
/// @param errors the end of its error output, 64 KiB at most
public record HookAnswer(OptionalInt exitCode, String output, String errors) {
  private static final int OBJECTION = 2;

  /// Whether the exit code alone objects to what is about to happen.
  public boolean objects() {
    return exitCode.equals(OptionalInt.of(OBJECTION));
  }

  public boolean succeeded() {
    return exitCode.equals(OptionalInt.of(0));
  }
}
