package dev.gander.testkit.speech;

import dev.gander.domain.speech.SpeechModels;

class InMemorySpeechModelsTest implements SpeechModelsContract {
  private final InMemorySpeechModels models = new InMemorySpeechModels();

  @Override
  public SpeechModels models() {
    return models;
  }

  @Override
  public void download(String id) {
    models.download(id);
  }
}
