package dev.gander.bootstrap.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Links of documents lead to files, and to headings in them.
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern ELSEWHERE = Pattern.compile("(?:https?|mailto):.*");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");

  private final Map<Path, Set<String>> anchors = new HashMap<>();

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Documents.Document document : Documents.all()) {
      Path folder = Path.of(document.name()).resolveSibling("");
      for (String link : links(document.text())) {
        links++;
        String problem = problem(document, folder, link);
        if (!problem.isEmpty()) {
          broken.add(document.name() + ": " + link + " " + problem);
        }
      }
    }

    int all = links;
    assertTrue(all > 200, () -> "found only " + all);
    assertEquals(List.of(), broken);
  }

  private static List<String> links(String text) {
    return LINK.matcher(CODE.matcher(text).replaceAll("`"))
        .results()
        .map((MatchResult match) -> match.group(1))
        .filter(link -> !ELSEWHERE.matcher(link).matches())
        .toList();
  }

  private String problem(Documents.Document document, Path folder, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path file =
        Sources.ROOT
            .resolve(parts[0].isEmpty() ? Path.of(document.name()) : folder.resolve(parts[0]))
            .normalize();
    if (!Files.exists(file)) {
      return "is not there";
    }
    return parts.length == 1 || anchors(file).contains(parts[1]) ? "" : "has no such heading";
  }

  private Set<String> anchors(Path file) throws IOException {
    Set<String> known = anchors.get(file);
    if (known == null) {
      known = anchors(Files.readString(file));
      anchors.put(file, known);
    }
    return known;
  }

  private static Set<String> anchors(String text) {
    Set<String> anchors = new HashSet<>();
    HEADING
        .matcher(FENCE.matcher(text).replaceAll(""))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .forEach(
            anchor -> {
              int n = 0;
              String unique = anchor;
              while (!anchors.add(unique)) {
                unique = anchor + "-" + ++n;
              }
            });
    return anchors;
  }

  /// As GitHub makes them.
  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .strip()
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  @ParameterizedTest
  @CsvSource({
    "Throwing away, throwing-away",
    "`goosed run`: what's it?, goosed-run-whats-it",
    "Models & [speech](x.md), models--speech"
  })
  void headingsHaveTheAnchorsOfGitHub(String heading, String anchor) {
    assertEquals(anchor, anchor(heading));
  }

  @Test
  void whatIsCodeIsNoLink() {
    assertEquals(List.of("a.md", "#b"), links("[x](a.md) `[y](c.md)` [z](#b) [w](https://d)\n"));
  }
}
