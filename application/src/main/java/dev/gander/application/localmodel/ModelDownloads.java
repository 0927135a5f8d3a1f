package dev.gander.application.localmodel;

import dev.gander.domain.download.Download;
import dev.gander.domain.download.DownloadNotFound;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.download.RemoteFile;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.ModelSpec;
import dev.gander.domain.localmodel.ModelVariant;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Downloads of models: which files they have and where these belong. Thread-safe.
public final class ModelDownloads {
  private static final System.Logger LOG = System.getLogger(ModelDownloads.class.getName());

  private final MachineModels known;
  private final FileDownloads downloads;

  public ModelDownloads(MachineModels known, FileDownloads downloads) {
    this.known = known;
    this.downloads = downloads;
  }

  /// Starts the download of a model, and of its file for images if it needs one. The registry has
  /// it from then on; if the download cannot be started, it stays as it was.
  public void start(ModelSpec spec, ModelVariant variant) throws InterruptedException {
    StoredModel model = model(spec, variant);
    String key = MachineModels.modelKey(model.id());
    downloads.start(new Download(key, files(model, variant), () -> {}));
    try {
      known.put(model);
    } catch (GanderException e) {
      downloads.cancel(key);
      throw e;
    }
    startProjector(model);
  }

  private static List<RemoteFile> files(StoredModel model, ModelVariant variant) {
    List<StoredFile> places =
        Stream.concat(Stream.of(model.file()), model.shards().stream()).toList();
    List<RemoteFile> files = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      HubFile listed = variant.files().get(i);
      files.add(
          new RemoteFile(
              URI.create(places.get(i).source()),
              places.get(i).path(),
              listed.size(),
              listed.sha256()));
    }
    return files;
  }

  private StoredModel model(ModelSpec spec, ModelVariant variant) {
    List<StoredFile> places = variant.files().stream().map(file -> place(spec, file)).toList();
    StoredModel found =
        known.furnished(
            new StoredModel(
                spec.id(),
                spec.repository().text(),
                spec.quantization(),
                variant.size(),
                places.getFirst(),
                places.subList(1, places.size()),
                null,
                known.settingsOf(spec.repository().text())));
    return known.stored().stream()
        .filter(stored -> stored.id().equals(spec.id()))
        .findFirst()
        .map(stored -> known.furnished(stored.withFilesOf(found)))
        .orElse(found);
  }

  private StoredFile place(ModelSpec spec, HubFile file) {
    return new StoredFile(
        file.path(),
        free(spec, file),
        downloads.addressInHub(spec.repository().text(), file.path()).toString(),
        file.size());
  }

  /// Repositories of several authors may have files with one name.
  private Path free(ModelSpec spec, HubFile file) {
    Path usual = known.pathOf(file.path());
    boolean taken =
        known.stored().stream()
            .filter(other -> !other.repository().equals(spec.repository().text()))
            .anyMatch(other -> other.paths().contains(usual));
    return taken
        ? known
            .pathOf(spec.repository().author() + "--" + spec.repository().name())
            .resolve(file.path())
        : usual;
  }

  /// Starts the download of a model's file for images, if it needs one and none is there. A model
  /// is of use without it: if that fails, only the log says so.
  public void startProjector(StoredModel model) {
    StoredFile images = model.projector();
    if (images == null || known.isThere(images.path())) {
      return;
    }
    RemoteFile file = RemoteFile.of(URI.create(images.source()), images.path());
    Runnable note = () -> known.update(model.id(), this::withSizeOfProjector);
    try {
      downloads.start(new Download(MachineModels.projectorKey(model.id()), List.of(file), note));
    } catch (GanderException | IllegalArgumentException e) {
      LOG.log(Level.WARNING, "no file for images for {0}: {1}", model.id(), e.getMessage());
    }
  }

  private StoredModel withSizeOfProjector(StoredModel model) {
    StoredFile images = model.projector();
    return images == null
        ? model
        : model.with(
            new StoredFile(
                images.filename(), images.path(), images.source(), known.sizeOf(images.path())));
  }

  /// Ends the downloads of a model and removes what has arrived, also of those of an earlier
  /// server.
  ///
  /// @throws DownloadNotFound if there is neither
  public void cancel(String id) throws InterruptedException {
    boolean found = downloads.cancel(MachineModels.modelKey(id));
    downloads.cancel(MachineModels.projectorKey(id));
    if (!found && !discard(id)) {
      throw new DownloadNotFound();
    }
  }

  private boolean discard(String id) {
    boolean found = false;
    for (StoredModel model : known.stored()) {
      if (model.id().equals(id)) {
        for (Path path : model.paths()) {
          found |= downloads.discard(path);
        }
      }
    }
    return found;
  }

  /// Ends the downloads of a model, if there are any, before its files are deleted.
  public void end(StoredModel model) throws InterruptedException {
    downloads.cancel(MachineModels.modelKey(model.id()));
    downloads.cancel(MachineModels.projectorKey(model.id()));
    model.paths().forEach(downloads::discard);
  }
}
