package dev.gander.adapters.acp.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MessageHandoverTest {
  private static List<Message> messages(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Message.user("m" + i, i, new Content.Text("x")))
        .toList();
  }

  @Test
  void allMessagesAreUsedInOrder() throws InterruptedException {
    for (int count : new int[] {0, 1, 63, 64, 65, 128, 1000}) {
      List<Message> stored = messages(count);
      List<Message> used = new ArrayList<>();

      List<Message> all =
          MessageHandover.each(
              each -> {
                stored.forEach(each);
                return stored;
              },
              used::add);

      assertEquals(stored, used);
      assertEquals(stored, all);
    }
  }

  @Test
  void theFirstAreUsedWhileTheLastAreRead() throws InterruptedException {
    List<Message> stored = messages(100);
    CountDownLatch used = new CountDownLatch(1);

    MessageHandover.each(
        each -> {
          stored.subList(0, 99).forEach(each);
          await(used);
          each.accept(stored.getLast());
          return stored;
        },
        _ -> used.countDown());

    assertEquals(0, used.getCount());
  }

  @Test
  void aFailureOfTheStoreIsThrown() {
    assertThrows(
        StorageException.class,
        () ->
            MessageHandover.each(
                each -> {
                  messages(70).forEach(each);
                  throw new StorageException("the disk is gone", null);
                },
                _ -> {}));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
