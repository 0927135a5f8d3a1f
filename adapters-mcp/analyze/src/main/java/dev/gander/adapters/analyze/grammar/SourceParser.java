package dev.gander.adapters.analyze.grammar;

import dev.gander.adapters.analyze.source.Counts;
import dev.gander.adapters.analyze.source.Language;
import dev.gander.adapters.analyze.source.Mark;
import dev.gander.adapters.analyze.source.Outline;
import dev.gander.adapters.analyze.source.SourceBytes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSParser;
import org.treesitter.TSQuery;
import org.treesitter.TSTree;

/// Looks into source files. What cannot be parsed is left out. For one thread: a second one in the
/// same parser would end the process.
public final class SourceParser implements AutoCloseable {
  /// Parsing takes time in proportion to the size, so that a small file needs no deadline: asking
  /// for the time costs a sixth.
  private static final int SMALL = 1 << 16;

  private final Grammars grammars;
  private final Duration patience;
  private final TSParser parser = new TSParser();
  private final byte[] chunk = new byte[SMALL];
  private final Map<TSQuery, MarkQuery> queries = new HashMap<>();

  /// @param patience how long a file may take; parsing and searching count alone
  public SourceParser(Grammars grammars, Duration patience) {
    this.grammars = grammars;
    this.patience = patience;
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

  private Optional<List<Mark>> marks(Grammar grammar, TSQuery query, SourceBytes text) {
    parser.setLanguage(grammar.tables());
    try (TSTree tree = parse(text)) {
      return tree == null
          ? Optional.empty()
          : queries.computeIfAbsent(query, MarkQuery::new).marks(tree, deadline());
    }
  }

  private @Nullable TSTree parse(SourceBytes text) {
    byte[] source = text.bytes();
    if (source.length <= SMALL) {
      return parser.parse(
          chunk,
          null,
          (buffer, offset, _) -> copy(source, offset, buffer),
          TSInputEncoding.TSInputEncodingUTF8);
    }
    long deadline = deadline();
    TSTree tree =
        parser.parseWithOptions(
            chunk,
            null,
            (buffer, offset, _) -> copy(source, offset, buffer),
            TSInputEncoding.TSInputEncodingUTF8,
            _ -> System.nanoTime() > deadline);
    if (tree == null) {
      parser.reset();
    }
    return tree;
  }

  private static int copy(byte[] source, int offset, byte[] buffer) {
    int length = Math.clamp(source.length - offset, 0, buffer.length);
    System.arraycopy(source, Math.min(offset, source.length), buffer, 0, length);
    return length;
  }

  private long deadline() {
    return System.nanoTime() + patience.toNanos();
  }

  @Override
  public void close() {
    queries.values().forEach(MarkQuery::close);
    parser.close();
  }
}
