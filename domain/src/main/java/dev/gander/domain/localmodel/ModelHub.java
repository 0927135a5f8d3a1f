package dev.gander.domain.localmodel;

import java.util.List;

/// The hub that offers models for this machine. Thread-safe.
///
/// Both methods throw [dev.gander.domain.error.Unavailable] if the hub cannot be asked or its
/// answer is not understood, and [dev.gander.domain.download.Offline] if the user forbids look-ups.
public interface ModelHub {

  /// The repositories with model files that match the words, the most popular first. Entries of the
  /// answer that are not understood are left out.
  ///
  /// @param most how many at most
  List<HubRepository> search(String words, int most) throws InterruptedException;

  /// All files of a repository.
  ///
  /// @throws RepositoryNotFound if the hub has none with this name that the user may see
  List<HubFile> files(RepositoryName repository) throws InterruptedException;
}
