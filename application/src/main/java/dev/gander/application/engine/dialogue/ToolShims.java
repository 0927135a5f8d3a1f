package dev.gander.application.engine.dialogue;

import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.toolshim.SpokenCalls;
import dev.gander.application.toolshim.ToolShim;
import dev.gander.application.toolshim.ToolTexts;
import dev.gander.domain.provider.Provider;

/// Wraps the providers of models that cannot call tools.
public final class ToolShims {
  private final SpokenCalls calls;
  private final ToolTexts texts;

  public ToolShims(SpokenCalls calls, ToolTexts texts) {
    this.calls = calls;
    this.texts = texts;
  }

  /// The model's provider, wrapped if it is configured to need it, or says so itself. An agent
  /// calls its own tools.
  ///
  /// @throws InterruptedException if the thread was interrupted
  public Provider over(ConfiguredModel model) throws InterruptedException {
    Provider provider = model.provider();
    if (provider.isAgent()) {
      return provider;
    }
    if (model.model().toolshim()) {
      return new ToolShim(provider, calls, texts);
    }
    return provider.callsTools(model.model().modelName())
        ? provider
        : new ToolShim(provider, calls.withoutInterpreter(), texts);
  }
}
