package dev.gander.adapters.http.acp;

import dev.gander.adapters.http.peer.AcpService;
import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.domain.access.Caller;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.time.Alarm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client over plain HTTP: it posts its messages, and gets ours on event streams: one of the
/// connection and one of each session, as far as it opens them.
///
/// What belongs to a request comes on the stream of its answer, in order. That is the stream of the
/// session if the client named it in a header and had opened it, else that of the connection: some
/// clients open no stream for a session before they have heard of it. Messages that nobody reads
/// wait for the next reader of the connection's stream. Thread-safe.
final class StreamableConnection implements AcpService.Client, AutoCloseable {
  /// The stream of the connection itself; no session has this id.
  private static final String OWN = "";

  /// In characters: what may wait for a client that reads, before those who send wait as well.
  private static final long PACE = 1 << 20;

  /// In characters: what may wait for a client that does not read. More ends the connection, so
  /// that no message is lost silently.
  private static final long LIMIT = 64L << 20;

  /// A request that has not been answered.
  ///
  /// @param session the one that it is about
  /// @param stream where the answer goes
  private record Open(@Nullable String session, String stream) {
    boolean diverts(String other) {
      return stream.equals(OWN) && other.equals(session);
    }
  }

  private final String id;
  private final Caller caller;
  private final Duration keepAlive;
  private final Consumer<StreamableConnection> onEnd;
  private final ReentrantLock receiving = new ReentrantLock(true);
  private final CompletableFuture<Optional<JsonObject>> first = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  // Guarded by `lock`.
  private final Map<String, List<Reader>> readers = new HashMap<>();
  private final Map<Json, Open> requests = new HashMap<>();
  private final Deque<String> unread = new ArrayDeque<>();
  private long unreadSize;
  private long lastUse = System.nanoTime();
  private boolean closed;
  private final AcpService.Peer peer;

  /// @param keepAlive how long an open stream may be silent
  /// @param onEnd called, from a thread of its own, when the client leaves too much unread
  StreamableConnection(
      String id,
      Caller caller,
      AcpService service,
      Duration keepAlive,
      Consumer<StreamableConnection> onEnd) {
    this.id = id;
    this.caller = caller;
    this.keepAlive = keepAlive;
    this.onEnd = onEnd;
    this.peer = service.connect(this, caller);
  }

  String id() {
    return id;
  }

  boolean belongsTo(Caller other) {
    return caller.key().equals(other.key());
  }

  /// Hands over the first request and waits for its answer.
  ///
  /// @return empty if the connection ended before
  Optional<JsonObject> begin(JsonObject request) throws InterruptedException {
    receive(request);
    try {
      return first.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes it with a failure", e);
    }
  }

  /// Hands over a message. Does not wait for the answer.
  ///
  /// @param session the one named in a header of the request
  void post(PostedMessage message, Optional<String> session) {
    lock.lock();
    try {
      lastUse = System.nanoTime();
      String stream = session.filter(readers::containsKey).orElse(OWN);
      String about = session.or(message::session).orElse(null);
      message.request().ifPresent(request -> requests.put(request, new Open(about, stream)));
    } finally {
      lock.unlock();
    }
    receive(message.json());
  }

  private void receive(JsonObject message) {
    receiving.lock();
    try {
      peer.receive(message);
    } finally {
      receiving.unlock();
    }
  }

  @Override
  public void send(JsonObject message, String text, boolean isFollowed) {
    if (isAnswer(message) && !first.isDone()) {
      first.complete(Optional.of(message));
      return;
    }
    lock.lock();
    try {
      if (!closed) {
        String stream = streamOf(message);
        deliver(stream, text);
        while (isFull(stream)) {
          room.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean isAnswer(JsonObject message) {
    return !message.has("method");
  }

  private String streamOf(JsonObject message) {
    String stream = isAnswer(message) ? streamOfAnswer(message) : streamOfSession(message);
    return readers.containsKey(stream) ? stream : OWN;
  }

  private String streamOfAnswer(JsonObject answer) {
    Json request = answer.get("id");
    Open open = request == null ? null : requests.remove(request);
    return open == null ? OWN : open.stream();
  }

  private String streamOfSession(JsonObject message) {
    String session = new PostedMessage(message).session().orElse(OWN);
    for (Open open : requests.values()) {
      if (open.diverts(session)) {
        return OWN;
      }
    }
    return session;
  }

  private void deliver(String stream, String text) {
    List<Reader> known = readers.get(stream);
    if (known != null) {
      known.forEach(reader -> reader.add(text));
      return;
    }
    unread.add(text);
    unreadSize += text.length();
    if (unreadSize > LIMIT) {
      cutOff();
    }
  }

  private boolean isFull(String stream) {
    for (Reader reader : readers.getOrDefault(stream, List.of())) {
      if (reader.size > PACE) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void cutOff() {
    Thread.ofVirtual().name("cut-off").start(() -> onEnd.accept(this));
  }

  /// Opens a stream: that of a session, which need not exist, or the connection's own.
  EventFeed open(Optional<String> session) {
    lock.lock();
    try {
      Reader reader = new Reader(session.orElse(OWN));
      if (closed) {
        reader.over = true;
        return reader;
      }
      readers.computeIfAbsent(reader.stream, _ -> new ArrayList<>()).add(reader);
      if (reader.stream.equals(OWN)) {
        unread.forEach(reader::add);
        unread.clear();
        unreadSize = 0;
      }
      return reader;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the client has neither posted anything nor kept a stream open for so long.
  boolean isIdle(Duration time) {
    lock.lock();
    try {
      return readers.isEmpty() && System.nanoTime() - lastUse > time.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the streams; what waits is dropped. Idempotent.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      readers.values().forEach(streams -> streams.forEach(Reader::end));
      readers.clear();
      unread.clear();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    first.complete(Optional.empty());
    peer.close();
  }

  /// One stream, read by one client. Its state is guarded by `lock`.
  private final class Reader implements EventFeed {
    private final String stream;
    private final Condition news = lock.newCondition();
    private final Deque<String> waiting = new ArrayDeque<>();
    private long size;
    private boolean over;
    private long lastSign = System.nanoTime();

    Reader(String stream) {
      this.stream = stream;
    }

    private void add(String text) {
      waiting.add(text);
      size += text.length();
      news.signalAll();
    }

    private void end() {
      over = true;
      news.signalAll();
    }

    @Override
    public Step next(Duration patience) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long left = patience.toNanos();
        while (waiting.isEmpty() && !over && left > 0) {
          left = Alarm.await(lock, news, left);
        }
        if (over) {
          return END;
        }
        String text = waiting.poll();
        return text == null ? QUIET : taken(text);
      } finally {
        lock.unlock();
      }
    }

    private Step taken(String text) {
      size -= text.length();
      lastSign = System.nanoTime();
      room.signalAll();
      return new Step.Event(SseFrame.written(text));
    }

    @Override
    public Optional<SseFrame> heartbeat(long count) {
      lock.lock();
      try {
        long now = System.nanoTime();
        if (now - lastSign < keepAlive.toNanos()) {
          return Optional.empty();
        }
        lastSign = now;
        return Optional.of(SseFrame.comment(""));
      } finally {
        lock.unlock();
      }
    }

    /// What was not sent waits for another reader.
    @Override
    public void close() {
      lock.lock();
      try {
        if (!over) {
          end();
          lastUse = System.nanoTime();
          List<Reader> others = Objects.requireNonNull(readers.get(stream));
          others.remove(this);
          if (others.isEmpty()) {
            readers.remove(stream);
            waiting.forEach(text -> deliver(OWN, text));
          }
          room.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
