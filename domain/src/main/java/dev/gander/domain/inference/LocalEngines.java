package dev.gander.domain.inference;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.Settings;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import java.nio.file.Path;
import java.util.List;

/// Runs models whose files are on this machine. A service, loaded on first use. Thread-safe.
public interface LocalEngines {
  /// Starts nothing.
  Runner open(Surroundings surroundings);

  /// Runs the models of one server, each in a process of its own, which is started with the first
  /// request. Thread-safe.
  interface Runner extends AutoCloseable {
    /// The provider `local`. Starts nothing.
    Provider provider(ProviderSettings settings);

    /// What runs the models. May ask a program for its version, which takes a moment, once.
    ///
    /// @throws InterruptedException if the thread was interrupted
    EngineFacts facts() throws InterruptedException;

    /// Ends the engine of a model before its file is deleted or replaced. Answers in progress break
    /// off. Does nothing if the model is not loaded.
    ///
    /// @param file the first of its files
    void unload(Path file);

    /// Ends all engines. Answers in progress break off, and no engine starts any more.
    @Override
    void close();
  }

  /// What they need to know of the machine.
  ///
  /// @param data goose's folder of data, where the registry of models is
  /// @param state our folder for what programs remember
  /// @param temporary where each engine gets a folder of its own
  /// @param jars the class path of the engine that comes with the program; empty if it is not
  ///   installed
  /// @param natives its native libraries, by system and processor; need not exist
  /// @param children the environment of a program of the user's
  /// @param settings read at each start
  record Surroundings(
      Path data,
      Path state,
      Path temporary,
      List<Path> jars,
      Path natives,
      ChildEnvironment children,
      Settings settings) {}
}
