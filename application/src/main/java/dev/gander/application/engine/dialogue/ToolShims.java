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

  /// The model's provider, wrapped if it is configured to need it. An agent calls its own tools.
  public Provider over(ConfiguredModel model) {
    return model.model().toolshim() && !model.provider().isAgent()
        ? new ToolShim(model.provider(), calls, texts)
        : model.provider();
  }
}
