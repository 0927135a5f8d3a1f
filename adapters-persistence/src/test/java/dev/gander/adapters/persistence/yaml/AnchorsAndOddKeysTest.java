package dev.gander.adapters.persistence.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What YAML has and JSON has not stays through a change of something else.
class AnchorsAndOddKeysTest {
  @TempDir Path folder;
  private Path path;
  private YamlFile file;

  @BeforeEach
  void open() {
    path = folder.resolve("config.yaml");
    file = YamlFile.plain(path);
  }

  @Test
  void changeOfWhatAnAliasStandsForLeavesTheOthersAndAllComments() throws IOException {
    Files.writeString(
        path,
        """
        # on top
        base: &b
          host: 'x' # the host
          port: 1
        user: *b
        again: *b
        far: "away" # stays
        """);

    file.edit(
        all -> all.with("base", JsonObject.of("host", Json.of("y")).with("port", Json.of(1))));

    assertEquals(
        """
        # on top
        base:
          host: y # the host
          port: 1
        user: &b
          host: 'x' # the host
          port: 1
        again: *b
        far: "away" # stays
        """,
        Files.readString(path));
  }

  @Test
  void changeUnderAnAliasDoesNotReachWhatItStoodFor() throws IOException {
    Files.writeString(path, "base: &b {list: [1, {a: 1}]}\nuser: *b\n");

    file.edit(
        all ->
            all.with(
                "user",
                JsonObject.of("list", all.object("base").orElseThrow().get("list"))
                    .with("more", Json.of(2))));

    assertEquals(
        "base: &b {list: [1, {a: 1}]}\nuser: {list: [1, {a: 1}], more: 2}\n",
        Files.readString(path));
  }

  @Test
  void keyThatIsNoWordIsLeftOutAndStays() throws IOException {
    Files.writeString(path, "? [a, b]\n: 1\nmap:\n  ? {c: d}\n  : 2\n  e: 3 # three\n");
    JsonObject map = JsonObject.of("e", Json.of(3));
    assertEquals(JsonObject.of("map", map), file.read());

    file.edit(all -> all.with("map", map.with("f", Json.of(4))));

    assertEquals(
        "? [a, b]\n: 1\nmap:\n  ? {c: d}\n  : 2\n  e: 3 # three\n  f: 4\n", Files.readString(path));
  }

  @Test
  void keyThatIsNoTextIsLeftOutAndStays() throws IOException {
    String odd = "1: one\n2.5: two\ntrue: three\n~: four\nmap:\n  3: c\n";
    Files.writeString(path, odd + "  e: 3\n'4': text\n007: agent\n");
    JsonObject map = JsonObject.of("e", Json.of(3));
    JsonObject all =
        JsonObject.of("map", map).with("4", Json.of("text")).with("007", Json.of("agent"));
    assertEquals(all, file.read());

    file.edit(old -> old.with("map", map.with("e", Json.of(5))).with("new", Json.of(true)));

    assertEquals(odd + "  e: 5\n'4': text\n007: agent\nnew: true\n", Files.readString(path));
  }

  @Test
  void mapThatRefersToAnotherIsNotMergedWithIt() throws IOException {
    String text = "base: &b\n  x: 1\nmine:\n  <<: *b\n  y: 2\n";
    Files.writeString(path, text);
    JsonObject base = JsonObject.of("x", Json.of(1));
    JsonObject mine = JsonObject.of("<<", base).with("y", Json.of(2));
    assertEquals(JsonObject.of("base", base).with("mine", mine), file.read());

    file.edit(old -> old.with("mine", mine.with("y", Json.of(3))));

    assertEquals(text.replace("y: 2", "y: 3"), Files.readString(path));
  }

  /// Other programs would merge.
  @Test
  void keyThatLooksLikeAReferenceIsQuoted() throws IOException {
    file.edit(old -> old.with("<<", JsonObject.of("a", Json.of("<<"))));

    assertEquals("'<<':\n  a: '<<'\n", Files.readString(path));
  }

  @Test
  void fileWithNothingElseThanSuchAKeyKeepsItToo() throws IOException {
    Files.writeString(path, "{? [a, b] : 1}\n");
    assertEquals(JsonObject.EMPTY, file.read());

    file.edit(all -> all.with("e", Json.of(3)));

    assertEquals(JsonObject.of("e", Json.of(3)), file.read());
    assertEquals("{? [a, b] : 1, e: 3}\n", Files.readString(path));
  }
}
