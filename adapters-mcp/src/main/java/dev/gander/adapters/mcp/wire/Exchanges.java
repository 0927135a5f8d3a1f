package dev.gander.adapters.mcp.wire;

import java.net.InetSocketAddress;
import java.util.Optional;

/// What a connection has to know of the exchanges of its transport. Any thread.
public interface Exchanges {
  /// Of a transport that tells by itself what happens to it.
  Exchanges OWN_WORDS =
      new Exchanges() {
        @Override
        public boolean isDead() {
          return false;
        }

        @Override
        public Optional<InetSocketAddress> server() {
          return Optional.empty();
        }

        @Override
        public void abandon(long id) {
          // Answers that come too late cost nothing but themselves.
        }
      };

  /// Whether the transport has failed for good without having said so.
  boolean isDead();

  /// Where the other side is, its name not looked up; empty if it is a program on our pipes.
  Optional<InetSocketAddress> server();

  /// Nobody waits for the answer to this request any more: whatever is still on its way is not
  /// read.
  void abandon(long id);
}
