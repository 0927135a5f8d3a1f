package dev.gander.testkit.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.tunnel.TunnelLock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [TunnelLock]. Nobody has it.
public interface TunnelLockContract {
  /// One program's view of the lock; each call is another program.
  TunnelLock lock();

  @Test
  default void onlyOneHasIt() {
    TunnelLock mine = lock();
    TunnelLock yours = lock();
    assertFalse(mine.isTaken());

    TunnelLock.Held held = mine.tryTake().orElseThrow();

    assertTrue(mine.isTaken());
    assertTrue(yours.isTaken());
    assertEquals(Optional.empty(), yours.tryTake());
    assertEquals(Optional.empty(), mine.tryTake());
    held.close();
    assertFalse(mine.isTaken());
    yours.tryTake().orElseThrow().close();
  }

  @Test
  default void aLookTakesNothing() {
    TunnelLock mine = lock();

    assertFalse(mine.isTaken());
    assertFalse(lock().isTaken());

    mine.tryTake().orElseThrow().close();
  }

  /// A second release must not take the lock from whoever has it by then.
  @Test
  default void itIsReleasedOnce() {
    TunnelLock.Held mine = lock().tryTake().orElseThrow();
    mine.close();
    TunnelLock.Held yours = lock().tryTake().orElseThrow();

    mine.close();

    assertTrue(lock().isTaken());
    yours.close();
  }
}
