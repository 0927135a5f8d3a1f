package dev.gander.application.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Texts that an agent appends to its system prompt, by key, in insertion order. Lost when the
/// agent is evicted from memory. Thread-safe.
public final class PromptExtras {
  /// The key for the instructions of the session's recipe.
  public static final String RECIPE = "recipe";

  private final Map<String, String> texts = new LinkedHashMap<>();

  /// An existing key keeps its position and gets the new text.
  public synchronized void put(String key, String text) {
    texts.put(key, text);
  }

  public synchronized boolean has(String key) {
    return texts.containsKey(key);
  }

  public synchronized List<String> texts() {
    return List.copyOf(texts.values());
  }
}
