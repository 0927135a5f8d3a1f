package dev.gander.application.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue<String, Integer> queue = new FairQueue<>();

  private List<Integer> rest() {
    List<Integer> all = new ArrayList<>();
    for (Optional<Integer> next = queue.poll(); next.isPresent(); next = queue.poll()) {
      all.add(next.get());
    }
    return all;
  }

  @Test
  void ownersTakeTurns() {
    queue.add("a", 1);
    queue.add("a", 2);
    queue.add("a", 3);
    queue.add("b", 11);
    queue.add("c", 21);
    queue.add("c", 22);

    assertEquals(List.of(1, 11, 21, 2, 22, 3), rest());
  }

  @Test
  void whoComesLateWaitsForOneOfEachOther() {
    queue.add("a", 1);
    queue.add("a", 2);
    queue.add("b", 11);
    queue.add("b", 12);
    assertEquals(Optional.of(1), queue.poll());
    queue.add("c", 21);

    assertEquals(List.of(11, 2, 21, 12), rest());
  }

  @Test
  void whoHasBeenServedComesBackAtTheEnd() {
    queue.add("a", 1);
    queue.add("b", 11);
    assertEquals(Optional.of(1), queue.poll());
    queue.add("a", 2);

    assertEquals(List.of(11, 2), rest());
  }

  @Test
  void whatIsTakenOutDoesNotCostItsOwnerTheTurn() {
    queue.add("a", 1);
    queue.add("a", 2);
    queue.add("b", 11);

    queue.remove("a", 1);
    queue.remove("b", 11);
    queue.remove("b", 11);
    queue.remove("nobody", 7);
    queue.add("b", 12);

    assertEquals(List.of(2, 12), rest());
  }

  @Test
  void oneIsQueuedOnce() {
    queue.add("a", 1);
    queue.add("a", 1);

    assertEquals(List.of(1), rest());
  }
}
