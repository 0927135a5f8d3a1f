package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.refused;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.turn.TurnRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Names that are suggested for sessions.
class NamingTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @BeforeEach
  void naming() {
    world.settings.put("GOOSE_DISABLE_SESSION_NAMING", Json.of(false));
  }

  @Test
  void aNameIsSuggestedWithEachOfTheFirstThreeMessages() {
    for (String text : List.of("one", "two", "three", "four")) {
      world.say(id, text);
    }

    assertEquals(3, world.background.size());
    assertEquals(
        "---BEGIN USER MESSAGES---\none\ntwo\nthree\n---END USER MESSAGES---", asked(2, "---"));
  }

  @Test
  void aNameThatTheUserChoseStays() {
    world.say(id, "one");
    world.sessions.update(id, details -> details.withName(SessionName.chosen("Mine")));
    world.say(id, "two");

    assertEquals(1, world.background.size());
    world.model.answer(says("Yours"));
    world.background.getFirst().run();
    assertEquals(SessionName.chosen("Mine"), world.sessions.get(id).name());
  }

  /// Clients put what they know into a message, for the model alone.
  @Test
  void whatTheUserDidNotWriteIsBackground() {
    JsonObject forModel =
        JsonObject.of(
            "annotations", JsonObject.of("audience", JsonArray.ofTexts(List.of("assistant"))));
    world.reply(
        new TurnRequest(
            id,
            Message.user(
                null,
                World.NOW,
                new Content.Text("It is Monday.", forModel),
                new Content.Text("Plan a trip")),
            null));

    assertEquals(
        "Background:\nIt is Monday.\n\n---BEGIN USER MESSAGES---\nPlan a trip\n---END USER MESSAGES---",
        asked(0, "Background"));
  }

  @Test
  void ofALongTextTheBeginningTellsWhatItIsAbout() {
    world.say(id, "a".repeat(20_000) + "b");

    String asked = asked(0, "---");
    assertTrue(asked.contains("a".repeat(20_000)));
    assertFalse(asked.contains("ab"));
  }

  @Test
  void aModelThatFailsLeavesTheNameAsItIs() {
    SessionName before = world.sessions.get(id).name();
    world.say(id, "one");
    world.model.answer(refused(new ProviderException.ServerError("down", null)));

    world.background.forEach(Runnable::run);

    assertEquals(before, world.sessions.get(id).name());
  }

  /// What the model is asked by a suggestion, without the request behind it.
  private String asked(int suggestion, String begin) {
    world.background.get(suggestion).run();
    ProviderRequest request = world.model.lastRequest();
    String text = request.messages().getFirst().text();
    assertTrue(text.startsWith(begin), text);
    return text.substring(0, text.indexOf("\n\nWrite a short title"));
  }
}
