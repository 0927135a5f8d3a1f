package dev.gander.domain.localmodel;

import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.download.FileDownloads;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Provided to the service loader by the module for models on this machine, which is loaded on
/// first use. Starts nothing. Thread-safe.
public interface LocalModelsFactory {
  FileDownloads downloads(Surroundings surroundings);

  ModelHub hub(Surroundings surroundings);

  /// The names of the chat templates in the engine that comes with the program.
  List<String> chatTemplates();

  /// What they need to know of the machine.
  ///
  /// @param settings read at each use
  /// @param secrets read at each use
  /// @param variables the environment of the process, for proxies
  /// @param state our folder for what programs remember
  record Surroundings(
      Settings settings,
      SecretStore secrets,
      Map<String, String> variables,
      Path state,
      Locks locks) {
    public Surroundings {
      variables = Map.copyOf(variables);
    }
  }

  /// Locks that other servers respect.
  @FunctionalInterface
  interface Locks {
    /// Takes a lock without waiting, until the result is closed or the process ends.
    ///
    /// @param file exists only while the lock is held; its folder must exist
    /// @return empty if someone holds it, even in this process
    Optional<Closeable> take(Path file) throws IOException;
  }
}
