package dev.gander.application.api.dictation;

import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.speech.SpeechModel;
import dev.gander.domain.speech.SpeechModels;
import dev.gander.domain.speech.Transcriber;
import java.util.List;

/// Chooses the model with which a transcriber listens.
public final class ChooseSpeechModel {
  private final NamedTranscribers transcribers;
  private final SpeechModels models;
  private final Settings settings;

  public ChooseSpeechModel(List<Transcriber> transcribers, SpeechModels models, Settings settings) {
    this.transcribers = new NamedTranscribers(transcribers);
    this.models = models;
    this.settings = settings;
  }

  /// A service may have more models than we know.
  ///
  /// @param model a blank one is the usual model of a service
  /// @throws InvalidInput if there is no such transcriber, or the model is one of this machine that
  ///   is unknown or not downloaded
  public void choose(String transcriber, String model) {
    String key = transcribers.get(transcriber).status().models().key();
    if (key.equals(SpeechModels.CHOICE)) {
      requireDownloaded(model);
    }
    settings.put(key, Json.of(model));
  }

  private void requireDownloaded(String id) {
    SpeechModel model = models.find(id).orElseThrow(() -> new InvalidInput("Model not found"));
    if (!model.downloaded()) {
      throw new InvalidInput("Model not downloaded");
    }
  }
}
