package dev.gander.application.subagent;

import static dev.gander.application.subagent.House.delegates;
import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.budget.ReportUsage;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.OwnedThing;
import dev.gander.domain.access.Owner;
import dev.gander.domain.access.Scope;
import dev.gander.domain.budget.UsageGroup;
import dev.gander.domain.budget.UsageSum;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.Eventually;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A turn works for the key that starts it: what its tools make is that key's, and what they find
/// is what that key sees.
class KeyedTurnsTest {
  private static final Caller ANNA = new Caller(new KeyId("anna"), Set.of(Scope.CHAT));
  private static final Caller BERT = new Caller(new KeyId("bert"), Set.of(Scope.CHAT));
  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private SessionId session(Caller owner, SessionDetails details) {
    SessionId id = house.session(details);
    house.ownership.give(OwnedThing.of(id), owner.key());
    return id;
  }

  private List<String> say(Caller caller, SessionId id, String text) throws InterruptedException {
    return CurrentCaller.call(caller, () -> house.say(id, text));
  }

  @Test
  void aSubAgentWorksForTheSameKey() throws InterruptedException {
    house.script("dig", says("It is deep"));
    house.script("begin", delegates("c1", "dig a hole"), says("All done"));

    List<String> events = say(ANNA, session(ANNA, House.details(GooseMode.AUTO)), "begin");

    assertTrue(events.contains("c1: It is deep"), events::toString);
    Session child = house.children().getFirst();
    assertEquals(
        Optional.of(new Owner(ANNA.key(), false)), house.ownership.of(OwnedThing.of(child.id())));
  }

  @Test
  void soDoesOneInTheBackground() throws InterruptedException {
    house.script("dig", says("It is deep"));
    JsonObject order =
        JsonObject.builder().put("instructions", "dig a hole").put("async", true).build();
    house.script("begin", calls("c1", "delegate", order), says("It digs"));

    say(ANNA, session(ANNA, House.details(GooseMode.AUTO)), "begin");

    SessionId child = house.children().getFirst().id();
    assertEquals(ANNA.key(), house.ownership.of(OwnedThing.of(child)).orElseThrow().key());
    Eventually.holds(() -> house.stored(child).contains("It is deep"));
  }

  @Test
  void whatATurnUsesIsCountedForTheOwnerOfItsSession() throws InterruptedException {
    house.script("begin", says("Hello"));

    say(ANNA, session(ANNA, House.details(GooseMode.AUTO)), "begin");

    ReportUsage report = house.useCases().budgets().usage();
    assertEquals(
        List.of("anna"),
        report.report(ANNA, UsageGroup.KEY, null, null, 10).stream().map(UsageSum::group).toList());
    assertEquals(List.of(), report.report(BERT, UsageGroup.KEY, null, null, 10));
  }

  @Test
  void aModelRecallsWhatItsKeySees() throws InterruptedException {
    SessionDetails details =
        SessionDetails.of("Chat", "/work", GooseMode.AUTO)
            .withExtensionData(
                EnabledExtensions.write(
                    JsonObject.EMPTY,
                    List.of(
                        new ExtensionConfig.Platform(
                            "chatrecall", "", null, null, List.of(), JsonObject.EMPTY))));
    for (Caller owner : List.of(ANNA, BERT, Caller.SERVER)) {
      SessionId id = session(owner, details);
      house.conversations.append(
          id, List.of(Message.user("m", 5, new Content.Text("swordfish of " + owner.key()))));
    }
    SessionId own = session(ANNA, details);
    SessionId others = session(BERT, details);
    house.script(
        "recall",
        calls("c1", "chatrecall__chatrecall", JsonObject.of("query", Json.of("swordfish"))),
        calls("c2", "chatrecall__chatrecall", JsonObject.of("session_id", Json.of(others.value()))),
        says("done"));

    String found = say(ANNA, own, "recall").toString();

    assertTrue(found.contains("swordfish of anna"), found);
    assertFalse(found.contains("swordfish of bert"), found);
    assertFalse(found.contains("swordfish of server"), found);
    assertTrue(found.contains("c2: ") && found.contains("ot found"), found);
  }

  @Test
  void aModelListsTheSchedulesOfItsKey() throws InterruptedException {
    for (Caller owner : List.of(ANNA, BERT)) {
      CurrentCaller.run(
          owner,
          () ->
              house
                  .useCases()
                  .schedules()
                  .create()
                  .create("job of " + owner.key(), "0 8 * * *", recipe()));
    }
    house.script(
        "list",
        calls("c1", "platform__manage_schedule", JsonObject.of("action", Json.of("list"))),
        calls(
            "c2",
            "platform__manage_schedule",
            JsonObject.builder().put("action", "delete").put("job_id", "job of bert").build()),
        says("done"));

    String found = say(ANNA, session(ANNA, House.details(GooseMode.AUTO)), "list").toString();

    assertTrue(found.contains("job of anna"), found);
    assertFalse(found.contains("job of bert: "), found);
    assertEquals(2, house.jobs.read().orElseThrow().size());
  }

  private static Recipe recipe() {
    JsonObject json =
        JsonObject.builder().put("title", "T").put("description", "D").put("prompt", "Go").build();
    return Recipe.read(json);
  }
}
