package dev.gander.adapters.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WrongKeysTest {
  private final AtomicLong now = new AtomicLong();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final WrongKeys wrong = new WrongKeys(now::get, pauses::add);

  private void add(String address, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      wrong.add(address);
    }
  }

  @Test
  void tenAreFreeAndThenEachIsSlowerThanTheOneBefore() throws InterruptedException {
    add("10.0.0.1", 10);
    assertEquals(List.of(), pauses);

    add("10.0.0.1", 7);

    assertEquals(
        List.of(1, 2, 3, 4, 5, 5, 5),
        pauses.stream().map(pause -> Math.toIntExact(pause.toSeconds())).toList());
  }

  @Test
  void otherAddressesNoticeNothing() throws InterruptedException {
    add("10.0.0.1", 20);
    pauses.clear();

    add("10.0.0.2", 10);

    assertEquals(List.of(), pauses);
  }

  @Test
  void addressesOfOneNetworkOfIpv6AreOne() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      wrong.add("2001:db8:0:1::" + i);
    }
    wrong.add("2001:db8:0:1:ffff::1");
    wrong.add("2001:db8:0:2::1");

    assertEquals(List.of(Duration.ofSeconds(1)), pauses);
  }

  @Test
  void tenMinutesOfQuietMakeGood() throws InterruptedException {
    add("10.0.0.1", 11);
    pauses.clear();
    now.addAndGet(WrongKeys.FORGOTTEN.toNanos() - 1);
    add("10.0.0.1", 1);
    assertEquals(1, pauses.size());

    now.addAndGet(WrongKeys.FORGOTTEN.toNanos());
    add("10.0.0.1", 10);

    assertEquals(1, pauses.size());
  }

  @Test
  void noKeyIsLookedAtWhileManyWait() throws Exception {
    CountDownLatch going = new CountDownLatch(1);
    WrongKeys slow = new WrongKeys(now::get, _ -> going.await());
    for (int i = 0; i < WrongKeys.FREE; i++) {
      slow.add("10.0.0.1");
    }
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < WrongKeys.MOST_WAITING; i++) {
      assertFalse(slow.areTooMany("10.0.0.1"));
      int before = i;
      waiting.add(Thread.startVirtualThread(() -> attempt(slow)));
      Eventually.holds(() -> waiting.get(before).getState() == Thread.State.WAITING);
    }

    assertTrue(slow.areTooMany("10.0.0.1"));
    assertFalse(slow.areTooMany("10.0.0.2"));

    going.countDown();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertFalse(slow.areTooMany("10.0.0.1"));
  }

  @Test
  void aRightKeyOfThisMachineCountsWhoeverElseTries() throws Exception {
    for (String address : List.of("127.0.0.1", "0:0:0:0:0:0:0:1")) {
      CountDownLatch going = new CountDownLatch(1);
      WrongKeys slow = new WrongKeys(now::get, _ -> going.await());
      for (int i = 0; i < WrongKeys.FREE; i++) {
        slow.add(address);
      }
      List<Thread> waiting = new ArrayList<>();
      for (int i = 0; i < WrongKeys.MOST_WAITING; i++) {
        Thread next = Thread.startVirtualThread(() -> attempt(slow, address));
        waiting.add(next);
        Eventually.holds(() -> next.getState() == Thread.State.WAITING);
      }

      assertFalse(slow.areTooMany(address));

      going.countDown();
      for (Thread thread : waiting) {
        thread.join();
      }
    }
  }

  private static void attempt(WrongKeys slow) {
    attempt(slow, "10.0.0.1");
  }

  private static void attempt(WrongKeys slow, String address) {
    try {
      slow.add(address);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneThatIsInterruptedWaitsNoMore() throws InterruptedException {
    WrongKeys interrupted =
        new WrongKeys(
            now::get,
            _ -> {
              throw new InterruptedException();
            });
    for (int i = 0; i < WrongKeys.FREE; i++) {
      interrupted.add("10.0.0.1");
    }
    for (int i = 0; i < WrongKeys.MOST_WAITING; i++) {
      assertThrows(InterruptedException.class, () -> interrupted.add("10.0.0.1"));
    }

    assertFalse(interrupted.areTooMany("10.0.0.1"));
  }

  @Test
  void manyAddressesTakeNoMoreMemory() throws InterruptedException {
    add("10.0.0.1", 10);
    for (int i = 0; i < WrongKeys.MOST_ADDRESSES; i++) {
      add("10.1." + i / 256 + "." + i % 256, 1);
    }

    add("10.0.0.1", 1);

    assertEquals(List.of(), pauses, "the first one is forgotten");
  }
}
