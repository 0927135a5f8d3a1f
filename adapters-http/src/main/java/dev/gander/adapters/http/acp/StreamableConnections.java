package dev.gander.adapters.http.acp;

import dev.gander.adapters.http.peer.AcpService;
import dev.gander.domain.access.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The clients over plain HTTP. Those that neither post nor listen for long are forgotten: HTTP
/// does not tell that a client has gone. Thread-safe.
final class StreamableConnections implements AutoCloseable {
  private final AcpService service;
  private final StreamTimes times;
  private final Map<String, StreamableConnection> open = new ConcurrentHashMap<>();
  // Guarded by this.
  private @Nullable Thread watch;
  private boolean closed;

  StreamableConnections(AcpService service, StreamTimes times) {
    this.service = service;
    this.times = times;
  }

  /// @param caller the only one that may use it
  StreamableConnection create(Caller caller) {
    var created =
        new StreamableConnection(
            UUID.randomUUID().toString(), caller, service, times.keepAlive(), this::end);
    open.put(created.id(), created);
    watch(created);
    return created;
  }

  private synchronized void watch(StreamableConnection created) {
    if (closed) {
      end(created);
    } else if (watch == null) {
      watch = Thread.ofVirtual().name("acp-expiry").start(this::forgetSilentOnes);
    }
  }

  Optional<StreamableConnection> find(String id, Caller caller) {
    return Optional.ofNullable(open.get(id)).filter(found -> found.belongsTo(caller));
  }

  void end(StreamableConnection connection) {
    open.remove(connection.id());
    connection.close();
  }

  private void forgetSilentOnes() {
    try {
      while (true) {
        Thread.sleep(times.silence().dividedBy(60));
        open.values().stream().filter(it -> it.isIdle(times.silence())).forEach(this::end);
      }
    } catch (InterruptedException _) {
      // Closed; nothing else interrupts this thread.
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (watch != null) {
        watch.interrupt();
      }
    }
    open.values().forEach(this::end);
  }
}
