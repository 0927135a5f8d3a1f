package dev.gander.adapters.analyze.grammar;

import dev.gander.adapters.analyze.source.Language;
import java.util.EnumMap;
import java.util.Map;

/// The core of tree-sitter, and the grammars that have been needed so far. Thread-safe.
public final class Grammars {
  private final Natives natives;
  private final ParserFunctions parsers;
  private final QueryFunctions queries;
  private final Map<Language, Grammar> loaded = new EnumMap<>(Language.class);

  /// @throws UnsupportedMachine if there are no parsers for this machine
  public Grammars() {
    natives = new Natives(Machine.current());
    NativeLibrary core = natives.library("core");
    parsers = new ParserFunctions(core);
    queries = new QueryFunctions(core);
  }

  ParserFunctions parsers() {
    return parsers;
  }

  QueryFunctions queries() {
    return queries;
  }

  synchronized Grammar of(Language language) {
    return loaded.computeIfAbsent(
        language, it -> new Grammar(natives.library(it.label()), it, queries));
  }
}
