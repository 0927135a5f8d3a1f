package dev.gander.application.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.recipe.RecipeKitchen;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.schedule.InvalidCron;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.store.InMemoryConversationStore;
import dev.gander.testkit.store.InMemorySessionStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleToolTest {
  private static final String RECIPE =
      "{\"title\":\"T\",\"description\":\"D\",\"prompt\":\"{{ recipe_dir }}\"}";

  private final Server.Shared shared = new Server.Shared();
  private final InMemorySessionStore sessions = new InMemorySessionStore(shared.clock);
  private final InMemoryConversationStore conversations =
      new InMemoryConversationStore(sessions, new FixedIds());
  private final Server server =
      new Server(
          shared,
          (_, run) -> {
            run.runsIn(HeldTask.SESSION);
            return Server.OK;
          },
          Runnable::run);
  private final RecipeKitchen kitchen = new RecipeKitchen();
  private final ScheduleTool tool =
      new ScheduleTool(
          server.schedules, kitchen.ofSchedules(), sessions, conversations, shared.clock);

  @Test
  void jobIsMadeOfARecipeAndDrivenToItsEnd() throws Exception {
    assertEquals("There are no scheduled jobs.", call("list"));

    kitchen.files().put("/work/sub/r.yaml", RECIPE);
    call("create", "job_id", "a", "recipe_path", "sub/r.yaml", "cron_expression", "0 9 * * *");

    ScheduledJob job = server.job("a");
    assertEquals("/work/sub", job.recipeBaseDir());
    assertEquals(RECIPE, shared.store.recipe(job.source()).orElseThrow());
    assertEquals(
        "The run is over; its session is " + HeldTask.SESSION, call("run_now", "job_id", "a"));
    call("pause", "job_id", "a");
    assertTrue(call("list").contains("a: /scheduled_recipes/a.yaml, cron 0 9 * * *, paused"));
    call("unpause", "job_id", "a");
    assertTrue(call("list").contains("waiting, last run 2026-03-04T10:11:12Z"));
    assertEquals("a is not running", call("inspect", "job_id", "a"));
    call("delete", "job_id", "a");
    assertEquals(List.of(), server.schedules.list());
  }

  @Test
  void jobWithoutANameGetsOne() throws Exception {
    kitchen.files().put("/r.yaml", RECIPE);
    call("create", "recipe_path", "/r.yaml", "cron_expression", "0 9 * * *");

    assertEquals("/", server.job("agent_created_1772619072").recipeBaseDir());
  }

  @Test
  void whatIsWrongIsRefused() {
    assertThrows(InvalidInput.class, () -> call("fly"));
    assertThrows(InvalidInput.class, () -> call("pause"));
    assertThrows(ScheduleNotFound.class, () -> call("pause", "job_id", "no"));
    assertThrows(
        InvalidCron.class,
        () -> call("create", "job_id", "a", "recipe_path", "r", "cron_expression", "odd"));
    assertEquals(List.of(), server.schedules.list());
  }

  @Test
  void sessionsOfJobsCanBeReadAndOthersCannot() throws Exception {
    SessionDetails plain = SessionDetails.of("Report", "/work", GooseMode.AUTO);
    SessionId own = sessions.create(plain).id();
    SessionId run =
        sessions.create(plain.withOrigin(new SessionOrigin(SessionType.SCHEDULED, "a"))).id();
    conversations.append(run, List.of(Message.user("m", 1, new Content.Text("all is well"))));

    assertEquals(
        run + ": Report, 2026-03-04T10:11:12Z, 1 messages", call("sessions", "job_id", "a"));
    assertEquals("user: all is well", call("session_content", "session_id", run.value()));
    assertThrows(InvalidInput.class, () -> call("session_content", "session_id", own.value()));
  }

  private String call(String action, String... arguments) throws InterruptedException {
    JsonObject given = JsonObject.of("action", Json.of(action));
    for (int i = 0; i < arguments.length; i += 2) {
      given = given.with(arguments[i], Json.of(arguments[i + 1]));
    }
    ToolContent said =
        tool.manageSchedule(Path.of("/work"), new ToolCall("platform__manage_schedule", given))
            .content()
            .getFirst();
    return ((ToolContent.Text) said).text();
  }
}
