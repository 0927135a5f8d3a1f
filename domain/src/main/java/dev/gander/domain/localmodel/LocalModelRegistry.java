package dev.gander.domain.localmodel;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// The models of this machine, shared with goose and other servers, and their files. Thread-safe,
/// and against other processes that take the same lock. What was written is durable. Every method
/// throws [dev.gander.domain.error.StorageException] when the registry or a file cannot be read or
/// written; what was stored stays as it is.
public interface LocalModelRegistry {

  /// The models in their stored order; none if nothing was ever stored. Entries that are not
  /// understood are left out, as are later ones with the same id.
  List<StoredModel> models();

  /// Reads, changes and writes the models under the lock. Members and entries that are not
  /// understood stay where they are. Nothing is written if the change throws, which propagates, or
  /// changes nothing.
  ///
  /// @return the models as they are now stored
  List<StoredModel> change(UnaryOperator<List<StoredModel>> change);

  /// The folder of all models; it need not exist.
  Path folder();

  /// The size of a file; empty if there is none.
  OptionalLong size(Path file);

  /// Whether all files of the model itself are there.
  default boolean has(StoredModel model) {
    return model.paths().stream().allMatch(path -> size(path).isPresent());
  }

  /// Deletes files below the folder of models, and folders that are empty then. Files elsewhere
  /// stay: a registry may name any.
  void delete(List<Path> files);
}
