package dev.gander.domain.observe;

import java.util.Map;
import java.util.Optional;

/// How much the log of this process tells. A change holds at once, for all threads, until the
/// process ends. Thread-safe.
public interface LogLevels {
  /// How many parts may have a level of their own.
  int MOST = 100;

  /// The level of each part that has one of its own. The part `dev.gander` is always there.
  Map<String, LogLevel> all();

  /// Sets the level of a part of the program, a package or class of any library as well, whether or
  /// not there is one of that name: it may be loaded later.
  ///
  /// @param level empty for the level of the part around it; `dev.gander` gets back the one that it
  ///   started with
  /// @throws dev.gander.domain.error.InvalidInput if [#MOST] others have one already
  void set(String part, Optional<LogLevel> level);
}
