package dev.gander.testkit.tunnel;

import dev.gander.domain.tunnel.TunnelLock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A lock in this process.
public final class InMemoryTunnelLock implements TunnelLock {
  private final AtomicReference<@Nullable Held> holder;

  public InMemoryTunnelLock() {
    this(new AtomicReference<>());
  }

  private InMemoryTunnelLock(AtomicReference<@Nullable Held> holder) {
    this.holder = holder;
  }

  /// The same lock as another program sees it.
  public InMemoryTunnelLock inAnotherProgram() {
    return new InMemoryTunnelLock(holder);
  }

  @Override
  public Optional<Held> tryTake() {
    Held held =
        new Held() {
          @Override
          public void close() {
            holder.compareAndSet(this, null);
          }
        };
    return holder.compareAndSet(null, held) ? Optional.of(held) : Optional.empty();
  }

  @Override
  public boolean isTaken() {
    return holder.get() != null;
  }
}
