package dev.gander.testkit.store;

import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Templates that a test sets; one that was not set is `[NAME]`, as in `[system.md]`.
public final class InMemoryPromptTemplates implements PromptTemplates {
  private final Map<PromptName, String> texts = new ConcurrentHashMap<>();

  public InMemoryPromptTemplates with(PromptName name, String text) {
    texts.put(name, text);
    return this;
  }

  @Override
  public String text(PromptName name) {
    return texts.getOrDefault(name, "[" + name.fileName() + "]");
  }
}
