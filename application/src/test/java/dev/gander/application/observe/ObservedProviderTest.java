package dev.gander.application.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.observe.Observer.Saying;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.observe.RecordingObserver;
import dev.gander.testkit.observe.RecordingObserver.Seen;
import dev.gander.testkit.provider.ScriptedProvider;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ObservedProviderTest {
  private final RecordingObserver observer = new RecordingObserver();
  private final SettableClock clock = SettableClock.at("2026-11-28T20:44:10Z");
  private final ModelCalls calls =
      new ModelCalls(observer, (provider, model) -> Optional.empty(), JsonText::write, clock);

  /// Answers with these, then with the failure, if there is one.
  private record Answering(Provider inner, Queue<Delta> steps, Optional<ProviderException> end)
      implements ForwardingProvider {
    @Override
    public ProviderStream stream(ProviderRequest request) {
      return new ProviderStream() {
        @Override
        public Optional<Delta> next() {
          Delta step = steps.poll();
          if (step == null && end.isPresent()) {
            throw end.get();
          }
          return Optional.ofNullable(step);
        }

        @Override
        public void close() {}
      };
    }
  }

  private ProviderStream ask(Optional<ProviderException> end, Delta... steps)
      throws InterruptedException {
    Provider inner =
        new Answering(new ScriptedProvider("acme"), new ArrayDeque<>(List.of(steps)), end);
    return new ObservedProvider(inner, calls)
        .stream(
            new ProviderRequest(
                ModelConfig.of("small"),
                "s1",
                "be brief",
                List.of(Message.user("m1", 1, new Content.Text("hi"))),
                List.of()));
  }

  private static Delta said(String text) {
    return Delta.of(Message.assistant("m2", 2, new Content.Text(text)));
  }

  private Seen seen() {
    return observer.activities().getFirst();
  }

  @Test
  void anAnswerIsToldWithItsCounts() throws InterruptedException {
    try (ProviderStream stream =
        ask(
            Optional.empty(),
            said("hel"),
            said("lo"),
            Delta.of(new ProviderUsage("small-2", TokenUsage.of(7L, 2L, null))))) {
      assertEquals(false, seen().hasAnswered());
      while (stream.next().isPresent()) {
        assertTrue(seen().hasAnswered());
      }
    }

    assertEquals("done", seen().outcome());
    assertEquals("small-2", seen().usedModel());
    assertEquals(TokenUsage.of(7L, 2L, null), seen().tokens());
    assertEquals(
        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\"}]}]",
        seen().contents().get(Saying.INPUT_MESSAGES));
    assertEquals(
        "[{\"type\":\"text\",\"content\":\"be brief\"}]",
        seen().contents().get(Saying.SYSTEM_PROMPT));
    assertTrue(String.valueOf(seen().contents().get(Saying.OUTPUT_MESSAGES)).contains("hel"));
    assertEquals(Optional.empty(), calls.lastFailure());
  }

  @Test
  void aFailureInTheMiddleIsToldAndRemembered() throws InterruptedException {
    try (ProviderStream stream =
        ask(Optional.of(new ProviderException.RateLimited("slow down", null)), said("hel"))) {
      stream.next();
      assertThrows(ProviderException.RateLimited.class, stream::next);
    }

    assertEquals("failed", seen().outcome());
    assertEquals(Optional.of("rate_limited"), seen().error());
    assertEquals(
        Optional.of(
            new ModelCalls.Failure("acme", "rate_limited", Instant.parse("2026-11-28T20:44:10Z"))),
        calls.lastFailure());
  }

  @Test
  void anAnswerThatNobodyWantsToHearToItsEndIsCancelled() throws InterruptedException {
    try (ProviderStream stream = ask(Optional.empty(), said("hel"), said("lo"))) {
      stream.next();
    }

    assertEquals("cancelled", seen().outcome());
    assertEquals(Optional.empty(), calls.lastFailure());
  }
}
