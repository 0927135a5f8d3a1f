package dev.gander.application.api.localmodel;

import dev.gander.application.localmodel.ModelDownloads;
import dev.gander.application.localmodel.ModelShelf;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Deletes a model from this machine.
public final class DeleteLocalModel {
  private final ModelShelf shelf;
  private final ModelDownloads downloads;

  public DeleteLocalModel(ModelShelf shelf, ModelDownloads downloads) {
    this.shelf = shelf;
    this.downloads = downloads;
  }

  /// Ends its download and deletes its files, except those that another model needs; an offered
  /// model stays in the registry.
  ///
  /// @throws dev.gander.domain.localmodel.ModelNotFound if there is none with this id
  public void delete(String id) throws InterruptedException {
    StoredModel model = shelf.get(id);
    downloads.end(model);
    List<StoredModel> others =
        shelf.stored().stream().filter(other -> !other.id().equals(id)).toList();
    List<Path> files = new ArrayList<>(model.paths());
    StoredFile images = model.projector();
    if (images != null) {
      files.add(images.path());
    }
    files.removeIf(file -> others.stream().anyMatch(other -> needs(other, file)));
    shelf.delete(files);
    if (!shelf.isFeatured(id)) {
      shelf.retain(other -> !other.id().equals(id));
    }
  }

  private boolean needs(StoredModel other, Path file) {
    Stream<Path> images = Stream.ofNullable(other.projector()).map(StoredFile::path);
    return shelf.isDownloaded(other)
        && Stream.concat(other.paths().stream(), images).anyMatch(file::equals);
  }
}
