package dev.gander.adapters.analyze.grammar;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.gander.adapters.analyze.grammar.MarkQuery.Part;
import dev.gander.adapters.analyze.grammar.MarkQuery.Whole;
import dev.gander.adapters.analyze.source.Mark;
import dev.gander.adapters.analyze.source.Mark.Kind;
import dev.gander.adapters.analyze.source.Mark.Stretch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs queries on trees and makes marks of what they find. For one thread.
final class MarkSearch implements AutoCloseable {
  /// A node, and which capture of the query it is.
  private static final StructLayout CAPTURE =
      MemoryLayout.structLayout(
          QueryFunctions.NODE, JAVA_INT, MemoryLayout.paddingLayout(Integer.BYTES));

  private static final long NUMBER = QueryFunctions.NODE.byteSize();

  /// Numbers of the match and of its pattern, how many captures there are, and where.
  private static final StructLayout MATCH =
      MemoryLayout.structLayout(JAVA_INT, JAVA_SHORT, JAVA_SHORT, ADDRESS);

  private static final long COUNT = 6;
  private static final long CAPTURES = 8;

  private final QueryFunctions functions;
  private final Duration patience;
  private final long cursor;
  private final Arena memory = Arena.ofConfined();
  private final MemorySegment match = memory.allocate(MATCH);
  private final SegmentAllocator root =
      SegmentAllocator.prefixAllocator(memory.allocate(QueryFunctions.NODE));

  /// @param patience how long a search may take
  MarkSearch(QueryFunctions functions, Duration patience) {
    this.functions = functions;
    this.patience = patience;
    cursor = functions.makeCursor(patience);
  }

  /// Empty if it takes too long.
  Optional<List<Mark>> marks(MarkQuery query, long tree) {
    long deadline = System.nanoTime() + patience.toNanos();
    functions.search(cursor, query.address(), tree, root);
    List<Mark> marks = new ArrayList<>();
    while (functions.next(cursor, match)) {
      marks.add(mark(query));
    }
    // Whether it has been cut off, nobody tells.
    return System.nanoTime() > deadline ? Optional.empty() : Optional.of(marks);
  }

  @SuppressWarnings("restricted")
  private Mark mark(MarkQuery query) {
    Kind kind = Kind.CALL;
    Stretch whole = Stretch.NONE;
    Stretch name = Stretch.NONE;
    Stretch body = Stretch.NONE;
    Stretch owner = Stretch.NONE;
    int count = Short.toUnsignedInt(match.get(JAVA_SHORT, COUNT));
    MemorySegment captures = match.get(ADDRESS, CAPTURES).reinterpret(count * CAPTURE.byteSize());
    for (int i = 0; i < count; i++) {
      MemorySegment node = captures.asSlice(i * CAPTURE.byteSize(), CAPTURE);
      Stretch stretch = new Stretch(node.get(JAVA_INT, 0), functions.end(node));
      switch (query.captures().get(node.get(JAVA_INT, NUMBER))) {
        case Part.NAME -> name = stretch;
        case Part.BODY -> body = stretch;
        case Part.OWNER -> owner = stretch;
        case Whole(Kind found) -> {
          kind = found;
          whole = stretch;
        }
      }
    }
    return new Mark(kind, whole, name.exists() ? name : whole, body, owner);
  }

  @Override
  public void close() {
    functions.deleteCursor(cursor);
    memory.close();
  }
}
