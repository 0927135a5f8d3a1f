package dev.gander.adapters.http.call;

import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.Scope;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request to an operation. Path values are already decoded; an operation reads the query
/// first, then the body, so that mistakes are reported in goosed's order.
public final class Call {
  private final Map<String, String> path;
  private final Query query;
  private final Function<String, Optional<String>> headers;
  private final UnreadBody body;
  private final int bodyLimit;
  private final Attendance client;
  private final RequestSource source;
  private final AtomicReference<@Nullable String> inBody = new AtomicReference<>();
  private final AtomicReference<@Nullable String> visitor = new AtomicReference<>();

  public Call(
      Map<String, String> path,
      Query query,
      Function<String, Optional<String>> headers,
      UnreadBody body,
      int bodyLimit,
      Attendance client,
      RequestSource source) {
    this.path = Map.copyOf(path);
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.bodyLimit = bodyLimit;
    this.client = client;
    this.source = source;
  }

  /// A variable of the path; the route declares the names.
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /// The session named in the path, whatever the route calls that variable.
  public SessionId session() {
    String id = path.get("session_id");
    return new SessionId(id == null ? path("id") : id);
  }

  public Query query() {
    return query;
  }

  public Caller caller() {
    return CurrentCaller.get();
  }

  /// For requests that only sometimes need more than their route does.
  ///
  /// @throws Refusal if the caller's key is not good for that
  public void require(Scope needed) {
    if (!caller().may(needed)) {
      throw lacking(needed);
    }
  }

  /// The refusal of a key that is not good for what it is used for.
  public static Refusal lacking(Scope needed) {
    return new Refusal(403, "This key lacks the scope `" + needed.wire() + "`");
  }

  /// The session that the request names in its path, its query, or the part of its body that has
  /// been read; empty if it names none.
  public Optional<String> aboutSession() {
    return Optional.ofNullable(path.get("session_id"))
        .or(() -> query.firstText("session_id"))
        .or(() -> Optional.ofNullable(inBody.get()))
        .or(() -> Optional.ofNullable(path.get("id")));
  }

  private void note(Json body) {
    if (body instanceof JsonObject object) {
      object.text("session_id").or(() -> object.text("sessionId")).ifPresent(inBody::set);
    }
  }

  /// An operation that is open to strangers has found out who asks.
  ///
  /// @param who the id of the key; `-` if it was wrong
  public void visitedBy(String who) {
    visitor.set(who);
  }

  /// Whom an operation that is open to strangers has found; empty if it did not look.
  public Optional<String> visitor() {
    return Optional.ofNullable(visitor.get());
  }

  /// The address of the client, as far as the connection tells.
  public String address() {
    return source.address();
  }

  /// The host and port that the client has asked for.
  public @Nullable String authority() {
    return source.authority();
  }

  /// Whether the connection is encrypted.
  public boolean isEncrypted() {
    return source.isEncrypted();
  }

  public Optional<String> header(String name) {
    return headers.apply(name);
  }

  /// The body, whatever its shape.
  ///
  /// @throws Refusal if it is not JSON, or too long
  public Json json() {
    Json read = JsonBody.read(body, bodyLimit);
    note(read);
    return read;
  }

  /// Decodes the body.
  ///
  /// @throws Refusal if it is not JSON, too long, or not of the shape that `reader` expects
  public <T> T body(Function<JsonFields, T> reader) {
    return JsonBody.read(
        body,
        bodyLimit,
        fields -> {
          note(fields.object());
          return reader.apply(fields);
        });
  }

  /// Work for a client that waits.
  @FunctionalInterface
  public interface Work<T> {
    T run() throws InterruptedException;
  }

  /// Runs work that is good for nothing once the client has left: then it is interrupted. Read the
  /// body first. A client that has closed its own side of an HTTP/1 connection counts as gone.
  ///
  /// @throws ClientGone if the client left, and the work ended for it
  /// @throws InterruptedException if the server stops
  public <T> T whileClientWaits(Work<T> work) throws InterruptedException {
    LeavingInterrupt leaving = new LeavingInterrupt();
    client.onLeave(leaving::happen);
    try {
      return work.run();
    } catch (InterruptedException e) {
      if (leaving.end()) {
        throw new ClientGone(e);
      }
      throw e;
    } finally {
      leaving.end();
    }
  }
}
