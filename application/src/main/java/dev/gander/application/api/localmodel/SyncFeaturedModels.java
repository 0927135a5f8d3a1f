package dev.gander.application.api.localmodel;

import dev.gander.application.localmodel.MachineModels;
import dev.gander.application.localmodel.ModelDownloads;
import dev.gander.domain.download.Offline;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.localmodel.FeaturedModel;
import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.domain.localmodel.ModelSpec;
import dev.gander.domain.localmodel.ModelVariant;
import dev.gander.domain.localmodel.ModelVariants;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Brings the registry up to date with the models that are offered to everybody: their files and
/// sizes as the hub has them now.
public final class SyncFeaturedModels {
  private static final System.Logger LOG = System.getLogger(SyncFeaturedModels.class.getName());

  private final MachineModels known;
  private final ModelHub hub;
  private final ModelDownloads downloads;
  private final ExecutorService threads;

  public SyncFeaturedModels(
      MachineModels known, ModelHub hub, ModelDownloads downloads, ExecutorService threads) {
    this.known = known;
    this.hub = hub;
    this.downloads = downloads;
    this.threads = threads;
  }

  /// Models that nobody has downloaded, begun to download or offers leave the registry. Where the
  /// hub cannot be asked, the usual names of files are taken.
  ///
  /// @throws Offline if the user forbids look-ups; the registry has the offered models all the same
  public void sync() throws InterruptedException {
    List<FeaturedModel> unknown =
        known.featured().stream()
            .filter(model -> known.sizeOf(known.get(model.spec().id())) == 0)
            .toList();
    Offline refused = null;
    List<Future<Optional<ModelVariant>>> answers = new ArrayList<>();
    for (FeaturedModel model : unknown) {
      answers.add(threads.submit(() -> lookUp(model.spec())));
    }
    try {
      for (int i = 0; i < unknown.size(); i++) {
        ModelSpec spec = unknown.get(i).spec();
        note(spec, answers.get(i).get());
      }
    } catch (ExecutionException e) {
      refused = refusal(e);
    } finally {
      answers.forEach(answer -> answer.cancel(true));
    }
    known.featured().forEach(model -> known.update(model.spec().id(), known::furnished));
    known.retain(
        model -> known.isFeatured(model.id()) || known.isDownloaded(model) || known.isBegun(model));
    if (refused != null) {
      throw refused;
    }
    known.stored().stream().filter(known::isDownloaded).forEach(downloads::startProjector);
  }

  private static Offline refusal(ExecutionException failure) {
    if (failure.getCause() instanceof Offline offline) {
      return offline;
    }
    throw new IllegalStateException("an offered model was not looked up", failure);
  }

  private Optional<ModelVariant> lookUp(ModelSpec spec) throws InterruptedException {
    try {
      return ModelVariants.in(spec.repository(), hub.files(spec.repository()))
          .find(spec.quantization())
          .filter(ModelVariant::isComplete);
    } catch (Offline e) {
      throw e;
    } catch (Unavailable | NotFound e) {
      LOG.log(Level.DEBUG, "{0} is not looked up: {1}", spec.id(), e.text());
      return Optional.empty();
    }
  }

  private void note(ModelSpec spec, Optional<ModelVariant> found) {
    if (found.isPresent() && !found.get().sharded()) {
      HubFile file = found.get().first();
      known.update(spec.id(), model -> with(model, file));
    }
  }

  private StoredModel with(StoredModel model, HubFile file) {
    String address = model.file().source();
    StoredFile place =
        file.path().equals(model.file().filename())
            ? model.file()
            : new StoredFile(file.path(), known.pathOf(file.path()), address, 0);
    return new StoredModel(
        model.id(),
        model.repository(),
        model.quantization(),
        file.size(),
        place,
        List.of(),
        model.projector(),
        model.settings());
  }
}
