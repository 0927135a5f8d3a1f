package dev.gander.testkit.tunnel;

import dev.gander.domain.tunnel.TunnelLock;

class InMemoryTunnelLockTest implements TunnelLockContract {
  private final InMemoryTunnelLock lock = new InMemoryTunnelLock();

  @Override
  public TunnelLock lock() {
    return lock.inAnotherProgram();
  }
}
