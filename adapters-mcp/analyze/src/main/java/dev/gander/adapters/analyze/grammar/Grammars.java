package dev.gander.adapters.analyze.grammar;

import dev.gander.adapters.analyze.source.Language;
import java.util.EnumMap;
import java.util.Map;

/// The grammars that have been needed so far. Thread-safe.
public final class Grammars {
  private final Map<Language, Grammar> loaded = new EnumMap<>(Language.class);

  synchronized Grammar of(Language language) {
    return loaded.computeIfAbsent(language, Grammar::new);
  }
}
