package dev.gander.domain.speech;

import java.util.List;
import java.util.Optional;

/// The models with which this machine listens, and their files. Thread-safe.
public interface SpeechModels {
  /// The setting with the id of the model in use.
  String CHOICE = "LOCAL_WHISPER_MODEL";

  /// All that there are, downloaded or not, the smallest first; exactly one is recommended.
  List<SpeechModel> all();

  /// Empty for an unknown id.
  default Optional<SpeechModel> find(String id) {
    return all().stream().filter(model -> model.id().equals(id)).findFirst();
  }

  /// Deletes the files of a model.
  ///
  /// @return false if there were none, or if there is no such model
  /// @throws dev.gander.domain.error.StorageException if it cannot be deleted
  boolean delete(String id);
}
