package dev.gander.application.api.localmodel;

import dev.gander.application.localmodel.MachineModels;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.StoredModel;
import dev.gander.domain.localmodel.Vision;

/// Reads and replaces how a model is run.
public final class SetUpLocalModel {
  private final MachineModels known;

  public SetUpLocalModel(MachineModels known) {
    this.known = known;
  }

  /// @throws dev.gander.domain.localmodel.ModelNotFound if there is none with this id
  public ModelSettings read(String id) {
    return known.get(id).settings();
  }

  /// Whether it understands images is not for the user to say, and stays.
  ///
  /// @return the settings as they are stored
  /// @throws dev.gander.domain.localmodel.ModelNotFound if there is none with this id
  public ModelSettings replace(String id, ModelSettings settings) {
    return known.update(id, model -> with(model, settings)).settings();
  }

  private static StoredModel with(StoredModel model, ModelSettings settings) {
    Vision stored = model.settings().vision();
    return model.with(
        settings.with(
            new Vision(
                stored.capable(), settings.vision().imageTokens(), stored.projectorBytes())));
  }
}
