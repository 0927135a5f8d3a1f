package dev.gander.oauth;

import dev.gander.oauth.OAuthException.Kind;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The local address of one service's callbacks. A user who starts again after closing the page
/// must not find the port taken by the first attempt: the newest attempt gets it. Any thread.
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

  /// @param host the name of this machine that is registered with the service
  public CallbackPort(String host, int number, String path) {
    this.host = host;
    this.number = number;
    this.path = path;
  }

  /// The address of the callback.
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
