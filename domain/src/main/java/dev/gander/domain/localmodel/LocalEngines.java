package dev.gander.domain.localmodel;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import java.nio.file.Path;
import java.util.Optional;

/// Runs the models of this machine for one server, each in a process of its own, which is started
/// with the first request. Thread-safe.
public interface LocalEngines extends AutoCloseable {
  /// The provider `local`. Starts nothing.
  ///
  /// @throws dev.gander.domain.error.ProviderException if there can be none
  Provider provider(ProviderSettings settings);

  /// What runs the models. May ask a program for its version, which takes a moment, once.
  EngineFacts facts();

  /// Ends the engine of a model before its file is deleted or replaced. Answers in progress break
  /// off. Does nothing if the model is not loaded.
  ///
  /// @param file the first of its files
  void unload(Path file);

  /// Gives back the memory of a model: its engine ends, or will as soon as the answers in progress
  /// have ended. Does not wait. Does nothing if the model is not loaded.
  ///
  /// @param file the first of its files
  void evict(Path file);

  /// Whether a model is in memory.
  ///
  /// @param file the first of its files
  boolean isLoaded(Path file);

  /// Why a model cannot be run, as far as is known without loading it; empty if nothing is in its
  /// way. Reads the beginning of its file.
  ///
  /// @param id of a model in the registry
  Optional<String> obstacle(String id);

  /// Ends all engines. Answers in progress break off, and no engine starts any more.
  @Override
  void close();
}
