package dev.gander.application.api.dictation;

import dev.gander.domain.speech.SpeechModel;
import dev.gander.domain.speech.SpeechModels;
import java.util.List;

/// Lists the models with which this machine can listen.
public final class ListSpeechModels {
  private final SpeechModels models;

  public ListSpeechModels(SpeechModels models) {
    this.models = models;
  }

  /// The smallest first.
  public List<SpeechModel> list() {
    return models.all();
  }
}
