package dev.gander.adapters.http;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.call.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table in the document is made from the route table. With `GANDER_WRITE_DOCS=1` in the
/// environment this test writes it instead of comparing.
class CompatibilityDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "compatibility.md");
  private static final String BEGIN = "<!-- operations -->\n";
  private static final String END = "<!-- end of operations -->\n";

  @Test
  void theOperationTableIsTheOneOfTheRoutes() throws IOException {
    String text = Files.readString(DOCUMENT);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (System.getenv("GANDER_WRITE_DOCS") != null) {
      Files.writeString(DOCUMENT, text.substring(0, begin) + table() + text.substring(end));
      return;
    }
    assertEquals(
        table(),
        text.substring(begin, end),
        "docs/compatibility.md is stale; run this test with GANDER_WRITE_DOCS=1");
  }

  private static String table() {
    Map<String, String> versions =
        PublishedOperations.all().stream()
            .collect(toMap(PublishedOperations::id, it -> String.join(", ", it.versions())));
    UnlistedOperations.all()
        .forEach(it -> versions.put(it.id(), String.join(", ", it.versions()) + ", unlisted"));
    return TestServer.operations(
            PublishedOperations.noUseCases(), TestServer.KEY::equals, TestServer.echo())
        .stream()
        .filter(route -> versions.containsKey(route.id()))
        .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
        .map(route -> row(route, versions.get(route.id())))
        .collect(
            Collectors.joining(
                "\n",
                """
                | Method | Path | Operation | In goosed |
                | --- | --- | --- | --- |
                """,
                "\n"));
  }

  private static String row(Route route, String versions) {
    return "| %s | `%s` | `%s` | %s |"
        .formatted(route.method(), route.path(), route.id(), versions);
  }
}
