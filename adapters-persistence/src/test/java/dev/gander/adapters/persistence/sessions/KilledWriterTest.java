package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.store.SessionStoreContract;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it writes loses nothing that it was told is stored.
class KilledWriterTest {
  private static final int AT_LEAST = 50;

  @TempDir Path folder;

  @Test
  void whatWasAppendedBeforeTheKillIsThereInWholePairs() throws Exception {
    List<String> confirmed = runUntilKilled();

    try (SessionWorld world = SessionWorld.in(folder)) {
      List<String> stored =
          world.conversations().messages(new SessionId("20260304_1")).stream()
              .map(Message::text)
              .toList();
      assertTrue(confirmed.size() >= AT_LEAST, "only " + confirmed.size());
      assertEquals(confirmed, stored.stream().limit(confirmed.size()).toList());
      assertEquals(0, stored.size() % 2);
      assertEquals(List.of("ok"), world.query("PRAGMA integrity_check"));
      assertEquals("20260304_2", world.sessions().create(SessionStoreContract.PLAIN).id().value());
    }
  }

  private List<String> runUntilKilled() throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                KilledWriterTest.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> confirmed = new ArrayList<>();
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        confirmed.add(line);
        if (confirmed.size() == AT_LEAST + 1) {
          // By its handle: the process object would close the stream that we read.
          writer.toHandle().destroyForcibly();
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    // The kill may cut the last line off.
    return confirmed.subList(0, Math.max(0, confirmed.size() - 1));
  }

  private static String classPath() {
    return String.join(
        File.pathSeparator,
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path", ""),
        "target/test-classes");
  }

  /// The process to be killed: appends pairs and prints each text once it is stored.
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    try (SessionWorld world = SessionWorld.in(Path.of(arguments[0]))) {
      SessionId id = world.sessions().create(SessionStoreContract.PLAIN).id();
      for (int i = 0; i < 1_000_000; i++) {
        List<Message> pair = List.of(message(i + "a"), message(i + "b"));
        world.conversations().append(id, pair);
        pair.forEach(message -> out.println(message.text()));
      }
    }
  }

  private static Message message(String text) {
    return Message.user(text, 100, new Content.Text(text));
  }
}
