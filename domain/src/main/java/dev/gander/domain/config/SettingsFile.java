package dev.gander.domain.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user's own settings file: whether it can be read, its earlier versions, its creation.
/// Threading, atomicity and failures are as in [Settings], but a broken file is not a failure here.
public interface SettingsFile {
  /// The state of the file.
  sealed interface Condition {
    record Missing() implements Condition {}

    /// It can be read; it may be empty or hold something other than settings.
    record Good() implements Condition {}

    /// @param problem ends with line and column and quotes nothing from the text
    record Broken(String problem) implements Condition {}
  }

  /// Where a copy was made.
  record Copy(Path from, Path to) {}

  /// The result of a recovery.
  ///
  /// @param keys of the file, in order
  /// @param broken where the broken file was moved; null if the file was good
  record Recovery(List<String> keys, @Nullable Path broken) {
    public Recovery {
      keys = List.copyOf(keys);
    }
  }

  /// How the file was created.
  enum Beginning {
    WAS_THERE,
    FROM_TEMPLATE,
    /// There is neither a template nor a file.
    NONE
  }

  Condition condition();

  /// Copies a good file; the copy becomes the newest backup.
  ///
  /// @throws dev.gander.domain.error.NotFound if there is no file
  /// @throws dev.gander.domain.error.StorageException also if the file is broken
  Copy backUp();

  /// Replaces a missing file, or one that is broken or holds no settings, with the newest good
  /// version, or with an empty file if there is none. The old file is kept under another name.
  /// Changes nothing if the file is good.
  Recovery recover();

  /// Creates a missing file from the installation's template, if there is one.
  Beginning begin();
}
