package dev.gander.application.api.dictation;

import dev.gander.domain.error.NotFound;
import dev.gander.domain.speech.SpeechModels;

/// Deletes a model that was downloaded. One that is in use goes on until it is unloaded.
public final class DeleteSpeechModel {
  private final SpeechModels models;

  public DeleteSpeechModel(SpeechModels models) {
    this.models = models;
  }

  /// @throws NotFound if there is no such model, or it is not downloaded
  public void delete(String id) {
    if (models.find(id).isEmpty()) {
      throw new NotFound("Model not found");
    }
    if (!models.delete(id)) {
      throw new NotFound("Model not downloaded");
    }
  }
}
