package dev.gander.application.engine.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadInReserveTest {
  private static final ProviderRequest REQUEST =
      new ProviderRequest(
          ModelConfig.of("small"),
          "s",
          "",
          List.of(Message.user("u1", 1, new Content.Text("hello"))),
          List.of());

  @Test
  void aLeadThatFailsAsWellTellsWhyItWasAsked() {
    var first = new ProviderException.ServerError("down", null);
    var second = new ProviderException.RateLimited("slow down", null);
    LeadInReserve both =
        new LeadInReserve(failing(first), failing(second), ModelConfig.of("big"), () -> {});

    var told = assertThrows(ProviderException.class, () -> both.stream(REQUEST));

    assertSame(second, told);
    assertEquals(List.of(first), List.of(told.getSuppressed()));
  }

  @Test
  void aFailureThatBothShareIsTold() {
    var shared = new ProviderException.ServerError("down", null);
    LeadInReserve both =
        new LeadInReserve(failing(shared), failing(shared), ModelConfig.of("big"), () -> {});

    assertSame(shared, assertThrows(ProviderException.class, () -> both.stream(REQUEST)));
  }

  private static ScriptedProvider failing(ProviderException failure) {
    return new ScriptedProvider().answer(ScriptedAnswer.refused(failure));
  }
}
