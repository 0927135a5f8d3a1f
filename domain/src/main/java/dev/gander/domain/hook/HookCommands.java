package dev.gander.domain.hook;

import dev.gander.domain.error.Unavailable;
import java.nio.file.Path;

/// Runs the commands of hooks. Thread-safe.
public interface HookCommands {
  /// Runs a hook in the system's shell and waits for its end. A command that does not read its
  /// input is not disturbed by that. When it ends, takes too long, or the caller is interrupted,
  /// all its processes are ended.
  ///
  /// @param folder where it runs; the plugin's own if it does not exist
  /// @param input what it can read
  /// @throws Unavailable if it cannot be started
  HookAnswer run(Hook hook, Path folder, String input) throws InterruptedException;
}
