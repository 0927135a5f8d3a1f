package dev.gander.adapters.local.shelf;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.localmodel.LocalModelRegistry;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The models of the registry, as an engine needs to know them. Read at each use: other servers
/// write it too.
public final class ModelShelf {
  private final LocalModelRegistry registry;

  public ModelShelf(LocalModelRegistry registry) {
    this.registry = registry;
  }

  /// @throws ProviderException if the registry cannot be read
  public Optional<ShelvedModel> find(String id) {
    List<StoredModel> models = models();
    return find(models, id).map(model -> shelved(model, models));
  }

  /// Those whose files are here, sorted.
  ///
  /// @throws ProviderException if the registry cannot be read
  public List<String> ids() {
    return models().stream().filter(registry::has).map(StoredModel::id).sorted().toList();
  }

  private List<StoredModel> models() {
    try {
      return registry.models();
    } catch (StorageException e) {
      throw new ProviderException.ExecutionError(e.text(), e);
    }
  }

  private static Optional<StoredModel> find(List<StoredModel> models, String id) {
    return models.stream().filter(model -> model.id().equals(id)).findFirst();
  }

  private ShelvedModel shelved(StoredModel model, List<StoredModel> models) {
    String draft = file(model.settings().draftModel(), models);
    return new ShelvedModel(
        model.id(),
        model.file().path(),
        LoadSettings.of(model.settings(), draft, images(model)),
        AnswerSettings.of(model.settings()));
  }

  private Optional<ImageFile> images(StoredModel model) {
    StoredFile file = model.projector();
    if (file == null || !model.settings().vision().capable()) {
      return Optional.empty();
    }
    OptionalLong size = registry.size(file.path());
    return size.isPresent()
        ? Optional.of(new ImageFile(file.path(), size.getAsLong()))
        : Optional.empty();
  }

  /// What is no model's id is taken for a file, for models that nobody has registered.
  private static String file(@Nullable String draft, List<StoredModel> models) {
    String named = draft == null ? "" : draft.strip();
    return find(models, named).map(model -> model.file().path().toString()).orElse(named);
  }
}
