package dev.gander.domain.provider.declared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The services that the user has declared, each under an id that is also the name of its file. Any
/// thread; changes made by other programs and by hand are seen. Every write is atomic and durable
/// when it returns.
///
/// A file that cannot be read affects only its own provider. All methods but [#all()] throw
/// [dev.gander.domain.error.StorageException] when files cannot be read or written.
public interface CustomProviders {
  /// All that can be read, sorted by id; what cannot be read is skipped with a warning in the log.
  List<ProviderDeclaration> all();

  /// Empty for an unknown id and for one that is not a valid [ProviderId].
  ///
  /// @throws dev.gander.domain.error.StorageException also if the file is broken; the text names
  ///   the place
  Optional<ProviderDeclaration> find(String id);

  /// Stores a new one under the first id of `base`, `base_1`, `base_2` … that is free, also when
  /// others do the same at once.
  ///
  /// @param make gets the id; it must be quick and must not use this store
  ProviderDeclaration add(String base, Function<String, ProviderDeclaration> make);

  /// Reads, changes and writes one in one step; empty if it is not there.
  ///
  /// @param change must be quick and must not use this store; if it throws, nothing is changed
  Optional<ProviderDeclaration> change(String id, UnaryOperator<ProviderDeclaration> change);

  /// Removes one, a broken one too; returns whether there was one.
  boolean remove(String id);
}
