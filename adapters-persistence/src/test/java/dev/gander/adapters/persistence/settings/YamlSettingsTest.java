package dev.gander.adapters.persistence.settings;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.store.SettingsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlSettingsTest implements SettingsContract {
  @TempDir Path folder;
  private Path file;
  private Settings settings;

  @BeforeEach
  void open() {
    file = folder.resolve("config/config.yaml");
    settings = with(Map.of("FROM_ENV", "42"));
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Test
  void readingMakesNoFile() {
    settings.find("x");
    settings.all();
    settings.remove("x");

    assertFalse(Files.exists(file));
  }

  @Test
  void commentsOrderAndUnknownKeysSurviveAWrite() throws IOException {
    write(
        """
        # my settings
        A: 1 # the first

        # before B
        B: old
        zeta:
          # inside
          a: 1
          deep: {list: [1, 2], t: 'x: y'}
        list:
        # on top
        - one # first
        - two
        extensions:
          dev:
            enabled: true # on
            # the name
            name: dev
        # the end
        """);

    settings.put("B", Json.of("new"));
    settings.put("C", Json.of(3));
    settings.update(
        "extensions",
        all ->
            ((JsonObject) all)
                .with(
                    "dev",
                    ((JsonObject) all)
                        .object("dev")
                        .orElseThrow()
                        .with("enabled", Json.of(false))));

    assertEquals(
        """
        # my settings
        A: 1 # the first

        # before B
        B: new
        zeta:
          # inside
          a: 1
          deep: {list: [1, 2], t: 'x: y'}
        list:
        # on top
        - one # first
        - two
        extensions:
          dev:
            enabled: false # on
            # the name
            name: dev
        C: 3
        # the end
        """,
        Files.readString(file));
  }

  @Test
  void commentsOfAFileWithoutKeysStay() throws IOException {
    write("# only a comment\n");

    settings.put("A", Json.of(1));

    assertEquals("# only a comment\nA: 1\n", Files.readString(file));
  }

  @Test
  void fileThatGooseWroteIsReadAndStaysAsItWasButForTheChange() throws IOException {
    String sample = sample();
    write(sample);

    assertEquals(Optional.of(Json.of("openai")), settings.find("active_provider"));
    settings.put("GOOSE_MODE", Json.of("chat"));
    settings.remove("GOOSE_THINKING_EFFORT");

    assertEquals(
        sample.replace("GOOSE_THINKING_EFFORT: medium\n", "GOOSE_MODE: chat\n"),
        Files.readString(file));
  }

  @Test
  void wordsHaveTheTypesThatGooseGivesThem() throws IOException {
    write(
        """
        yes1: yes
        off1: Off
        true1: True
        hex: 0x1f
        oct: 0o17
        old: 017
        nul: ~
        empty:
        quoted: '5'
        date: 2026-01-02
        time: 12:30
        under: 1_000
        plus: +5
        point: .5
        fold: >
          a
          b
        flow: {a: [1, 'x'], b: null}
        """);

    assertEquals(
        JsonObject.builder()
            .put("yes1", "yes")
            .put("off1", "Off")
            .put("true1", true)
            .put("hex", 31)
            .put("oct", 15)
            .put("old", "017")
            .put("nul", JsonNull.NULL)
            .put("empty", JsonNull.NULL)
            .put("quoted", "5")
            .put("date", "2026-01-02")
            .put("time", "12:30")
            .put("under", "1_000")
            .put("plus", 5)
            .put("point", Json.of(0.5))
            .put("fold", "a b\n")
            .put(
                "flow",
                JsonObject.of("a", JsonArray.of(Json.of(1), Json.of("x"))).with("b", JsonNull.NULL))
            .build(),
        settings.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          from env | from env
          007 | 7
          TRUE | true
          `"text"` | text
          1e3 | 1E+3
          Yes | Yes
          {broken | {broken
          .5 | 0.5
          ` 12 ` | 12
          `abc ` | `abc `
          1d | 1d
          0x10 | 0x10
          NaN | NaN
          """)
  void valueOfTheEnvironmentIsReadAsJsonWordNumberOrText(String value, String expected) {
    Settings given = with(Map.of("KEY", value));

    assertEquals(expected, plain(given.find("key").orElseThrow()));
    assertEquals(Optional.of(value), given.environment("key"));
  }

  @Test
  void emptyVariableIsAnEmptyText() {
    assertEquals(Optional.of(Json.of("")), with(Map.of("KEY", "")).find("KEY"));
    assertEquals(Optional.of(JsonNull.NULL), with(Map.of("KEY", "null")).find("KEY"));
  }

  @Test
  void fileEditedByHandCountsAtOnce() throws IOException {
    write("A: 1\n");
    assertEquals(Optional.of(Json.of(1)), settings.find("A"));
    write("A: two\n");
    assertEquals(Optional.of(Json.of("two")), settings.find("A"));
    Files.delete(file);
    assertEquals(Optional.empty(), settings.find("A"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "precious: [1, 2\n",
        "A: \"open\nB: 1\n",
        "A: 1\nA: 2\n",
        "A: 1\n---\nB: 2\n",
        "\tA: 1\n",
        ": : [",
        "a: &a [*a]\n",
        "- a\n- b\n",
        "just text\n"
      })
  void brokenFileReadsAsEmptyAndRefusesWritesWithItsPlace(String text) throws IOException {
    write(text);

    assertEquals(JsonObject.EMPTY, settings.all());
    StorageException refused =
        assertThrows(StorageException.class, () -> settings.put("A", Json.of(1)));
    assertTrue(
        refused.text().matches("(?s).*config\\.yaml is broken: .* at line \\d+ column \\d+"),
        refused.text());
    assertEquals(text, Files.readString(file));
  }

  @Test
  void aliasesThatStandForATooLargeTreeAreToldWithTheirPlace() throws IOException {
    StringBuilder text = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char name = 'b'; name < 'j'; name++) {
      String before = "*" + (char) (name - 1);
      text.append(name).append(": &").append(name).append(" [");
      text.append(String.join(", ", Collections.nCopies(9, before))).append("]\n");
    }
    write(text.toString());

    assertEquals(JsonObject.EMPTY, settings.all());
    StorageException failure =
        assertThrows(StorageException.class, () -> settings.put("A", Json.of(1)));

    assertTrue(
        failure.text().endsWith("is broken: too large or too deep at line 1 column 8"),
        failure.text());
  }

  @Test
  void manyAliasesOfSmallThingsAreFine() throws IOException {
    write(
        "a: &a [x]\n"
            + IntStream.range(0, 200).mapToObj(i -> "k" + i + ": *a\n").collect(joining()));

    assertEquals(201, settings.all().members().size());
  }

  @Test
  void textThatNestsTooDeeplyIsBroken() throws IOException {
    write("A: " + "[".repeat(100_000) + "]".repeat(100_000) + "\n");

    assertEquals(JsonObject.EMPTY, settings.all());
    StorageException failure =
        assertThrows(StorageException.class, () -> settings.put("A", Json.of(1)));

    assertTrue(
        failure.text().endsWith("is broken: nested too deeply at line 1 column 203"),
        failure.text());
  }

  @Test
  void valueThatCouldNotBeReadAgainIsNotWritten() {
    settings.put("A", Json.of(1));
    Json deep = Json.of("x");
    for (int level = 0; level < 500; level++) {
      deep = JsonArray.of(deep);
    }
    for (Json value : List.of(deep, Json.of("\ud800"))) {
      assertThrows(InvalidInput.class, () -> settings.put("B", value));
    }

    assertEquals(JsonObject.of("A", Json.of(1)), settings.all());
  }

  @Test
  void valueOfTenMebibytesIsReadAndKept() throws IOException {
    String large = "x".repeat(10 << 20);
    write("A: \"" + large + "\"\n");

    settings.put("B", Json.of(1));

    assertEquals(Optional.of(Json.of(large)), settings.find("A"));
    assertEquals(Optional.of(Json.of(1)), settings.find("B"));
  }

  @Test
  void fileThatIsNotUtf8IsBroken() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {'A', ':', ' ', (byte) 0xff, '\n'});

    assertEquals(JsonObject.EMPTY, settings.all());
    assertThrows(StorageException.class, () -> settings.put("A", Json.of(1)));
  }

  @Test
  void brokenFileReadsAsItsNewestGoodBackup() throws IOException {
    settings.put("A", Json.of(1));
    settings.put("A", Json.of(2));
    settings.put("A", Json.of(3));
    Files.writeString(file.resolveSibling("config.yaml.bak"), "A: [");
    Files.writeString(file, "A: [broken");

    assertEquals(JsonObject.of("A", Json.of(2)), settings.all());
  }

  @Test
  void brokenFileReadsAsItWasLastWritten() throws IOException {
    settings.put("A", Json.of(1));
    settings.put("A", Json.of(2));
    Files.writeString(file, "A: [broken");

    assertEquals(JsonObject.of("A", Json.of(2)), settings.all());
  }

  @Test
  void stateThatAnotherProgramWroteIsKeptToo() throws IOException {
    settings.put("A", Json.of(1));
    write("A: by hand\n");
    settings.put("B", Json.of(2));

    assertEquals("A: by hand\n", Files.readString(file.resolveSibling("config.yaml.bak.1")));
    assertEquals("A: 1\n", Files.readString(file.resolveSibling("config.yaml.bak.2")));
  }

  @Test
  void sixStatesAreKept() throws IOException {
    for (int i = 0; i <= 8; i++) {
      settings.put("N", Json.of(i));
    }
    assertEquals("N: 8\n", Files.readString(file.resolveSibling("config.yaml.bak")));
    assertEquals("N: 3\n", Files.readString(file.resolveSibling("config.yaml.bak.5")));
    assertFalse(Files.exists(file.resolveSibling("config.yaml.bak.6")));
  }

  @Test
  void changeOfNothingTouchesNothing() throws IOException {
    write("A:   1\n");

    settings.put("A", Json.of(1));

    assertEquals("A:   1\n", Files.readString(file));
    assertFalse(Files.exists(file.resolveSibling("config.yaml.bak")));
  }

  @Test
  void symbolicLinkStaysOne() throws IOException {
    Path target = folder.resolve("dotfiles.yaml");
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, target);

    settings.put("A", Json.of(1));
    settings.put("B", Json.of(2));

    assertTrue(Files.isSymbolicLink(file));
    assertEquals("A: 1\nB: 2\n", Files.readString(target));
  }

  @Test
  void fileKeepsItsMode() throws IOException {
    write("A: 1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

    settings.put("A", Json.of(2));

    assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void noTemporaryFilesAreLeft() throws IOException {
    settings.put("A", Json.of(1));
    settings.put("A", Json.of(2));

    try (Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(
          List.of("config.yaml", "config.yaml.bak", "config.yaml.bak.1", "config.yaml.lock"),
          files.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void folderThatCannotBeWrittenIsAClearError() throws IOException {
    Files.writeString(folder.resolve("config"), "a file where the folder should be");

    StorageException refused =
        assertThrows(StorageException.class, () -> settings.put("A", Json.of(1)));

    assertTrue(refused.text().contains("config.yaml cannot be"), refused.text());
  }

  @Test
  void filesBelowAreCoveredAndNeverWritten() throws IOException {
    Path a = folder.resolve("a.yaml");
    Path b = folder.resolve("b.yaml");
    Files.writeString(
        a,
        "ONLY_A: a\nAB: a\nMAP: {x: 1}\nextensions:\n  x: {cmd: a, args: [one], enabled: true}\n");
    Files.writeString(b, "AB: b\nextensions:\n  x: {cmd: b}\n  y: {cmd: y}\n");
    write("MAP: {y: 3}\nextensions:\n  x: {enabled: false}\n");
    Path broken = folder.resolve("broken.yaml");
    Files.writeString(broken, "A: [");
    settings =
        new YamlSettings(
            Map.of(),
            Stream.of(a, b, folder.resolve("missing.yaml"), broken)
                .map(SettingsLayers::file)
                .toList(),
            file);

    JsonObject x =
        JsonObject.builder()
            .put("cmd", "b")
            .put("args", JsonArray.of(Json.of("one")))
            .put("enabled", false)
            .build();
    assertEquals(
        JsonObject.builder()
            .put("ONLY_A", "a")
            .put("AB", "b")
            .put("MAP", JsonObject.of("y", Json.of(3)))
            .put("extensions", JsonObject.of("x", x).with("y", JsonObject.of("cmd", Json.of("y"))))
            .build(),
        settings.all());

    settings.put("ONLY_A", Json.of("mine"));
    assertEquals(Optional.of(Json.of("mine")), settings.find("ONLY_A"));
    settings.remove("ONLY_A");
    assertEquals(Optional.of(Json.of("a")), settings.find("ONLY_A"));
    assertEquals("MAP: {y: 3}\nextensions:\n  x: {enabled: false}\n", Files.readString(file));
  }

  @Test
  void flatProviderKeysGetTheirStructureOnTheFirstWriteAndStay() throws IOException {
    write("GOOSE_PROVIDER: openai\nGOOSE_MODEL: gpt-4o\nanthropic_configured: true\n");
    assertEquals(Optional.empty(), settings.find("active_provider"));

    settings.put("X", Json.of(1));

    assertEquals(
        """
        GOOSE_PROVIDER: openai
        GOOSE_MODEL: gpt-4o
        anthropic_configured: true
        providers:
          anthropic:
            enabled: true
            model: ''
            configured: true
          openai:
            enabled: true
            model: gpt-4o
            configured: true
        active_provider: openai
        X: 1
        """,
        Files.readString(file));
  }

  @Test
  void flatProviderKeysFollowTheStructure() throws IOException {
    write(
        """
        GOOSE_PROVIDER: openai
        GOOSE_MODEL: gpt-4o
        providers:
          openai: {enabled: true, model: gpt-4o, configured: true}
          x: {enabled: true, model: m, configured: true}
        active_provider: openai
        """);

    settings.put("active_provider", Json.of("x"));

    assertEquals(Optional.of(Json.of("x")), settings.find("GOOSE_PROVIDER"));
    assertEquals(Optional.of(Json.of("m")), settings.find("GOOSE_MODEL"));
  }

  private YamlSettings with(Map<String, String> environment) {
    return new YamlSettings(environment, List.of(), file);
  }

  private void write(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String plain(Json value) {
    return switch (value) {
      case dev.gander.domain.json.JsonString(String text) -> text;
      case dev.gander.domain.json.JsonNumber(var number) -> number.toString();
      case dev.gander.domain.json.JsonBool bool -> String.valueOf(bool.value());
      default -> value.toString();
    };
  }

  private static String sample() throws IOException {
    try (var sample =
        Objects.requireNonNull(
            YamlSettingsTest.class.getResourceAsStream("/samples/goose-1.52-config.yaml"))) {
      return new String(sample.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
