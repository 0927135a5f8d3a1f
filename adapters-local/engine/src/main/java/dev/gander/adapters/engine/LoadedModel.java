package dev.gander.adapters.engine;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The model in the library's hands. It answers one request at a time, in the order in which they
/// came. Thread-safe.
final class LoadedModel {
  private static final String CHATML = "<|im_start|>";

  private final LlamaModel model;
  private final String alias;
  private final int context;
  private final Semaphore slot = new Semaphore(1, true);

  private LoadedModel(LlamaModel model, String alias, int context) {
    this.model = model;
    this.alias = alias;
    this.context = context;
  }

  /// @throws IllegalArgumentException if the library does not understand the written template
  static LoadedModel load(EngineArguments options) throws IOException {
    LoadedModel model =
        new LoadedModel(new LlamaModel(options.parameters()), options.alias(), options.context());
    Optional<String> template = options.writtenTemplate();
    if (template.isPresent()) {
      model.requireUseOf(template.get());
    }
    return model;
  }

  /// In place of a template that it cannot read, the library uses ChatML without a word.
  private void requireUseOf(String template) {
    Conversation greeting = new Conversation(List.of(new Conversation.Turn("user", "Hello")));
    if (!template.contains(CHATML) && prompt(greeting).contains(CHATML)) {
      throw new IllegalArgumentException("llama.cpp cannot read the chat template");
    }
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
