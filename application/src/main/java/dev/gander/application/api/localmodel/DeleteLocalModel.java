package dev.gander.application.api.localmodel;

import dev.gander.application.localmodel.MachineModels;
import dev.gander.application.localmodel.ModelDownloads;
import dev.gander.domain.localmodel.LocalEngines;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Deletes a model from this machine.
public final class DeleteLocalModel {
  private final MachineModels known;
  private final ModelDownloads downloads;
  private final LocalEngines engines;

  public DeleteLocalModel(MachineModels known, ModelDownloads downloads, LocalEngines engines) {
    this.known = known;
    this.downloads = downloads;
    this.engines = engines;
  }

  /// Ends its download and its engine, and deletes its files, except those that another model
  /// needs; an offered model stays in the registry.
  ///
  /// @throws dev.gander.domain.localmodel.ModelNotFound if there is none with this id
  public void delete(String id) throws InterruptedException {
    StoredModel model = known.get(id);
    downloads.end(model);
    List<StoredModel> others =
        known.stored().stream().filter(other -> !other.id().equals(id)).toList();
    List<Path> files = new ArrayList<>(model.paths());
    StoredFile images = model.projector();
    if (images != null) {
      files.add(images.path());
    }
    files.removeIf(file -> others.stream().anyMatch(other -> needs(other, file)));
    engines.unload(model.file().path());
    known.delete(files);
    if (!known.isFeatured(id)) {
      known.retain(other -> !other.id().equals(id));
    }
  }

  private boolean needs(StoredModel other, Path file) {
    Stream<Path> images = Stream.ofNullable(other.projector()).map(StoredFile::path);
    return known.isDownloaded(other)
        && Stream.concat(other.paths().stream(), images).anyMatch(file::equals);
  }
}
