package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CollectionPolicyTest {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final FakeHeap process = new FakeHeap();
  private final CollectionPolicy collection = new CollectionPolicy(process, INTERVAL);

  /// Sizes are in megabytes.
  private static final class FakeHeap implements CollectionPolicy.Heap {
    private long size = 32;
    private long live = 20;
    private long worked;
    private int collections;

    @Override
    public long size() {
      return size * 1024 * 1024;
    }

    @Override
    public Duration processorTime() {
      return Duration.ofMillis(worked);
    }

    @Override
    public void collect() {
      collections++;
      worked += 500;
      size = live;
    }
  }

  private int looks(int times, int millisEach) {
    for (int i = 0; i < times; i++) {
      process.worked += millisEach;
      collection.look();
    }
    return process.collections;
  }

  @Test
  void aHeapThatIsFarTooLargeIsCollectedAndOnceMoreABitLater() {
    process.size = 900;
    assertEquals(1, looks(2, 100));
    assertEquals(2, looks(1, 100));
    assertEquals(2, looks(100, 100));
  }

  @Test
  void aBusyProcessIsLeftAlone() {
    process.size = 32 + 96;
    assertEquals(0, looks(100, 300));
    assertEquals(1, looks(1, 200));
  }

  @Test
  void oneThatIsAlwaysBusyIsCollectedWhenItHasBeenMuchLargerForAWhile() {
    for (int collections = 0; collections < 3; collections++) {
      process.size = 20 + 110;
      assertEquals(collections, looks(2, 300));
      assertEquals(collections + 1, looks(1, 300));
      assertEquals(collections + 1, looks(100, 300));
    }
  }

  @Test
  void aTurnThatNeedsALotForAMomentDoesNotCauseThat() {
    for (int turn = 0; turn < 100; turn++) {
      process.size = 600;
      assertEquals(0, looks(2, 5000));
      process.size = 32;
      assertEquals(0, looks(1, 5000));
    }
  }

  @Test
  void whatABusyProcessNeededIsGivenBackWhenItIsQuiet() {
    process.size = 600;
    process.live = 500;
    assertEquals(1, looks(3, 5000));
    process.live = 20;
    assertEquals(1, looks(1, 0));
    assertEquals(2, looks(1, 0));
    assertEquals(2, looks(100, 0));
  }

  @Test
  void aBusyHeapThatIsFullMayGrowToTwiceItsSize() {
    process.size = 500;
    process.live = 400;
    assertEquals(1, looks(3, 300));
    process.size = 800;
    assertEquals(1, looks(100, 300));
    process.size = 801;
    assertEquals(2, looks(3, 300));
  }

  @Test
  void aHeapThatHasGrownALittleIsLeftAlone() {
    process.size = 32 + 24;
    assertEquals(0, looks(100, 0));
    process.size++;
    assertEquals(1, looks(1, 0));
  }

  /// What is alive cannot be given back: trying again would help nobody.
  @Test
  void aHeapThatIsFullIsNotCollectedAgain() {
    process.size = 900;
    process.live = 850;
    assertEquals(2, looks(100, 0));
    process.size = 960;
    assertEquals(4, looks(100, 0));
  }

  @Test
  void growthCountsFromTheSmallestSizeSince() {
    process.size = 900;
    process.live = 500;
    looks(3, 0);
    process.size = 100;
    assertEquals(2, looks(1, 0));
    process.size = 149;
    assertEquals(3, looks(1, 0));
  }
}
