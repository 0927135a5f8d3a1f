package dev.gander.adapters.analyze.grammar;

import static dev.gander.adapters.analyze.grammar.NativeLibrary.POINTER;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What we call to search trees. Queries and cursors are addresses, as parsers are; a query can be
/// used by many threads, a cursor by one.
final class QueryFunctions {
  /// A place in a tree. Its first number is its first byte.
  static final StructLayout NODE =
      MemoryLayout.structLayout(MemoryLayout.sequenceLayout(4, JAVA_INT), JAVA_LONG, JAVA_LONG);

  private final MethodHandle compile;
  private final MethodHandle captureCount;
  private final MethodHandle captureName;
  private final MethodHandle disable;
  private final MethodHandle makeCursor;
  private final MethodHandle deleteCursor;
  private final MethodHandle limit;
  private final MethodHandle root;
  private final MethodHandle search;
  private final MethodHandle next;
  private final MethodHandle end;

  QueryFunctions(NativeLibrary core) {
    compile = core.function("ts_query_new", POINTER, POINTER, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    captureCount = core.function("ts_query_capture_count", JAVA_INT, POINTER);
    captureName =
        core.function("ts_query_capture_name_for_id", ADDRESS, POINTER, JAVA_INT, ADDRESS);
    disable = core.procedure("ts_query_disable_capture", POINTER, ADDRESS, JAVA_INT);
    makeCursor = core.function("ts_query_cursor_new", POINTER);
    deleteCursor = core.procedure("ts_query_cursor_delete", POINTER);
    limit = core.procedure("ts_query_cursor_set_timeout_micros", POINTER, JAVA_LONG);
    root = core.function("ts_tree_root_node", NODE, POINTER);
    search = core.procedure("ts_query_cursor_exec", POINTER, POINTER, NODE);
    next = core.function("ts_query_cursor_next_match", JAVA_BOOLEAN, POINTER, ADDRESS);
    end = core.function("ts_node_end_byte", JAVA_INT, NODE);
  }

  /// A query, which lives as long as the program.
  ///
  /// @param left the captures of which nothing is told
  long compile(long language, String text, List<String> left) {
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = text.getBytes(UTF_8);
      MemorySegment source = arena.allocateFrom(JAVA_BYTE, bytes);
      MemorySegment offset = arena.allocate(JAVA_INT);
      MemorySegment problem = arena.allocate(JAVA_INT);
      long query = (long) compile.invokeExact(language, source, bytes.length, offset, problem);
      if (query == 0) {
        throw new IllegalStateException("a query is wrong at byte " + offset.get(JAVA_INT, 0));
      }
      for (String capture : left) {
        disable.invokeExact(query, arena.allocateFrom(capture), capture.length());
      }
      return query;
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }

  /// By their numbers.
  @SuppressWarnings("restricted")
  List<String> captures(long query) {
    try (Arena arena = Arena.ofConfined()) {
      List<String> names = new ArrayList<>();
      MemorySegment length = arena.allocate(JAVA_INT);
      int count = (int) captureCount.invokeExact(query);
      for (int i = 0; i < count; i++) {
        MemorySegment name = (MemorySegment) captureName.invokeExact(query, i, length);
        byte[] bytes = name.reinterpret(length.get(JAVA_INT, 0)).toArray(JAVA_BYTE);
        names.add(new String(bytes, UTF_8));
      }
      return names;
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }

  /// @param patience how long searching a tree may take: for broken text that is nested deeply, the
  ///   time grows with its square
  long makeCursor(Duration patience) {
    try {
      long cursor = (long) makeCursor.invokeExact();
      limit.invokeExact(cursor, patience.toNanos() / 1000);
      return cursor;
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }

  void deleteCursor(long cursor) {
    try {
      deleteCursor.invokeExact(cursor);
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }

  /// Starts a search through a whole tree.
  void search(long cursor, long query, long tree, SegmentAllocator memory) {
    try {
      MemorySegment whole = (MemorySegment) root.invokeExact(memory, tree);
      search.invokeExact(cursor, query, whole);
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }

  /// Whether there is another match, which is then in `match`.
  boolean next(long cursor, MemorySegment match) {
    try {
      return (boolean) next.invokeExact(cursor, match);
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }

  /// The byte behind the last one of a node.
  int end(MemorySegment node) {
    try {
      return (int) end.invokeExact(node);
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }
}
