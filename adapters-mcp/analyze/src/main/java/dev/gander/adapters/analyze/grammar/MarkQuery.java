package dev.gander.adapters.analyze.grammar;

import dev.gander.adapters.analyze.source.Mark.Kind;
import java.util.List;
import java.util.Locale;

/// A query whose matches are marks. It has no predicates, which tree-sitter would leave to us.
///
/// @param address where tree-sitter has it
/// @param captures what each is for, by its number
record MarkQuery(long address, List<Capture> captures) {
  /// What a node is for that a query has found.
  sealed interface Capture {}

  /// It is all of a mark.
  record Whole(Kind kind) implements Capture {}

  /// It is a part of one.
  enum Part implements Capture {
    NAME,
    BODY,
    OWNER
  }

  static MarkQuery of(QueryFunctions functions, long address) {
    return new MarkQuery(
        address, functions.captures(address).stream().map(MarkQuery::named).toList());
  }

  private static Capture named(String capture) {
    return switch (capture) {
      case "name" -> Part.NAME;
      case "body" -> Part.BODY;
      case "owner" -> Part.OWNER;
      default -> new Whole(Kind.valueOf(capture.toUpperCase(Locale.ROOT)));
    };
  }
}
