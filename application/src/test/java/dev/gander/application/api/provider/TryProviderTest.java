package dev.gander.application.api.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TryProviderTest {
  private final ProviderWorld world = new ProviderWorld();
  private final AtomicLong nanos = new AtomicLong();
  private final TryProvider attempt =
      new TryProvider(world.models, () -> nanos.getAndAdd(5_000_000));

  /// Every provider is this one.
  private TryProvider of(Provider provider) {
    return of(provider, Duration.ofMinutes(1));
  }

  private TryProvider of(Provider provider, Duration patience) {
    SessionModels models =
        new SessionModels(
            world.registry,
            world.active,
            world.models.resolution(),
            world.found,
            (_, _) -> provider);
    return new TryProvider(models, nanos::get, patience);
  }

  @Test
  void aServiceThatAnswersTellsItsModels() throws InterruptedException {
    world.secrets.put("OPENAI_API_KEY", Json.of("k"));
    world.modelsByKey.put("k", List.of("b", "a"));

    TryProvider.Finding found = attempt.attempt("openai", null);

    assertTrue(found.works());
    assertEquals(List.of("b", "a"), found.offered());
    assertNull(found.answer());
    assertEquals(Duration.ofMillis(5), found.took());
  }

  @Test
  void aProviderThatIsNotSetUpIsTriedAsItsDefaultsAre() throws InterruptedException {
    world.modelsByKey.put("none", List.of("here"));

    assertEquals(List.of("here"), attempt.attempt("local_one", null).offered());
  }

  @Test
  void whyItDoesNotWorkIsToldWithoutTheKey() throws InterruptedException {
    assertEquals(
        "Execution error: Configuration value not found: OPENAI_API_KEY",
        attempt.attempt("openai", null).problem());

    world.secrets.put("OPENAI_API_KEY", Json.of("plain-words-key"));
    TryProvider.Finding refused = attempt.attempt("openai", null);
    assertFalse(refused.works());
    assertEquals("Authentication error: not this key: ***", refused.problem());
    assertNull(refused.offered());
  }

  @Test
  void aModelIsAskedForAWord() throws InterruptedException {
    ScriptedProvider provider = new ScriptedProvider().answer(ScriptedAnswer.says("OK"));

    TryProvider.Finding found = of(provider).attempt("openai", "small");

    assertEquals("OK", found.answer());
    assertNull(found.offered(), "nobody asked for the list");
    assertEquals("small", provider.lastRequest().model().modelName());
    assertTrue(provider.lastRequest().isAside());
    assertTrue(provider.isClosed());
  }

  @Test
  void aServiceWithoutAListIsAskedForAWord() throws InterruptedException {
    ScriptedProvider provider =
        new ScriptedProvider()
            .listFails(new ProviderException.Unsupported("no list"))
            .answer(ScriptedAnswer.says("OK"));

    assertEquals("OK", of(provider).attempt("openai", null).answer());
  }

  @Test
  void aServiceThatNeverAnswersDoesNotWork() throws InterruptedException {
    AtomicInteger waiting = new AtomicInteger();
    TryProvider impatient =
        of(
            new ForwardingSilence(
                new ScriptedProvider(),
                () -> {
                  waiting.incrementAndGet();
                  try {
                    new CountDownLatch(1).await();
                  } finally {
                    waiting.decrementAndGet();
                  }
                }),
            Duration.ofMillis(50));

    assertEquals("No answer after 0 s", impatient.attempt("openai", null).problem());
    // On a busy machine it may not even have been asked by then.
    Eventually.holds(() -> waiting.get() == 0);
  }

  @Test
  void aProviderThatIsNotThereIsAMistake() {
    assertThrows(InvalidInput.class, () -> attempt.attempt("nope", null));
  }

  private interface Wait {
    void here() throws InterruptedException;
  }

  private record ForwardingSilence(Provider inner, Wait pause) implements ForwardingProvider {
    @Override
    public List<String> models() throws InterruptedException {
      pause.here();
      return inner.models();
    }
  }
}
