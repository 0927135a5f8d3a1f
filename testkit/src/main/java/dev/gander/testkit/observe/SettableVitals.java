package dev.gander.testkit.observe;

import dev.gander.domain.observe.DiskSpace;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.observe.Vitals;
import java.util.List;

/// Tells what a test has said; at first that all is well.
public final class SettableVitals implements Vitals {
  private volatile List<StoreState> stores = List.of(StoreState.sound("The session database"));
  private volatile DiskSpace disk = new DiskSpace(10L << 30, 100L << 30);
  private volatile Runnable delay = () -> {};

  public void set(StoreState... states) {
    stores = List.of(states);
  }

  public void set(DiskSpace space) {
    disk = space;
  }

  /// @param waiting what each look at the databases waits for
  public void delay(Runnable waiting) {
    delay = waiting;
  }

  @Override
  public List<StoreState> stores() {
    delay.run();
    return stores;
  }

  @Override
  public DiskSpace disk() {
    return disk;
  }
}
