package dev.gander.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What browsers get: as a whole small, and what is ours keeps the rules of `README.md`.
class ConsoleFilesTest {
  private static final Path BUILT = Path.of("target/classes/META-INF/gander-console");
  private static final Path OURS = Path.of("src/main/resources/META-INF/gander-console");
  private static final int MOST_BYTES = 300_000;

  /// Ways from a text to code or markup, and what the policy of the page forbids.
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "innerHTML|outerHTML\\s*=|insertAdjacentHTML|unsafe(HTML|SVG|Static)|document\\.write"
              + "|\\beval\\(|new Function|DOMParser|createContextualFragment|<style|\\bstyle=[\"$]"
              + "|srcdoc|\\.cookie\\b|sessionStorage|indexedDB|javascript:|\\son[a-z]+=[\"$]");

  private static final Pattern IMPORTED = Pattern.compile("(?:\\bfrom |\\bimport\\()'([^']+)'");

  private static Map<String, byte[]> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(
                  file -> root.relativize(file).toString().replace('\\', '/'),
                  ConsoleFilesTest::bytes,
                  (one, _) -> one,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.size();
  }

  private static List<String> found(Pattern pattern, Map.Entry<String, byte[]> file) {
    return pattern
        .matcher(new String(file.getValue(), StandardCharsets.UTF_8))
        .results()
        .map(MatchResult::group)
        .map(what -> file.getKey() + " has " + what)
        .toList();
  }

  @Test
  void allFilesTogetherAreSmall() {
    int sum = files(BUILT).values().stream().mapToInt(ConsoleFilesTest::packed).sum();
    assertTrue(sum <= MOST_BYTES, () -> sum + " bytes");
  }

  @Test
  void noTextOfOthersCanBecomeCode() {
    assertEquals(
        List.of(),
        files(OURS).entrySet().stream()
            .filter(file -> file.getKey().matches(".*\\.(js|html|svg)"))
            .flatMap(file -> found(FORBIDDEN, file).stream())
            .toList());
  }

  @Test
  void whatIsImportedIsThere() {
    Map<String, byte[]> all = files(BUILT);
    List<String> missing =
        all.entrySet().stream()
            .filter(file -> file.getKey().endsWith(".js") && !file.getKey().startsWith("lib/"))
            .flatMap(
                file ->
                    IMPORTED
                        .matcher(new String(file.getValue(), StandardCharsets.UTF_8))
                        .results()
                        .map(it -> it.group(1))
                        .filter(to -> !all.containsKey(resolved(file.getKey(), to)))
                        .map(to -> file.getKey() + " imports " + to))
            .toList();
    assertEquals(List.of(), missing);
  }

  /// Only relative ones resolve.
  private static String resolved(String from, String to) {
    return to.startsWith(".")
        ? Path.of("/" + from).getParent().resolve(to).normalize().toString().substring(1)
        : "elsewhere";
  }

  @Test
  void theServerFindsThemInOneFolderAtMost() {
    assertEquals(
        List.of(),
        files(BUILT).keySet().stream().filter(path -> path.split("/").length > 2).toList());
  }
}
