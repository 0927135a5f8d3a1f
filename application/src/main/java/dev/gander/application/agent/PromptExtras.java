package dev.gander.application.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Texts that an agent appends to its system prompt, by key, in the order in which the keys came.
/// Lost when the agent leaves memory. Any thread.
public final class PromptExtras {
  /// The key for the instructions of the session's recipe.
  public static final String RECIPE = "recipe";

  private final Map<String, String> texts = new LinkedHashMap<>();

  /// A key that is there keeps its place and gets the new text.
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
