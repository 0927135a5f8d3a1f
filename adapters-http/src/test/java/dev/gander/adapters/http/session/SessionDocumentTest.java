package dev.gander.adapters.http.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gander.adapters.http.call.Answer;
import dev.gander.domain.json.Json;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionActivity;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionJson;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionDocumentTest {
  private static final Session SESSION =
      new Session(
          new SessionId("20260304_1"),
          SessionDetails.of("a \"name\"", "C:\\work", GooseMode.AUTO),
          SessionActivity.begun(Instant.parse("2026-03-04T10:11:12Z")));

  /// Longer than any buffer on the way, so that what must be escaped lies on borders too.
  private static final List<Message> MESSAGES =
      List.of(
          Message.user("m", 1, new Content.Text("\"line\"\n\\ \u0007 ß 雁 🪿".repeat(5_000))),
          Message.assistant("n", 2, new Content.Text("")));

  @Test
  void isTheSessionsJson() throws IOException {
    assertEquals(
        SessionJson.write(SESSION, MESSAGES),
        JsonText.parse(bytes(SessionDocument.plain(SESSION, MESSAGES.iterator()))));
  }

  @Test
  void isTheSessionsIndentedJsonInAText() throws IOException {
    assertEquals(
        Json.of(JsonText.pretty(SessionJson.write(SESSION, MESSAGES))),
        JsonText.parse(bytes(SessionDocument.quoted(SESSION, MESSAGES.iterator()))));
  }

  @Test
  void ofFewMessagesIsAnAnswerInOnePiece() {
    assertInstanceOf(
        Answer.Whole.class, SessionDocument.plain(SESSION, Collections.emptyIterator()));
  }

  private static byte[] bytes(Answer answer) throws IOException {
    Answer.InPieces pieces = assertInstanceOf(Answer.InPieces.class, answer);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pieces.body().forEach((piece, length) -> bytes.write(piece, 0, length));
    assertEquals(pieces.body().length(), bytes.size());
    return bytes.toByteArray();
  }
}
