package dev.gander.application.api.localmodel;

import dev.gander.application.localmodel.MachineModels;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.localmodel.LocalEngines;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Lists the models of this machine and those that are offered. Asks nobody.
public final class ListLocalModels {
  private final MachineModels known;
  private final FileDownloads downloads;
  private final LocalEngines engines;
  private final LongSupplier freeMemory;

  /// @param freeMemory in bytes
  public ListLocalModels(
      MachineModels known, FileDownloads downloads, LocalEngines engines, LongSupplier freeMemory) {
    this.known = known;
    this.downloads = downloads;
    this.engines = engines;
    this.freeMemory = freeMemory;
  }

  /// The models that are here first, each group by id.
  public List<LocalModel> list() {
    List<StoredModel> all = known.all();
    String recommended = recommended(all);
    return all.stream()
        .map(model -> model(model, model.id().equals(recommended)))
        .sorted(
            Comparator.comparing((LocalModel it) -> !(it.presence() instanceof Presence.Here))
                .thenComparing(it -> it.stored().id()))
        .toList();
  }

  private LocalModel model(StoredModel model, boolean recommended) {
    Presence presence =
        known.isDownloaded(model)
            ? new Presence.Here()
            : coming(MachineModels.modelKey(model.id()));
    return new LocalModel(
        model,
        known.sizeOf(model),
        presence,
        engines.isLoaded(model.file().path()),
        recommended,
        projector(model),
        presence instanceof Presence.Here ? engines.obstacle(model.id()).orElse(null) : null);
  }

  private @Nullable Presence projector(StoredModel model) {
    if (!model.settings().vision().capable()) {
      return null;
    }
    StoredFile images = model.projector();
    return images != null && known.isThere(images.path())
        ? new Presence.Here()
        : coming(MachineModels.projectorKey(model.id()));
  }

  private Presence coming(String key) {
    return downloads
        .progress(key)
        .filter(DownloadProgress::isRunning)
        .<Presence>map(Presence.Coming::new)
        .orElseGet(Presence.Missing::new);
  }

  /// The largest of the offered models that fits into the memory that is free, else the smallest;
  /// while no size is known, the first.
  private @Nullable String recommended(List<StoredModel> all) {
    List<StoredModel> offered =
        known.featured().stream().flatMap(one -> find(all, one.spec().id()).stream()).toList();
    List<StoredModel> sized =
        offered.stream()
            .filter(model -> known.sizeOf(model) > 0)
            .sorted(Comparator.comparingLong(known::sizeOf))
            .toList();
    if (sized.isEmpty()) {
      return offered.isEmpty() ? null : offered.getFirst().id();
    }
    long memory = freeMemory.getAsLong();
    return sized.reversed().stream()
        .filter(model -> known.sizeOf(model) <= memory)
        .findFirst()
        .orElse(sized.getFirst())
        .id();
  }

  private static Optional<StoredModel> find(List<StoredModel> all, String id) {
    return all.stream().filter(model -> model.id().equals(id)).findFirst();
  }
}
