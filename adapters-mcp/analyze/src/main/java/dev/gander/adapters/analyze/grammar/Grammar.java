package dev.gander.adapters.analyze.grammar;

import dev.gander.adapters.analyze.source.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;
import org.treesitter.TSQuery;

/// A language's parser tables, and what we ask about its trees. Lives as long as the program.
/// Thread-safe; preparing a query takes up to a second, so that it is done when it is needed.
final class Grammar {
  private final TSLanguage tables;
  private final List<QueryText> texts;
  private @Nullable TSQuery everything;
  private @Nullable TSQuery declarations;

  /// @throws UnsupportedMachine if there is none for this machine
  Grammar(Language language) {
    tables = tables(language, Machine.current());
    texts = queries(language).stream().map(QueryText::read).toList();
  }

  TSLanguage tables() {
    return tables;
  }

  /// Finds all marks.
  synchronized TSQuery everything() {
    if (everything == null) {
      everything = new TSQuery(tables, QueryText.everything(texts));
    }
    return everything;
  }

  /// Finds classes and functions only, without their names, which is half the work.
  synchronized TSQuery declarations() {
    if (declarations == null) {
      TSQuery query = new TSQuery(tables, QueryText.declarations(texts));
      QueryText.PARTS.forEach(query::disableCapture);
      declarations = query;
    }
    return declarations;
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

  /// A library has to be a file when it is loaded, and on Windows as long as it is.
  private static TSLanguage tables(Language language, Machine machine) {
    String name = machine.fileOf(language.label());
    try (InputStream library = resource("lib/" + name)) {
      Path file = Files.createTempFile("", "-" + name);
      Files.write(file, library.readAllBytes());
      file.toFile().deleteOnExit();
      return TSLanguage.load(file.toString(), "tree_sitter_" + language.label());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream resource(String name) {
    return Objects.requireNonNull(Grammar.class.getResourceAsStream(name), name);
  }
}
