package dev.gander.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.cluster.NodeMail.Letter;
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

  /// The mail of a node of the one cluster of this test. Without letters at first.
  NodeMail mail(String node);

  @Test
  default void lettersArriveInTheirOrderAsTheyWere() {
    List<Letter> letters =
        List.of(
            new Letter.Cancel(SESSION, "r \0", Interruption.CANCELLATION),
            new Letter.Interject(SESSION, "r", Message.user("m", 1, new Content.Text("wait \0"))),
            new Letter.Cancel(SESSION, "s", Interruption.STOP));

    letters.forEach(letter -> mail("b").send("a", letter));

    assertEquals(List.of(), mail("b").take());
    assertEquals(letters, mail("a").take());
    assertEquals(List.of(), mail("a").take());
  }

  @Test
  default void eachLetterIsTakenOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      mail("b").send("a", new Letter.Cancel(SESSION, "r" + i, Interruption.CANCELLATION));
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
  default void aNodeIsToldOfItsMail() throws InterruptedException {
    AtomicInteger told = new AtomicInteger();
    mail("a").onMail(told::incrementAndGet);

    mail("b").send("a", new Letter.Cancel(SESSION, "r", Interruption.CANCELLATION));

    Eventually.holds(() -> told.get() > 0);
  }
}
