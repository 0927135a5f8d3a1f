package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegacySessionsTest {
  private static final SessionId OLD = new SessionId("20250101_101010");
  private static final String HELLO =
      """
      {"role":"user","created":1735722610,"content":[{"type":"text","text":"hello"}]}
      """;

  @TempDir Path folder;
  private SessionWorld world;

  @BeforeEach
  void open() {
    world = SessionWorld.at(folder.resolve("sessions.db"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void fileFromBeforeTheDatabaseBecomesASession() throws IOException {
    write(
        """
        {"working_dir":"/old","description":"  an   old\\tsession ","message_count":2,\
        "total_tokens":30,"accumulated_total_tokens":90,"schedule_id":"job1"}
        %s\
        {"role":"assistant","created":1735722611,"content":[{"type":"text","text":"hi"}]}
        not json
        """
            .formatted(HELLO));

    Session session = world.sessions().get(OLD);

    assertEquals("an old session", session.name().text());
    assertEquals("/old", session.workingDir());
    assertEquals("job1", session.details().origin().scheduleId());
    assertEquals(TokenUsage.of(null, null, 30L), session.tokens().usage());
    assertEquals(SessionType.USER, session.type());
    assertEquals(
        List.of(
            Message.user("msg_20250101_101010_1", 1735722610, new Content.Text("hello")),
            Message.assistant("msg_20250101_101010_2", 1735722611, new Content.Text("hi"))),
        world.conversations().messages(OLD));
  }

  @Test
  void fileWithoutDescriptionKeepsItsMessages() throws IOException {
    write(HELLO);

    assertEquals("", world.sessions().get(OLD).name().text());
    assertEquals(1, world.conversations().messages(OLD).size());
  }

  @Test
  void fileThatAnEditorSavedIsReadLikeAnyOther() throws IOException {
    write(
        "\uFEFF{\"description\":\"edited\",\"working_dir\":\"/e\"}\r\n\r\n"
            + HELLO
            + "{\"role\":\r"
            + HELLO);

    assertEquals("edited", world.sessions().get(OLD).name().text());
    assertEquals(2, world.conversations().messages(OLD).size());
  }

  @Test
  void emptyAndUnreadableFilesAreLeftOut() throws IOException {
    write("");
    Files.writeString(folder.resolve("nonsense.jsonl"), "nothing\nof use\n");
    Files.write(folder.resolve("bytes.jsonl"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Files.createDirectory(folder.resolve("folder.jsonl"));

    assertEquals(List.of(), world.sessions().list(Set.of(SessionType.USER)));
  }

  @Test
  void filesAreTakenOverOnlyOnce() throws IOException {
    write(HELLO);
    world.sessions().delete(OLD);
    world.close();
    world = SessionWorld.at(folder.resolve("sessions.db"));

    assertEquals(Optional.empty(), world.sessions().find(OLD));
    assertEquals(true, Files.exists(folder.resolve(OLD + ".jsonl")));
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve(OLD + ".jsonl"), text);
  }
}
