package dev.gander.provider.kit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedLogsTest {
  private final FinishedLogs logs = new FinishedLogs();
  @TempDir Path folder;

  @Test
  void aLogThatEndsAloneHasItsNameAtOnce() throws Exception {
    for (int i = 0; i < 12; i++) {
      logs.end(begun("log " + i));
      assertEquals("log " + i, named().get("llm_request.0.jsonl"));
    }
    assertEquals(numbered(11, 10), named());
  }

  @Test
  void ofSeveralTheFirstHasItsNameAtOnceAndTheOthersWhenTheLastEnds() throws Exception {
    List<Path> begun = begun(25);

    logs.end(begun.getFirst());
    assertEquals("log 0", named().get("llm_request.0.jsonl"));
    begun.stream().skip(1).forEach(logs::end);

    assertEquals(numbered(24, 10), named());
  }

  @Test
  void thoseThatWaitedStandBeforeOlderOnes() throws Exception {
    for (int i = 0; i < 8; i++) {
      logs.end(begun("log " + i));
    }
    List<Path> three = Stream.of("log 8", "log 9", "log 10").map(this::begun).toList();

    three.forEach(logs::end);

    assertEquals(numbered(10, 10), named());
  }

  @Test
  void nobodyWaitsForALogThatIsBeingWrittenForLong() throws Exception {
    begun("endless");
    List<Path> begun = begun(3);

    begun.forEach(logs::end);

    Map<String, String> all = numbered(2, 3);
    all.put("llm_request.endless.jsonl", "endless");
    Eventually.holds(() -> named().equals(all));
  }

  @Test
  void whoTidiesUpMeanwhileStopsNoOtherLog() throws Exception {
    List<Path> begun = begun(3);
    Files.delete(begun.getFirst());

    begun.forEach(logs::end);
    logs.end(begun("log 3"));

    assertEquals(
        Map.of(
            "llm_request.0.jsonl",
            "log 3",
            "llm_request.1.jsonl",
            "log 2",
            "llm_request.2.jsonl",
            "log 1"),
        named());
  }

  @Test
  void oneThatCannotGetItsNameStopsNoOther() throws Exception {
    Files.createDirectories(folder.resolve("llm_request.9.jsonl/full"));

    for (int i = 0; i < 12; i++) {
      logs.end(begun("log " + i));
    }

    for (int i = 0; i < 9; i++) {
      assertEquals(
          "log " + (11 - i), Files.readString(folder.resolve("llm_request." + i + ".jsonl")));
    }
  }

  private List<Path> begun(int count) {
    return IntStream.range(0, count).mapToObj(i -> begun("log " + i)).toList();
  }

  private Path begun(String content) {
    Path log = folder.resolve("llm_request." + content.replace(' ', '-') + ".jsonl");
    try {
      Files.writeString(log, content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    logs.begin(log);
    return log;
  }

  /// The newest of the given number first.
  private static Map<String, String> numbered(int newest, int count) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      all.put("llm_request." + i + ".jsonl", "log " + (newest - i));
    }
    return all;
  }

  /// The contents of all files by their names.
  private Map<String, String> named() throws IOException {
    Map<String, String> found = new TreeMap<>();
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(all::add);
    }
    for (Path file : all) {
      try {
        found.put(file.getFileName().toString(), Files.readString(file));
      } catch (NoSuchFileException _) {
        // It has just got another name.
      }
    }
    return found;
  }
}
