package dev.gander.application.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExtensionQuotasTest {
  private final Workbench bench = new Workbench().withModel();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anExtensionAsksTheModelSoManyTimesUntilTheNextCall() throws Exception {
    bench.settings.put("GANDER_MAX_SAMPLING", Json.of(2));
    SessionId id = sessionWithExtension();

    sample();
    sample();
    var e = assertThrows(ExtensionException.class, this::sample);
    assertEquals(
        "Extensions may send 2 requests to the model in a turn (GANDER_MAX_SAMPLING)", e.text());

    bench.callTool.call(id, "x__t", JsonObject.EMPTY);
    sample();
  }

  @Test
  void aCallDuringATurnHasTheQuotaOfTheTurn() throws Exception {
    bench.settings.put("GANDER_MAX_SAMPLING", Json.of(1));
    SessionId id = sessionWithExtension();

    try (var _ = bench.agents.get(id).quotas().beginTurn()) {
      sample();
      bench.callTool.call(id, "x__t", JsonObject.EMPTY);
      assertThrows(ExtensionException.class, this::sample);
    }
    bench.callTool.call(id, "x__t", JsonObject.EMPTY);
    sample();
    try (var _ = bench.agents.get(id).quotas().beginTurn()) {
      sample();
    }
  }

  @Test
  void withoutASettingTheModelIsAskedAHundredTimes() throws Exception {
    bench.settings.put("GANDER_MAX_SAMPLING", Json.of("many"));
    sessionWithExtension();
    for (int i = 0; i < 100; i++) {
      sample();
    }
    assertThrows(ExtensionException.class, this::sample);
  }

  @Test
  void zeroKeepsExtensionsFromTheModel() throws Exception {
    bench.settings.put("GANDER_MAX_SAMPLING", Json.of(0));
    sessionWithExtension();
    assertThrows(ExtensionException.class, this::sample);
  }

  @Test
  void anExtensionAsksTheUserSoManyTimesUntilTheNextTurn() throws Exception {
    bench.settings.put("GANDER_MAX_ELICITATIONS", Json.of(2));
    ExtensionQuotas quotas = bench.agents.get(sessionWithExtension()).quotas();

    for (int turn = 0; turn < 2; turn++) {
      try (var _ = quotas.beginTurn()) {
        quotas.takeQuestion();
        quotas.takeQuestion();
        var e = assertThrows(ExtensionException.class, quotas::takeQuestion);
        assertEquals(
            "Extensions may send 2 questions to the user in a turn (GANDER_MAX_ELICITATIONS)",
            e.text());
        sample();
      }
    }
  }

  @Test
  void withoutASettingTheUserIsAskedTwentyTimes() throws Exception {
    ExtensionQuotas quotas = bench.agents.get(sessionWithExtension()).quotas();
    for (int i = 0; i < 20; i++) {
      quotas.takeQuestion();
    }
    assertThrows(ExtensionException.class, quotas::takeQuestion);
  }

  @Test
  void aCallIsPartOfAnyTurnThatGoesOn() throws Exception {
    bench.settings.put("GANDER_MAX_ELICITATIONS", Json.of(1));
    ExtensionQuotas quotas = bench.agents.get(sessionWithExtension()).quotas();
    ExtensionQuotas.Turn first = quotas.beginTurn();
    ExtensionQuotas.Turn second = quotas.beginTurn();
    quotas.takeQuestion();

    first.close();
    quotas.beginCall();
    assertThrows(ExtensionException.class, quotas::takeQuestion);

    second.close();
    quotas.beginCall();
    quotas.takeQuestion();
  }

  @Test
  void aNegativeLimitIsNone() throws Exception {
    bench.settings.put("GANDER_MAX_ELICITATIONS", Json.of(-1));
    ExtensionQuotas quotas = bench.agents.get(sessionWithExtension()).quotas();
    assertThrows(ExtensionException.class, quotas::takeQuestion);
  }

  private SessionId sessionWithExtension() throws InterruptedException {
    bench.connector.offer("x", new ScriptedExtension().tool("t", _ -> ""));
    SessionId id = bench.session(ScriptedExtensionConnector.config("x")).id();
    bench.agents.get(id).useModel(bench.models.restore(bench.sessions.get(id)).model());
    return id;
  }

  private void sample() throws InterruptedException {
    ExtensionHost host = bench.connector.latest("x").orElseThrow().host();
    assertEquals(
        "scripted", host.sample(new SamplingRequest(null, List.of(Message.user(null, 0)))).model());
  }
}
