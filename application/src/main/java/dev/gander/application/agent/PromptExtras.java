package dev.gander.application.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an agent changes in its system prompt: texts that it appends, by key, in insertion order,
/// and perhaps another beginning. Lost when the agent is evicted from memory. Thread-safe.
public final class PromptExtras {
  /// The key for the instructions of the session's recipe.
  public static final String RECIPE = "recipe";

  private final Map<String, String> texts = new LinkedHashMap<>();
  private @Nullable String beginning;

  /// The state at one moment.
  ///
  /// @param beginning in place of the usual one; null for the usual one
  public record Additions(@Nullable String beginning, List<String> texts) {
    public Additions {
      texts = List.copyOf(texts);
    }
  }

  /// An existing key keeps its position and gets the new text.
  public synchronized void put(String key, String text) {
    texts.put(key, text);
  }

  /// Does nothing if there is no such key.
  public synchronized void remove(String key) {
    texts.remove(key);
  }

  /// @param text in place of the usual beginning; null for the usual one
  public synchronized void beginWith(@Nullable String text) {
    beginning = text;
  }

  public synchronized boolean has(String key) {
    return texts.containsKey(key);
  }

  public synchronized Additions now() {
    return new Additions(beginning, List.copyOf(texts.values()));
  }
}
