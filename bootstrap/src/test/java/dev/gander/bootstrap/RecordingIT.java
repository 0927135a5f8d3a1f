package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers record into one file, a third plays it to a client that says the same.
class RecordingIT {
  private static final String WITH_TOOL =
      "!say Look at it.\n!tool shell {\"command\":\"date +%N\"}\n---\n!say Done.";

  @TempDir Path mine;
  @TempDir Path yours;
  @TempDir Path theirs;

  @Test
  void whatWasRecordedIsPlayed() throws Exception {
    Path tape = mine.resolve("tape.jsonl");
    List<String> said;
    List<String> failed;
    try (ImageServer first = recording(mine, "--record tape.jsonl");
        ImageServer second = recording(yours, "--record=" + tape)) {
      said = fragments(first, mine, WITH_TOOL);
      failed = fragments(second, yours, "!error 401 who are you, sk-abcdefghijk?");
    }
    assertTrue(said.size() > 2, said::toString);
    assertFalse(Files.readString(tape).contains("sk-abcdefghijk"));

    Map<String, String> replaying =
        Map.of(
            "GOOSE_PROVIDER", "replay",
            "GOOSE_MODEL", "recorded",
            "REPLAY_FILE", tape.toString());
    try (ImageServer player = ImageServer.start(theirs, replaying)) {
      assertEquals(said, fragments(player, theirs, WITH_TOOL));
      List<String> replayed = fragments(player, theirs, "!error 401 who are you, sk-abcdefghijk?");
      assertEquals(failed.size(), replayed.size());
      assertTrue(replayed.getFirst().contains("Authentication error"), replayed::toString);
      String unknown = String.join("", fragments(player, theirs, "something else"));
      assertTrue(unknown.contains("from the user: \"something else\""), unknown);
    }
  }

  private static ImageServer recording(Path root, String option) throws IOException {
    return ImageServer.start(root, Map.of(), "sh", "-c", "exec \"$@\" " + option, "sh");
  }

  /// The texts of an answer, fragment by fragment.
  private static List<String> fragments(ImageServer server, Path folder, String text)
      throws IOException, InterruptedException {
    try (Stream<JsonObject> events = server.reply(server.newSession(folder), text)) {
      return events
          .filter(event -> event.text("type").filter("Message"::equals).isPresent())
          .map(event -> JsonFields.of(event).required("message", RecordingIT::text))
          .filter(fragment -> !fragment.isEmpty())
          .toList();
    }
  }

  private static String text(Json message) {
    return MessageJson.read(message, Reading.STRICT).text();
  }
}
