package dev.gander.application.api.localmodel;

import dev.gander.application.localmodel.ModelDownloads;
import dev.gander.domain.localmodel.InvalidSpec;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.domain.localmodel.ModelSpec;
import dev.gander.domain.localmodel.ModelVariant;
import dev.gander.domain.localmodel.ModelVariants;
import dev.gander.domain.localmodel.RepositoryNotFound;

/// Starts the download of a model.
public final class DownloadModel {
  private final ModelHub hub;
  private final ModelDownloads downloads;

  public DownloadModel(ModelHub hub, ModelDownloads downloads) {
    this.hub = hub;
    this.downloads = downloads;
  }

  /// Returns as soon as the files are known and the download runs.
  ///
  /// @param spec `author/name:quantization`
  /// @return the id of the model
  /// @throws InvalidSpec if it is malformed, or the hub has no such model as a whole
  public String start(String spec) throws InterruptedException {
    ModelSpec wanted = ModelSpec.parse(spec);
    downloads.start(wanted, find(wanted));
    return wanted.id();
  }

  private ModelVariant find(ModelSpec wanted) throws InterruptedException {
    try {
      ModelVariant variant =
          ModelVariants.in(wanted.repository(), hub.files(wanted.repository()))
              .find(wanted.quantization())
              .orElseThrow(() -> InvalidSpec.of("there is no file for `" + wanted.id() + "`"));
      if (!variant.isComplete()) {
        throw InvalidSpec.of("`" + wanted.id() + "` is incomplete: " + variant.problem());
      }
      return variant;
    } catch (RepositoryNotFound e) {
      throw InvalidSpec.of(e.text());
    }
  }
}
