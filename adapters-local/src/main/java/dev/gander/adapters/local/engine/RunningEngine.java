package dev.gander.adapters.local.engine;

import dev.gander.domain.error.ProviderException;
import java.net.URI;

/// An engine that has loaded its model. Thread-safe.
interface RunningEngine {
  /// Where it answers; ends with a slash.
  URI address();

  /// What requests have to carry.
  String key();

  boolean isRunning();

  /// Whether it has ended, or does so in a moment: its connections break off a little before.
  boolean isEnding() throws InterruptedException;

  /// Runs `action` on some thread once it has ended, however it did.
  void onEnd(Runnable action);

  /// How it ended, for a reader: its exit code and its last words.
  String lastWords() throws InterruptedException;

  /// Ends it; what it has in work breaks off. Returns when its memory is given back. Idempotent.
  void end();

  /// Starts engines.
  @FunctionalInterface
  interface Starter {
    /// Returns once the model is loaded.
    ///
    /// @throws ProviderException if it cannot be started, ends while it loads, or takes too long;
    ///   nothing is left of it
    /// @throws InterruptedException if the thread was interrupted; nothing is left of it
    RunningEngine start(EngineSpec spec) throws InterruptedException;
  }
}
