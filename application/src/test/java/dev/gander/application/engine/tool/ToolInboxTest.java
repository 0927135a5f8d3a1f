package dev.gander.application.engine.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.engine.tool.ToolInbox.Note;
import dev.gander.application.engine.tool.ToolInbox.QuestionOver;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.turn.TurnEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToolInboxTest {
  private static final Content.ToolRequest REQUEST =
      new Content.ToolRequest(
          "c1", Outcome.success(new ToolCall("echo", JsonObject.EMPTY)), JsonObject.EMPTY);

  private static final TurnEvent.Notification NOTIFICATION =
      new TurnEvent.Notification("c1", "told", JsonObject.EMPTY);

  private final ToolInbox inbox = new ToolInbox();

  /// A tool that tells more than anybody reads must not fill the memory.
  @Test
  void notesBeyondTheLimitAreDroppedUntilOneIsTaken() throws Exception {
    putNotes(ToolInbox.MAX_NOTES + 1);
    assertEquals(ToolInbox.MAX_NOTES, taken());

    putNotes(ToolInbox.MAX_NOTES);
    assertEquals(ToolInbox.MAX_NOTES, taken());
  }

  @Test
  void otherLettersAreNeitherDroppedNorCounted() throws Exception {
    for (int i = 0; i < ToolInbox.MAX_NOTES + 1; i++) {
      inbox.put(new QuestionOver(REQUEST));
    }
    assertEquals(ToolInbox.MAX_NOTES + 1, taken());

    putNotes(ToolInbox.MAX_NOTES + 1);
    assertEquals(ToolInbox.MAX_NOTES, taken());
  }

  private void putNotes(int count) {
    for (int i = 0; i < count; i++) {
      inbox.put(new Note(REQUEST, NOTIFICATION));
    }
  }

  private int taken() throws InterruptedException {
    int taken = 0;
    while (inbox.take(Duration.ZERO).isPresent()) {
      taken++;
    }
    return taken;
  }
}
