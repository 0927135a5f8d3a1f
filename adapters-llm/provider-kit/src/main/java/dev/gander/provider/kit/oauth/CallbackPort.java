package dev.gander.provider.kit.oauth;

import dev.gander.provider.kit.oauth.OAuthException.Kind;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where browsers come back to from one service. A user who starts again, because the page was
/// closed, must not find the port taken by the first try: the newest one gets it. Any thread.
public final class CallbackPort {
  private final String host;
  private final int number;
  private final String path;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable LoopbackListener open;

  /// @param number 0 for any port
  /// @param path empty for an address that ends with the port
  public CallbackPort(int number, String path) {
    this("localhost", number, path);
  }

  /// @param host the name of this machine that the service knows
  public CallbackPort(String host, int number, String path) {
    this.host = host;
    this.number = number;
    this.path = path;
  }

  /// Where browsers come back to.
  String address(int port) {
    return "http://" + host + ":" + port + path;
  }

  /// @param state see [LoopbackListener#open]
  /// @throws OAuthException if another program has the port
  LoopbackListener listen(@Nullable String state) {
    lock.lock();
    try {
      if (open != null) {
        open.close();
      }
      open = LoopbackListener.open(number, path.isEmpty() ? "/" : path, state);
      return open;
    } catch (IOException e) {
      throw new OAuthException(
          Kind.NOT_POSSIBLE_HERE,
          "Failed to receive authorization code: port %d of this machine is not free"
              .formatted(number),
          e);
    } finally {
      lock.unlock();
    }
  }
}
