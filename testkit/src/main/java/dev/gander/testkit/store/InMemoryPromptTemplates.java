package dev.gander.testkit.store;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Templates in memory; the built-in ones are `[NAME]`, such as `[system.md]`.
public final class InMemoryPromptTemplates implements PromptTemplates {
  private final Map<PromptName, String> texts = new ConcurrentHashMap<>();
  private final Set<PromptName> unreadable = ConcurrentHashMap.newKeySet();

  public InMemoryPromptTemplates with(PromptName name, String text) {
    save(name, text);
    return this;
  }

  /// From now on, the user's own version cannot be read.
  public InMemoryPromptTemplates withUnreadable(PromptName name) {
    unreadable.add(name);
    return this;
  }

  @Override
  public String builtIn(PromptName name) {
    return "[" + name.fileName() + "]";
  }

  @Override
  public Optional<String> own(PromptName name) {
    if (unreadable.contains(name)) {
      throw new StorageException("The prompt " + name.fileName() + " cannot be read", null);
    }
    return Optional.ofNullable(texts.get(name));
  }

  @Override
  public void save(PromptName name, String text) {
    texts.put(name, text);
  }

  @Override
  public void reset(PromptName name) {
    texts.remove(name);
  }
}
