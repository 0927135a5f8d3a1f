package dev.gander.testkit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.observe.DiskSpace;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.observe.Vitals;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [Vitals]. All is well at first.
public interface VitalsContract {
  Vitals vitals();

  /// Makes the first database one that cannot be opened.
  void spoil();

  @Test
  default void soundStoresAreSound() {
    List<StoreState> stores = vitals().stores();

    assertFalse(stores.isEmpty());
    assertTrue(stores.stream().allMatch(StoreState::isSound), stores::toString);
    assertTrue(stores.stream().allMatch(store -> store.problem() == null), stores::toString);
    assertEquals(stores, vitals().stores());
  }

  @Test
  default void aStoreThatCannotBeOpenedSaysWhy() {
    spoil();

    StoreState store = vitals().stores().getFirst();

    assertFalse(store.isSound());
    assertFalse(String.valueOf(store.problem()).isBlank());
  }

  @Test
  default void theDiskIsNotEmptierThanItIs() {
    DiskSpace disk = vitals().disk();

    assertTrue(disk.free() >= 0 && disk.free() <= disk.total(), disk::toString);
    assertTrue(disk.total() > 0);
  }
}
