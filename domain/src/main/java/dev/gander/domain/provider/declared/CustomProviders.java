package dev.gander.domain.provider.declared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The services that the user has declared, each under an id that is also its file name.
/// Thread-safe; changes made by other programs and by hand are seen. Every write is atomic, and
/// durable when it returns.
///
/// An unreadable file only affects its own provider. All methods but [#all()] throw
/// [dev.gander.domain.error.StorageException] when files cannot be read or written.
public interface CustomProviders {
  /// All readable declarations, sorted by id; unreadable ones are skipped with a warning in the
  /// log.
  List<ProviderDeclaration> all();

  /// Empty for an unknown or invalid [ProviderId].
  ///
  /// @throws dev.gander.domain.error.StorageException also if the file is broken; the text includes
  ///   the location
  Optional<ProviderDeclaration> find(String id);

  /// Stores a new declaration under the first free id of `base`, `base_1`, `base_2` …, even with
  /// concurrent calls.
  ///
  /// @param make receives the id; it must be quick and must not use this store
  ProviderDeclaration add(String base, Function<String, ProviderDeclaration> make);

  /// Reads, changes and writes a declaration atomically; empty if it does not exist.
  ///
  /// @param change must be quick and must not use this store; if it throws, nothing is changed
  Optional<ProviderDeclaration> change(String id, UnaryOperator<ProviderDeclaration> change);

  /// Removes a declaration, even a broken one; returns whether it existed.
  boolean remove(String id);
}
