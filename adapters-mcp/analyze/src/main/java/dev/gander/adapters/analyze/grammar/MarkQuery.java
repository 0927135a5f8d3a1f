package dev.gander.adapters.analyze.grammar;

import dev.gander.adapters.analyze.source.Mark;
import dev.gander.adapters.analyze.source.Mark.Kind;
import dev.gander.adapters.analyze.source.Mark.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSNode;
import org.treesitter.TSQuery;
import org.treesitter.TSQueryCapture;
import org.treesitter.TSQueryCursor;
import org.treesitter.TSQueryMatch;
import org.treesitter.TSTree;

/// Runs a query on trees and makes marks of what it finds. For one thread. Queries have no
/// predicates: the binding would need the text as a string for them.
final class MarkQuery implements AutoCloseable {
  /// What a capture is for: a kind of mark, or a part of one.
  private enum Part {
    NAME,
    BODY,
    OWNER
  }

  private final TSQuery query;
  private final @Nullable Enum<?>[] captures;
  private final TSQueryCursor cursor = new TSQueryCursor();
  private final TSQueryMatch match = new TSQueryMatch();

  MarkQuery(TSQuery query) {
    this.query = query;
    captures =
        IntStream.range(0, query.getCaptureCount())
            .mapToObj(query::getCaptureNameForId)
            .map(MarkQuery::named)
            .toArray(Enum<?>[]::new);
  }

  private static Enum<?> named(String capture) {
    String name = capture.toUpperCase(Locale.ROOT);
    return Stream.<Enum<?>>concat(Arrays.stream(Kind.values()), Arrays.stream(Part.values()))
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a query has @" + capture));
  }

  /// Empty if it takes longer than until the deadline, which is one of [System#nanoTime()]: the
  /// time for broken text that is nested deeply grows with its square. Any other takes time in
  /// proportion to its size, and asking for the time would make it more.
  Optional<List<Mark>> marks(TSTree tree, long deadline) {
    TSNode root = tree.getRootNode();
    if (root.hasError()) {
      cursor.execWithOptions(query, root, _ -> System.nanoTime() > deadline);
    } else {
      cursor.exec(query, root);
    }
    List<Mark> marks = new ArrayList<>();
    while (cursor.nextMatch(match)) {
      marks.add(mark());
    }
    boolean late = root.hasError() && System.nanoTime() > deadline;
    return late ? Optional.empty() : Optional.of(marks);
  }

  private Mark mark() {
    Kind kind = Kind.CALL;
    Stretch whole = Stretch.NONE;
    Stretch name = Stretch.NONE;
    Stretch body = Stretch.NONE;
    Stretch owner = Stretch.NONE;
    for (TSQueryCapture capture : match.getCaptures()) {
      TSNode node = capture.getNode();
      Stretch stretch = new Stretch(node.getStartByte(), node.getEndByte());
      switch (captures[capture.getIndex()]) {
        case Part.NAME -> name = stretch;
        case Part.BODY -> body = stretch;
        case Part.OWNER -> owner = stretch;
        case Kind found -> {
          kind = found;
          whole = stretch;
        }
        default -> throw new IllegalStateException("an unknown capture");
      }
    }
    return new Mark(kind, whole, name.exists() ? name : whole, body, owner);
  }

  @Override
  public void close() {
    cursor.close();
  }
}
