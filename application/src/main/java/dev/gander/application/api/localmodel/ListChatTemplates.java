package dev.gander.application.api.localmodel;

import java.util.List;
import java.util.function.Supplier;

/// Lists the chat templates that the engine knows by name.
public final class ListChatTemplates {
  private final Supplier<List<String>> templates;

  public ListChatTemplates(Supplier<List<String>> templates) {
    this.templates = templates;
  }

  /// None without an engine.
  public List<String> list() {
    return templates.get();
  }
}
