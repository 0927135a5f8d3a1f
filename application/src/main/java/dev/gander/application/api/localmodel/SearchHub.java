package dev.gander.application.api.localmodel;

import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.HubRepository;
import dev.gander.domain.localmodel.ModelHub;
import java.util.List;

/// Searches the hub for models.
public final class SearchHub {
  private static final int USUAL = 20;
  private static final int MOST = 50;

  private final ModelHub hub;
  private final FileDownloads downloads;

  public SearchHub(ModelHub hub, FileDownloads downloads) {
    this.hub = hub;
    this.downloads = downloads;
  }

  /// The most popular ones first.
  ///
  /// @param limit negative for the usual number
  public List<FoundRepository> search(String words, long limit) throws InterruptedException {
    return hub.search(words, limit < 0 ? USUAL : (int) Math.min(limit, MOST)).stream()
        .map(this::found)
        .toList();
  }

  private FoundRepository found(HubRepository repository) {
    return new FoundRepository(
        repository,
        repository.files().stream()
            .filter(HubFile::isSafe)
            .map(file -> new FoundRepository.Offered(file, address(repository, file)))
            .toList());
  }

  private String address(HubRepository repository, HubFile file) {
    return downloads.addressInHub(repository.name().text(), file.path()).toString();
  }
}
