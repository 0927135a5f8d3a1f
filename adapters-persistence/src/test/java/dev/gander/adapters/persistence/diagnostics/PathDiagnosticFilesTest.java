package dev.gander.adapters.persistence.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.DiagnosticFiles;
import dev.gander.domain.config.DiagnosticFiles.Excerpt;
import dev.gander.domain.config.DiagnosticFiles.Kind;
import dev.gander.domain.config.GoosePaths;
import dev.gander.testkit.store.DiagnosticFilesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathDiagnosticFilesTest implements DiagnosticFilesContract {
  @TempDir Path root;
  private GoosePaths paths;
  private PathDiagnosticFiles files;

  @BeforeEach
  void open() {
    paths = GoosePaths.of(Map.of("GOOSE_PATH_ROOT", root.toString()), "Linux", root);
    files = new PathDiagnosticFiles(paths);
  }

  @Override
  public DiagnosticFiles files() {
    return files;
  }

  @Override
  public void put(Kind kind, String name, String text) {
    write(
        switch (kind) {
          case MODEL_LOGS -> paths.state().resolve(name);
          case SERVER_LOG ->
              paths.logs().resolve("server/2026-03-04").resolve(Path.of(name).getFileName());
          case CONFIG -> paths.config().resolve(name);
          case SCHEDULE, SCHEDULED_RECIPES -> paths.data().resolve(name);
        },
        text);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> names(Kind kind) {
    return files.read(kind).stream().map(Excerpt::name).toList();
  }

  @Test
  void theTenLogsThatChangedLastComeWithTheNewestFirst() throws IOException {
    for (int i = 0; i < 12; i++) {
      Path log = paths.logs().resolve("llm_request." + i + ".jsonl");
      write(log, "");
      Files.setLastModifiedTime(log, FileTime.fromMillis(1_000_000 - i * 1_000L));
    }
    write(paths.logs().resolve("other.txt"), "");

    List<String> names = names(Kind.MODEL_LOGS);

    assertEquals(10, names.size());
    assertEquals("logs/llm_request.0.jsonl", names.getFirst());
    assertEquals("logs/llm_request.9.jsonl", names.getLast());
  }

  @Test
  void theServersNewestLogIsTheLastOfTheLastDayThatHasOne() throws IOException {
    Path server = paths.logs().resolve("server");
    write(server.resolve("2026-03-03/20260303_235959-goosed.log"), "");
    write(server.resolve("2026-03-04/20260304_080000-goosed.log"), "");
    write(server.resolve("2026-03-04/20260304_090000-goosed.log"), "");
    Files.createDirectories(server.resolve("2026-03-05"));

    assertEquals(List.of("logs/server/20260304_090000-goosed.log"), names(Kind.SERVER_LOG));
  }

  @Test
  void aLongTextLosesItsMiddleAndSaysSo() {
    write(paths.configFile(), "a".repeat(200_000) + "b".repeat(200_000));

    Excerpt cut = files.read(Kind.CONFIG).getFirst();

    assertTrue(cut.truncated());
    assertEquals(
        "a".repeat(122_880) + "\n[154240 bytes omitted]\n" + "b".repeat(122_880), cut.text());
  }

  /// Of a secret that was cut through, what is left would not be recognised.
  @Test
  void aLongTextIsCutBetweenLines() {
    write(paths.configFile(), "12345: open-sesame\n".repeat(20_000));

    String cut = files.read(Kind.CONFIG).getFirst().text();

    assertEquals(
        List.of("12345: open-sesame", "[117877 bytes omitted]"), cut.lines().distinct().toList());
    assertTrue(cut.endsWith("open-sesame\n"));
  }

  @Test
  void bytesThatAreNoTextAreReplaced() throws IOException {
    Files.createDirectories(paths.config());
    Files.write(paths.configFile(), new byte[] {'a', (byte) 0xff, 'b'});

    assertEquals("a\ufffdb", files.read(Kind.CONFIG).getFirst().text());
  }

  @Test
  void secretsAreNeverShown() {
    write(paths.secretsFile(), "OPENAI_API_KEY: sk-hidden\n");
    write(paths.configFile(), "GOOSE_MODE: auto\n");

    for (Kind kind : Kind.values()) {
      assertFalse(files.read(kind).toString().contains("sk-hidden"), kind.name());
    }
  }
}
