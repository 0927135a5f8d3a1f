package dev.gander.adapters.analyze.grammar;

import static dev.gander.adapters.analyze.grammar.NativeLibrary.POINTER;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;
import java.time.Duration;

/// What we call to make trees. Parsers and trees are addresses: one that is used after its end ends
/// the process, and so does a parser that two threads use at once. Thread-safe for different ones.
final class ParserFunctions {
  private final MethodHandle make;
  private final MethodHandle delete;
  private final MethodHandle limit;
  private final MethodHandle choose;
  private final MethodHandle parse;
  private final MethodHandle reset;
  private final MethodHandle deleteTree;

  ParserFunctions(NativeLibrary core) {
    make = core.function("ts_parser_new", POINTER);
    delete = core.procedure("ts_parser_delete", POINTER);
    limit = core.procedure("ts_parser_set_timeout_micros", POINTER, JAVA_LONG);
    choose = core.function("ts_parser_set_language", JAVA_BOOLEAN, POINTER, POINTER);
    parse = core.function("ts_parser_parse_string", POINTER, POINTER, POINTER, POINTER, JAVA_INT);
    reset = core.procedure("ts_parser_reset", POINTER);
    deleteTree = core.procedure("ts_tree_delete", POINTER);
  }

  /// @param patience how long parsing a text may take
  long make(Duration patience) {
    try {
      long parser = (long) make.invokeExact();
      limit.invokeExact(parser, patience.toNanos() / 1000);
      return parser;
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }

  /// A tree of a text in UTF-8, which the caller deletes; 0 if it takes too long.
  long parse(long parser, long language, long text, int length) {
    try {
      if (!(boolean) choose.invokeExact(parser, language)) {
        throw new IllegalStateException("a grammar that does not fit the core");
      }
      long tree = (long) parse.invokeExact(parser, 0L, text, length);
      if (tree == 0) {
        // It would go on with this text otherwise.
        reset.invokeExact(parser);
      }
      return tree;
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }

  void deleteTree(long tree) {
    call(deleteTree, tree);
  }

  void delete(long parser) {
    call(delete, parser);
  }

  private static void call(MethodHandle function, long argument) {
    try {
      function.invokeExact(argument);
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }
}
