package dev.gander.oauth;

import dev.gander.oauth.LoopbackServer.Page;
import dev.gander.oauth.OAuthException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Waits on this machine for the one visit in which a browser brings an authorization code. Other
/// visits get a page and change nothing. Pages never repeat anything from a visit.
final class LoopbackListener implements AutoCloseable {
  private static final int LONGEST_CODE = 8192;
  private static final Page DONE =
      Page.of(200, "You are signed in", "Gander has what it needs. You can close this page.");
  private static final Page REFUSED =
      Page.of(400, "Not signed in", "The service did not let Gander in. Go back and try again.");
  private static final Page NOT_EXPECTED =
      Page.of(400, "Nothing to do", "Gander does not wait for this visit. Go back and try again.");

  private final CompletableFuture<BroughtCode> code = new CompletableFuture<>();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final String path;
  private final @Nullable String state;
  private final LoopbackServer server;

  private LoopbackListener(int port, String path, @Nullable String state) throws IOException {
    this.path = path;
    this.state = state;
    server = LoopbackServer.open(port, this::page);
  }

  /// @param port 0 for any
  /// @param state what the visit has to contain; null for services that do not send it back
  static LoopbackListener open(int port, String path, @Nullable String state) throws IOException {
    return new LoopbackListener(port, path, state);
  }

  int port() {
    return server.port();
  }

  /// The code that the browser has brought.
  ///
  /// @throws OAuthException if the user refused, or a newer sign-in has replaced this one
  /// @throws TimeoutException if there was no visit in time
  BroughtCode await(Duration patience) throws InterruptedException, TimeoutException {
    try {
      return code.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OAuthException failure) {
        throw failure;
      }
      throw new IllegalStateException("a visit failed in a way of its own", e);
    }
  }

  private Page page(URI visited) {
    if (!visited.getPath().equals(path)) {
      return Page.NOTHING_HERE;
    }
    String query = Objects.requireNonNullElse(visited.getRawQuery(), "");
    Map<String, String> values = QueryParameters.parse(query).orElse(Map.of());
    String brought = values.getOrDefault("code", "");
    if (!isExpected(values) || code.isDone()) {
      return NOT_EXPECTED;
    }
    if (values.containsKey("error")) {
      return REFUSED.andThen(() -> refused(values.get("error")));
    }
    if (brought.isEmpty() || brought.length() > LONGEST_CODE) {
      return NOT_EXPECTED;
    }
    return DONE.andThen(() -> code.complete(new BroughtCode(brought, values.get("iss"))));
  }

  /// Without a state the error may come from anyone, so it must not end the sign-in.
  private void refused(@Nullable String error) {
    if (state != null) {
      code.completeExceptionally(
          new OAuthException(
              Kind.REFUSED,
              "The sign-in was refused" + OAuthHttp.named(Optional.ofNullable(error))));
    }
  }

  private boolean isExpected(Map<String, String> values) {
    return state == null
        || MessageDigest.isEqual(
            state.getBytes(StandardCharsets.UTF_8),
            values.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8));
  }

  /// A thread that is still waiting learns that this sign-in has ended.
  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    server.close();
    code.completeExceptionally(
        new OAuthException(Kind.REFUSED, "The sign-in was started again elsewhere"));
  }
}
