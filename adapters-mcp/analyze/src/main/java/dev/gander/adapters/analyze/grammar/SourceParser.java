package dev.gander.adapters.analyze.grammar;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.gander.adapters.analyze.source.Counts;
import dev.gander.adapters.analyze.source.Language;
import dev.gander.adapters.analyze.source.Mark;
import dev.gander.adapters.analyze.source.Outline;
import dev.gander.adapters.analyze.source.SourceBytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Looks into source files. What cannot be parsed is left out. For one thread: a second one in the
/// same parser would end the process.
public final class SourceParser implements AutoCloseable {
  private final Grammars grammars;
  private final ParserFunctions functions;
  private final long parser;
  private final MarkSearch search;

  /// @param patience how long a file may take; parsing and searching count alone
  public SourceParser(Grammars grammars, Duration patience) {
    this.grammars = grammars;
    functions = grammars.parsers();
    parser = functions.make(patience);
    search = new MarkSearch(grammars.queries(), patience);
  }

  /// Empty for a file that takes too long.
  public Optional<Outline> outline(Language language, SourceBytes text) {
    Grammar grammar = grammars.of(language);
    return marks(grammar, grammar.everything(), text)
        .map(marks -> Outline.of(language, text, marks));
  }

  /// Empty for a file that takes too long.
  public Optional<Counts> counts(Language language, SourceBytes text) {
    Grammar grammar = grammars.of(language);
    return marks(grammar, grammar.declarations(), text).map(marks -> Counts.of(text, marks));
  }

  private Optional<List<Mark>> marks(Grammar grammar, MarkQuery query, SourceBytes text) {
    long tree = parse(grammar, text.bytes());
    if (tree == 0) {
      return Optional.empty();
    }
    try {
      return search.marks(query, tree);
    } finally {
      functions.deleteTree(tree);
    }
  }

  /// The tree does not need the text any more.
  private long parse(Grammar grammar, byte[] text) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocateFrom(JAVA_BYTE, text);
      return functions.parse(parser, grammar.tables(), copy.address(), text.length);
    }
  }

  @Override
  public void close() {
    search.close();
    functions.delete(parser);
  }
}
