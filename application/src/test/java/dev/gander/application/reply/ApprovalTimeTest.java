package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.AgentUse;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionNotice;
import dev.gander.domain.turn.QuestionNotice.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// How long a call waits for its user.
class ApprovalTimeTest {
  private static final String KEY = "GANDER_APPROVAL_TIMEOUT";

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.APPROVE);
  private final List<QuestionNotice> notices = new CopyOnWriteArrayList<>();

  ApprovalTimeTest() {
    world.tools.tool("write", _ -> "written");
    world.model.answer(calls("c1", "write", JsonObject.EMPTY));
    var _ = world.news.listen(notices::add);
  }

  private AskedQuestion asked() throws InterruptedException {
    world.awaitEvent("assistant:may c1?");
    return notices.getFirst().question();
  }

  private List<Outcome> outcomes() {
    return notices.stream()
        .filter(QuestionNotice.Settled.class::isInstance)
        .map(notice -> ((QuestionNotice.Settled) notice).outcome())
        .toList();
  }

  @Test
  void withoutASettingItWaitsForEver() throws Exception {
    World.RunningTurn turn = world.begin(id, "Go");

    assertNull(asked().expires());
    turn.cancel();
    assertEquals(List.of(Outcome.WITHDRAWN), outcomes());
  }

  @Test
  void whatNobodyApprovesInTimeIsDeclinedAndTheModelGoesOn() throws Exception {
    world.settings.put(KEY, Json.of(1));

    world.begin(id, "Go").join();

    assertEquals(List.of(Outcome.EXPIRED), outcomes());
    assertTrue(world.outline(id).get(2).contains("The user has declined"));
    assertEquals("assistant:done", world.outline(id).getLast());
    assertTrue(world.tools.calls().isEmpty());
  }

  @Test
  void anAnswerInTimeCounts() throws Exception {
    world.settings.put(KEY, Json.of(3600));
    World.RunningTurn turn = world.begin(id, "Go");
    assertEquals(asked().since().plus(Duration.ofHours(1)), asked().expires());

    world.confirm(id, "c1", ConfirmationAction.ALLOW_ONCE);
    turn.join();

    assertEquals(List.of(Outcome.ANSWERED), outcomes());
    assertEquals("user:result c1 written", world.outline(id).get(2));
  }

  @Test
  void theTimeOfTheRecipeCountsBeforeTheSetting() throws Exception {
    world.settings.put(KEY, Json.of(3600));
    try (AgentUse use = world.agents.use(id)) {
      SessionRecipe.bind(
          use.agent(),
          Recipe.read(
              JsonObject.builder()
                  .put("title", "t")
                  .put("description", "d")
                  .put("settings", JsonObject.of("approval_timeout", Json.of(60)))
                  .build()));
    }
    World.RunningTurn turn = world.begin(id, "Go");

    assertEquals(asked().since().plusSeconds(60), asked().expires());
    turn.cancel();
  }
}
