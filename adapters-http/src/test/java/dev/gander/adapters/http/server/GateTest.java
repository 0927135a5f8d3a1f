package dev.gander.adapters.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.access.BrowserSignIns;
import dev.gander.adapters.http.call.Query;
import dev.gander.adapters.http.call.RequestSource;
import dev.gander.application.api.access.Identification;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who comes in while somebody at the same address tries keys side by side.
class GateTest {
  private static final String LONG = "2f7ad14c83be905612fe";
  private static final RequestSource CROWDED = new RequestSource("192.0.2.7", null, false);
  private static final RequestSource OTHER = new RequestSource("192.0.2.8", null, false);
  private static final RequestSource HERE = new RequestSource("127.0.0.1", null, false);

  private final CountDownLatch held = new CountDownLatch(1);
  private final BrowserSignIns signIns =
      BrowserSignIns.of(new Random(1), System::nanoTime, (Duration _) -> held.await());
  private final List<Thread> guessers = new ArrayList<>();

  private Gate gate(String own) {
    return new Gate(
        new SecretKey(own),
        new NamedKeys(
            text ->
                text.equals("gk_anna")
                    ? new Identification.Known(new Caller(new KeyId("anna"), Set.of(Scope.READ)))
                    : new Identification.Stranger(),
            _ -> true,
            _ -> {}),
        signIns);
  }

  @BeforeEach
  void crowd() throws InterruptedException {
    for (RequestSource from : List.of(CROWDED, HERE)) {
      for (int i = 0; i < 10; i++) {
        signIns.wrong().add(from.address());
      }
      for (int i = 0; i < 10; i++) {
        Thread guesser = Thread.startVirtualThread(() -> guess(from));
        guessers.add(guesser);
        Eventually.holds(() -> guesser.getState() == Thread.State.WAITING);
      }
    }
  }

  private void guess(RequestSource from) {
    try {
      signIns.wrong().add(from.address());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void release() throws InterruptedException {
    held.countDown();
    for (Thread guesser : guessers) {
      guesser.join();
    }
  }

  private static String enter(Gate gate, RequestSource from, String key) {
    return switch (gate.enter(
        from,
        "GET",
        "/sessions",
        name -> name.equals("x-secret-key") ? Optional.of(key) : Optional.empty(),
        Query.of(""))) {
      case Gate.Entry.Open _ -> "open";
      case Gate.Entry.Admitted(Caller caller) -> caller.key().value();
      case Gate.Entry.Refused refused -> Integer.toString(refused.answer().status());
    };
  }

  @Test
  void aKeyThatNobodyCanGuessCountsWhoeverElseTries() {
    Gate gate = gate(LONG + "8d3e");

    assertEquals("server", enter(gate, CROWDED, LONG + "8d3e"));
    assertEquals("anna", enter(gate, CROWDED, "gk_anna"));
    assertEquals("429", enter(gate, CROWDED, "guess"));
  }

  @Test
  void aShortKeyIsNotLookedAtMeanwhile() throws InterruptedException {
    Gate gate = gate("sesame");

    assertEquals("429", enter(gate, CROWDED, "sesame"));
    assertEquals("429", enter(gate, CROWDED, "guess"));
    assertEquals("anna", enter(gate, CROWDED, "gk_anna"));
    assertEquals("server", enter(gate, OTHER, "sesame"));
    assertEquals("server", enter(gate, HERE, "sesame"));

    held.countDown();
    Eventually.holds(() -> enter(gate, CROWDED, "sesame").equals("server"));
  }

  @Test
  void whatHasFewCharactersOrFewKindsOfThemCanBeGuessed() {
    assertEquals("429", enter(gate(LONG + "8d3"), CROWDED, LONG + "8d3"));
    assertEquals("429", enter(gate("abababab".repeat(8)), CROWDED, "abababab".repeat(8)));
    assertEquals("server", enter(gate("abcdefgh".repeat(3)), CROWDED, "abcdefgh".repeat(3)));
  }
}
