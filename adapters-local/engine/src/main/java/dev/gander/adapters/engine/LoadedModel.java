package dev.gander.adapters.engine;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/// The model in the library's hands. It answers one request at a time, in the order in which they
/// came. Thread-safe.
final class LoadedModel {
  private final LlamaModel model;
  private final String alias;
  private final int context;
  private final Semaphore slot = new Semaphore(1, true);

  private LoadedModel(LlamaModel model, String alias, int context) {
    this.model = model;
    this.alias = alias;
    this.context = context;
  }

  static LoadedModel load(EngineArguments options) throws IOException {
    return new LoadedModel(
        new LlamaModel(options.parameters()), options.alias(), options.context());
  }

  String alias() {
    return alias;
  }

  /// In tokens.
  int context() {
    return context;
  }

  /// The conversation as the model's template writes it.
  String prompt(Conversation conversation) {
    JsonObject body = JsonObject.of("messages", conversation.mapTexts(JniText::wrap).toJson());
    return JniText.unwrap(model.applyTemplate(JsonText.write(body)));
  }

  /// How many tokens a text has.
  int count(String text) {
    return model.encode(text).length;
  }

  /// Waits until no other request is answered.
  void enter() throws InterruptedException {
    slot.acquire();
  }

  void leave() {
    slot.release();
  }

  /// Only between `enter` and `leave`. Each step is a piece of text, the last one is empty.
  LlamaIterator generate(InferenceParameters parameters) {
    return model.generate(parameters).iterator();
  }
}
