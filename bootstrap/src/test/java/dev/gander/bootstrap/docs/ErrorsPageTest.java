package dev.gander.bootstrap.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/errors.md` has a remedy for each text with which an operation, a command, or a client of a
/// model can fail, and no text that nobody says.
class ErrorsPageTest {
  private static final List<String> SPEAKERS =
      List.of(
          "adapters-http/src/main/java",
          "adapters-cli/src/main/java",
          "application/src/main/java/dev/gander/application/api/program",
          "bootstrap/src/main/java",
          "domain/src/main/java/dev/gander/domain/error",
          "adapters-llm",
          "adapters-local/src/main/java");

  /// Members of a failure that are read where it is made.
  private static final Set<String> NAMES = Set.of("category", "top_up_url");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private static List<String> rows() throws IOException {
    return Files.readString(Sources.ROOT.resolve("docs/errors.md"))
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split(" \\| ", 2)[0])
        .flatMap(cell -> QUOTED.matcher(cell).results().map(match -> match.group(1)))
        .toList();
  }

  private static Pattern pattern(String row) {
    return Pattern.compile(
        Stream.of(ErrorTexts.withoutEnds(row).split("…"))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*", ".*", ".*")));
  }

  @Test
  void everyTextHasItsRemedy() throws IOException {
    List<Pattern> rows = rows().stream().map(ErrorsPageTest::pattern).toList();
    Set<String> texts = ErrorTexts.in(SPEAKERS);
    texts.removeAll(NAMES);
    assertTrue(texts.size() > 200, () -> "found only " + texts.size());

    Set<String> without = new TreeSet<>();
    for (String text : texts) {
      if (rows.stream().noneMatch(row -> row.matcher(text).matches())) {
        without.add(text);
      }
    }

    assertEquals(Set.of(), without, "add them to docs/errors.md, with what a reader can do");
  }

  @Test
  void noRowIsForATextThatNobodySays() throws IOException {
    String all =
        Sources.all().texts().values().stream()
            .map(source -> source.replaceAll("\" \\+ \"", ""))
            .collect(Collectors.joining("\n"));
    List<String> stale =
        rows().stream()
            .filter(row -> !all.contains(longest(row).replaceFirst(":\\s*$", "")))
            .toList();

    assertEquals(List.of(), stale);
  }

  private static String longest(String row) {
    return Arrays.stream(row.split("…"))
        .max(Comparator.comparingInt(String::length))
        .map(String::strip)
        .orElse("");
  }

  @Test
  void textsAreFoundInCode() {
    Set<String> texts = new TreeSet<>();

    ErrorTexts.collect(
        """
        throw new Refusal(404, "No " + what + " (here) " + "and \\"there\\"");
        throw new InvalidInput("%s is no %s".formatted(a, b));
        super("Kind of", message, cause);
        """,
        texts);

    assertEquals(Set.of("No … (here) and \\\"there\\\"", "is no", "Kind of: …"), texts);
  }
}
