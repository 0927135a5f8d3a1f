package dev.gander.application.api.localmodel;

import dev.gander.application.localmodel.MachineModels;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.domain.localmodel.ModelVariant;
import dev.gander.domain.localmodel.ModelVariants;
import dev.gander.domain.localmodel.RepositoryName;
import dev.gander.domain.localmodel.StoredModel;
import java.util.List;
import java.util.function.LongSupplier;

/// Lists the variants of the model in a repository.
public final class ListVariants {
  private final ModelHub hub;
  private final MachineModels known;
  private final FileDownloads downloads;
  private final LongSupplier freeMemory;

  /// @param freeMemory in bytes
  public ListVariants(
      ModelHub hub, MachineModels known, FileDownloads downloads, LongSupplier freeMemory) {
    this.hub = hub;
    this.known = known;
    this.downloads = downloads;
    this.freeMemory = freeMemory;
  }

  /// The best quality first.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the names are not those of a repository
  public RepositoryVariants list(String author, String name) throws InterruptedException {
    RepositoryName repository = new RepositoryName(author, name);
    ModelVariants variants = ModelVariants.in(repository, hub.files(repository));
    long memory = freeMemory.getAsLong();
    return new RepositoryVariants(
        repository,
        variants.all().stream().map(it -> offer(repository, it)).toList(),
        variants.recommended(memory),
        memory,
        downloaded(repository));
  }

  private RepositoryVariants.Offer offer(RepositoryName repository, ModelVariant variant) {
    return new RepositoryVariants.Offer(
        variant, downloads.addressInHub(repository.text(), variant.first().path()).toString());
  }

  private List<String> downloaded(RepositoryName repository) {
    return known.stored().stream()
        .filter(model -> model.repository().equals(repository.text()))
        .filter(known::isDownloaded)
        .map(StoredModel::quantization)
        .toList();
  }
}
