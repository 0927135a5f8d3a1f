package dev.gander.domain.localmodel;

import dev.gander.domain.config.ChildEnvironment;
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

  LocalEngines engines(Surroundings surroundings);

  /// The names of the chat templates in the engine that comes with the program.
  List<String> chatTemplates();

  /// The memory that another process could use now, in bytes.
  long freeMemory();

  /// What they need to know of the machine.
  ///
  /// @param settings read at each use
  /// @param secrets read at each use
  /// @param variables the environment of the process, for proxies
  /// @param state our folder for what programs remember
  /// @param registry the models that can be run
  /// @param installation how engines are started
  record Surroundings(
      Settings settings,
      SecretStore secrets,
      Map<String, String> variables,
      Path state,
      Locks locks,
      LocalModelRegistry registry,
      Installation installation) {
    public Surroundings {
      variables = Map.copyOf(variables);
    }
  }

  /// What engines are started with.
  ///
  /// @param temporary where each gets a folder of its own
  /// @param jars the class path of the engine that comes with the program; empty if it is not
  ///   installed
  /// @param natives its native libraries, by system and processor; need not exist
  /// @param children the environment of a program of the user's
  record Installation(Path temporary, List<Path> jars, Path natives, ChildEnvironment children) {
    public Installation {
      jars = List.copyOf(jars);
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
