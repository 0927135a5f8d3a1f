package dev.gander.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.cluster.ChangeOutcome;
import dev.gander.domain.cluster.ExtensionChange;
import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.cluster.NodeMail.Letter;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract of every [NodeMail].
@Timeout(60)
public interface NodeMailContract {
  SessionId SESSION = new SessionId("20260101_1");
  ExtensionConfig TOOLS =
      ExtensionConfigJson.read(
          JsonObject.builder()
              .put("type", "stdio")
              .put("name", "tools")
              .put("cmd", "tools \0")
              .put("args", JsonArray.ofTexts(List.of("--all")))
              .put("timeout", 7)
              .put("unknown", "kept")
              .build());

  /// The mail of a living node of the one cluster of this test. Without letters at first.
  NodeMail mail(String node);

  /// Lets a node be dead.
  void bury(String node);

  @Test
  default void lettersArriveInTheirOrderAsTheyWere() {
    List<Letter> letters =
        List.of(
            new Letter.Cancel(SESSION, "r \0", Interruption.CANCELLATION),
            new Letter.Interject(SESSION, "r", Message.user("m", 1, new Content.Text("wait \0"))),
            new Letter.Cancel(SESSION, "s", Interruption.STOP),
            new Letter.Change(SESSION, "b", 7, new ExtensionChange.Add(TOOLS)),
            new Letter.Change(SESSION, "b", 8, new ExtensionChange.Remove("My \0 tools")),
            new Letter.Changed(3, new ChangeOutcome(ChangeOutcome.Kind.NOT_STARTED, "no \0 luck")),
            new Letter.Changed(4, ChangeOutcome.DONE));

    letters.forEach(letter -> mail("b").send("a", letter));

    assertEquals(List.of(), mail("b").take());
    assertEquals(letters, mail("a").take());
    assertEquals(List.of(), mail("a").take());
  }

  @Test
  default void aLetterThatWasTakenBackIsNotReceived() {
    long first = mail("b").send("a", cancel("r"));
    long second = mail("c").send("a", cancel("s"));

    mail("b").takeBack(first);
    mail("b").takeBack(first);

    assertEquals(List.of(cancel("s")), mail("a").take());
    mail("c").takeBack(second);
  }

  private static Letter cancel(String request) {
    return new Letter.Cancel(SESSION, request, Interruption.CANCELLATION);
  }

  @Test
  default void eachLetterIsTakenOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      var _ = mail("b").send("a", cancel("r" + i));
    }
    NodeMail a = mail("a");
    List<Future<List<Letter>>> taken = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        taken.add(threads.submit(a::take));
      }
    }

    int sum = 0;
    for (Future<List<Letter>> some : taken) {
      sum += some.get().size();
    }
    assertEquals(20, sum);
  }

  @Test
  default void aNodeLivesUntilItDies() {
    NodeMail a = mail("a");
    var _ = mail("b");

    assertTrue(a.isAlive("b"));
    assertFalse(a.isAlive("c"));
    bury("b");
    assertFalse(a.isAlive("b"));
    assertTrue(a.isAlive("a"));
  }

  @Test
  default void aNodeIsToldOfItsMail() throws InterruptedException {
    AtomicInteger told = new AtomicInteger();
    mail("a").onMail(told::incrementAndGet);

    var _ = mail("b").send("a", cancel("r"));

    Eventually.holds(() -> told.get() > 0);
  }
}
