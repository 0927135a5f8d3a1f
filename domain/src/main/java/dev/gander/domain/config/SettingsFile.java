package dev.gander.domain.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user's own settings file as a whole: whether it can be read, its older states, its
/// beginning. Threads, atomicity and failures are those of [Settings]; a broken file is no failure
/// here.
public interface SettingsFile {
  /// What the file is like.
  sealed interface Condition {
    record Missing() implements Condition {}

    /// It can be read; it may say nothing, or something else than settings.
    record Good() implements Condition {}

    /// @param problem ends in line and column and holds nothing of the text
    record Broken(String problem) implements Condition {}
  }

  /// Where a copy was made.
  record Copy(Path from, Path to) {}

  /// What is there after a recovery.
  ///
  /// @param keys of the file, in its order
  /// @param broken where the broken file is now; null when the file was good
  record Recovery(List<String> keys, @Nullable Path broken) {
    public Recovery {
      keys = List.copyOf(keys);
    }
  }

  /// How a file came to be.
  enum Beginning {
    WAS_THERE,
    FROM_TEMPLATE,
    /// There is no template, and no file yet.
    NONE
  }

  Condition condition();

  /// Copies a good file, before all older copies.
  ///
  /// @throws dev.gander.domain.error.NotFound if there is no file
  /// @throws dev.gander.domain.error.StorageException also if the file is broken
  Copy backUp();

  /// Puts the newest good state in the place of a file that is broken or holds no settings, which
  /// is kept under another name, or of a missing one; an empty file when there is no good state.
  /// Changes nothing when the file is good.
  Recovery recover();

  /// Makes the file from the template of the installation, if there is one and the file is missing.
  Beginning begin();
}
