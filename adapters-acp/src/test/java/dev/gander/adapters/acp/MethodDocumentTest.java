package dev.gander.adapters.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table in the document is made from the list of goose's methods and from those that are
/// served. With `GANDER_WRITE_DOCS=1` in the environment this test writes it instead of comparing.
class MethodDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "compatibility.md");
  private static final String BEGIN = "<!-- methods -->\n";
  private static final String END = "<!-- end of methods -->\n";
  private static final String CUSTOM = "_goose/";

  /// @param older the name in 1.35, without prefix; empty if it is the same
  private record KnownMethod(String name, String versions, String older) {
    static KnownMethod read(String line) {
      String[] parts = line.split(" \\| ");
      return new KnownMethod(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
    }

    Stream<String> plainNames() {
      return Stream.of(name.substring(CUSTOM.length()), older).filter(it -> !it.isEmpty());
    }

    String row(boolean isServed) {
      String names = "`" + name + "`" + (older.isEmpty() ? "" : ", `" + CUSTOM + older + "`");
      return "| %s | %s | %s |".formatted(names, versions, isServed ? "yes" : "no");
    }
  }

  @Test
  void theTableOfMethodsIsTrue() throws IOException {
    String text = Files.readString(DOCUMENT);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertTrue(end >= begin && begin > BEGIN.length(), "the document has a table of methods");
    if (System.getenv("GANDER_WRITE_DOCS") != null) {
      Files.writeString(DOCUMENT, text.substring(0, begin) + table() + text.substring(end));
      return;
    }
    assertEquals(
        table(),
        text.substring(begin, end),
        "docs/compatibility.md is stale; run this test with GANDER_WRITE_DOCS=1");
  }

  @Test
  void everyMethodThatIsServedIsListed() throws IOException {
    Set<String> listed = new TreeSet<>();
    known().stream()
        .filter(method -> method.name().startsWith(CUSTOM))
        .flatMap(KnownMethod::plainNames)
        .forEach(listed::add);
    try (AcpBackend backend = new AcpBackend()) {
      List<String> unlisted = new ArrayList<>(GooseMethods.of(backend.useCases()).keySet());
      unlisted.removeAll(listed);
      assertEquals(List.of(), unlisted);
    }
  }

  private static String table() throws IOException {
    try (AcpBackend backend = new AcpBackend()) {
      AcpMethods methods = new AcpMethods(backend.useCases());
      return known().stream()
          .map(method -> method.row(isServed(methods, method)))
          .collect(
              Collectors.joining(
                  "\n",
                  """
                  | Method | In goose | Here |
                  | --- | --- | --- |
                  """,
                  "\n"));
    }
  }

  private static boolean isServed(AcpMethods methods, KnownMethod method) {
    return methods.request(method.name()).isPresent()
        || methods.notification(method.name()).isPresent();
  }

  private static List<KnownMethod> known() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MethodDocumentTest.class.getResourceAsStream("methods.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(KnownMethod::read)
          .toList();
    }
  }
}
