package dev.gander.application.localmodel;

import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.localmodel.FeaturedModel;
import dev.gander.domain.localmodel.LocalModelRegistry;
import dev.gander.domain.localmodel.ModelNotFound;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.ModelSpec;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models of this machine, and those that are offered to everybody, whether or not the registry
/// has them yet. Thread-safe.
public final class MachineModels {
  private final LocalModelRegistry registry;
  private final FileDownloads downloads;
  private final List<FeaturedModel> featured;

  public MachineModels(
      LocalModelRegistry registry, FileDownloads downloads, List<FeaturedModel> featured) {
    this.registry = registry;
    this.downloads = downloads;
    this.featured = List.copyOf(featured);
  }

  public List<FeaturedModel> featured() {
    return featured;
  }

  public boolean isFeatured(String id) {
    return featured.stream().anyMatch(model -> model.spec().id().equals(id));
  }

  /// The models of the registry.
  public List<StoredModel> stored() {
    return registry.models();
  }

  /// The models of the registry, then those that are offered and missing there.
  public List<StoredModel> all() {
    List<StoredModel> all = new ArrayList<>(stored());
    for (FeaturedModel model : featured) {
      if (all.stream().noneMatch(one -> one.id().equals(model.spec().id()))) {
        all.add(placeholder(model));
      }
    }
    return List.copyOf(all);
  }

  /// @throws ModelNotFound if there is none with this id
  public StoredModel get(String id) {
    return find(all(), id).orElseThrow(() -> new ModelNotFound(id));
  }

  private static Optional<StoredModel> find(List<StoredModel> models, String id) {
    return models.stream().filter(model -> model.id().equals(id)).findFirst();
  }

  /// An offered model of which nothing is known beyond its name.
  private StoredModel placeholder(FeaturedModel model) {
    ModelSpec spec = model.spec();
    String file = spec.usualFile();
    return furnished(
        new StoredModel(
            spec.id(),
            spec.repository().text(),
            spec.quantization(),
            0,
            new StoredFile(file, pathOf(file), address(spec, file), 0),
            List.of(),
            null,
            model.settings()));
  }

  /// The model with the file for images, if one is known for its repository.
  public StoredModel furnished(StoredModel model) {
    String images = projectorOf(model.repository()).orElse(null);
    if (images == null || model.projector() != null) {
      return model;
    }
    String folder = model.repository().substring(model.repository().indexOf('/') + 1);
    Path path = registry.folder().resolve(folder).resolve(images);
    return model.with(
        new StoredFile(
            images,
            path,
            downloads.addressInHub(model.repository(), images).toString(),
            registry.size(path).orElse(0)));
  }

  private Optional<String> projectorOf(String repository) {
    return ofRepository(repository).findFirst().map(FeaturedModel::projector);
  }

  /// The settings that a model begins with.
  public ModelSettings settingsOf(String repository) {
    return ofRepository(repository)
        .findFirst()
        .map(FeaturedModel::settings)
        .orElse(ModelSettings.USUAL);
  }

  private Stream<FeaturedModel> ofRepository(String repository) {
    return featured.stream().filter(it -> it.spec().repository().text().equals(repository));
  }

  private String address(ModelSpec spec, String file) {
    return downloads.addressInHub(spec.repository().text(), file).toString();
  }

  /// Where a file of a repository belongs.
  public Path pathOf(String file) {
    return registry.folder().resolve(file);
  }

  /// Puts a model into the registry, in place of one with its id.
  public void put(StoredModel model) {
    change(model.id(), _ -> model);
  }

  /// Changes a model, which is put into the registry if only an offer was known.
  ///
  /// @throws ModelNotFound if there is none with this id
  public StoredModel update(String id, UnaryOperator<StoredModel> change) {
    StoredModel offer = isFeatured(id) ? get(id) : null;
    return change(
        id,
        stored -> {
          StoredModel model = stored == null ? offer : stored;
          if (model == null) {
            throw new ModelNotFound(id);
          }
          return change.apply(model);
        });
  }

  /// Gets null if the registry does not have the model.
  private interface Change {
    StoredModel of(@Nullable StoredModel stored);
  }

  private StoredModel change(String id, Change change) {
    List<StoredModel> models =
        registry.change(
            stored -> {
              List<StoredModel> changed = new ArrayList<>(stored);
              StoredModel before = find(stored, id).orElse(null);
              StoredModel after = change.of(before);
              if (before == null) {
                changed.add(after);
              } else {
                changed.set(changed.indexOf(before), after);
              }
              return changed;
            });
    return find(models, id).orElseThrow(() -> new ModelNotFound(id));
  }

  /// Keeps those models in the registry that pass the test.
  public void retain(Predicate<StoredModel> test) {
    registry.change(stored -> stored.stream().filter(test).toList());
  }

  /// Whether all files of the model itself are there.
  public boolean isDownloaded(StoredModel model) {
    return registry.has(model);
  }

  public boolean isThere(Path file) {
    return registry.size(file).isPresent();
  }

  /// The size of a model: as stored, or of what is there.
  public long sizeOf(StoredModel model) {
    return model.size() > 0
        ? model.size()
        : model.paths().stream().mapToLong(path -> registry.size(path).orElse(0)).sum();
  }

  /// The size of a file; 0 if there is none.
  public long sizeOf(Path file) {
    return registry.size(file).orElse(0);
  }

  /// See [LocalModelRegistry#delete].
  public void delete(List<Path> files) {
    registry.delete(files);
  }

  /// The key of the download of the model itself.
  public static String modelKey(String id) {
    return id + "-model";
  }

  /// The key of the download of its file for images.
  public static String projectorKey(String id) {
    return id + "-mmproj";
  }

  /// The download of the model itself, if this server has started one.
  public Optional<DownloadProgress> progress(String id) {
    return downloads.progress(modelKey(id));
  }

  /// Whether a download of the model runs, or has left a part to continue from.
  public boolean isBegun(StoredModel model) {
    return progress(model.id()).filter(DownloadProgress::isRunning).isPresent()
        || model.paths().stream().anyMatch(downloads::isBegun);
  }
}
