package dev.gander.application.subagent;

import static dev.gander.application.subagent.House.delegates;
import static dev.gander.application.subagent.House.works;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sub-agents spend the budgets of whoever delegates.
class DelegatedBudgetTest {
  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private void modelCalls(String scope, int most) {
    house.settings.put(
        "GANDER_BUDGETS", JsonObject.of(scope, JsonObject.of("model_calls", Json.of(most))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"turn", "session", "key", "day"})
  void subAgentEndsWithTheBudgetOfItsParent(String scope) throws InterruptedException {
    modelCalls(scope, 2);
    SessionId parent = house.session();
    house.script("dig a hole", works("k1"), says("never said"));
    house.script("begin", delegates("c1", "dig a hole"), says("never said either"));

    List<String> events = house.say(parent, "begin");

    assertEquals(2, house.model.requests().size());
    String result = events.get(events.size() - 3);
    assertTrue(result.startsWith("c1: Error: Delegation failed: Budget spent: "), result);
    assertTrue(events.get(events.size() - 2).startsWith("Budget spent: "), events::toString);
  }

  @Test
  void whatASubAgentUsesIsRecordedForItsParent() throws InterruptedException {
    SessionId parent = house.session();
    house.script("dig a hole", works("k1"), says("deep"));
    house.script("begin", delegates("c1", "dig a hole"), says("ok"));

    house.say(parent, "begin");

    List<UsageEntry> entries = house.usage.entries();
    assertTrue(
        entries.stream().allMatch(entry -> parent.equals(entry.payer().session())),
        entries::toString);
    assertEquals(
        List.of(
            CallPurpose.ANSWER, CallPurpose.SUB_AGENT, CallPurpose.SUB_AGENT, CallPurpose.ANSWER),
        entries.stream()
            .map(UsageEntry::call)
            .filter(Objects::nonNull)
            .map(UsageEntry.ModelCall::purpose)
            .toList());
    assertEquals(2, entries.stream().mapToLong(UsageEntry::toolCalls).sum());
  }
}
