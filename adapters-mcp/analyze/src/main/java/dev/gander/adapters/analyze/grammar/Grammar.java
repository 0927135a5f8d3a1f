package dev.gander.adapters.analyze.grammar;

import static dev.gander.adapters.analyze.grammar.NativeLibrary.POINTER;

import dev.gander.adapters.analyze.source.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A language's parser tables, and what we ask about its trees. Lives as long as the program.
/// Thread-safe; a query is prepared when it is needed.
final class Grammar {
  private final QueryFunctions functions;
  private final long tables;
  private final List<QueryText> texts;
  private @Nullable MarkQuery everything;
  private @Nullable MarkQuery declarations;

  Grammar(NativeLibrary library, Language language, QueryFunctions functions) {
    this.functions = functions;
    tables = tables(library, language);
    texts = queries(language).stream().map(QueryText::read).toList();
  }

  /// Where tree-sitter has them.
  long tables() {
    return tables;
  }

  /// Finds all marks.
  synchronized MarkQuery everything() {
    if (everything == null) {
      everything = query(QueryText.everything(texts), List.of());
    }
    return everything;
  }

  /// Finds classes and functions only, without their names, which is half the work.
  synchronized MarkQuery declarations() {
    if (declarations == null) {
      declarations = query(QueryText.declarations(texts), QueryText.PARTS);
    }
    return declarations;
  }

  private MarkQuery query(String text, List<String> without) {
    return MarkQuery.of(functions, functions.compile(tables, text, without));
  }

  /// Dialects of one language have most nodes in common.
  private static List<String> queries(Language language) {
    return switch (language) {
      case JAVASCRIPT -> List.of("ecmascript", "javascript", "jsx");
      case TYPESCRIPT -> List.of("ecmascript", "typescript");
      case TSX -> List.of("ecmascript", "typescript", "jsx");
      case RUST, PYTHON, GO, JAVA, KOTLIN, SWIFT, RUBY -> List.of(language.label());
    };
  }

  private static long tables(NativeLibrary library, Language language) {
    try {
      return (long) library.function("tree_sitter_" + language.label(), POINTER).invokeExact();
    } catch (Throwable e) {
      throw NativeLibrary.failed(e);
    }
  }
}
