package dev.gander.adapters.local.hub;

import dev.gander.connections.ConnectionException;
import dev.gander.connections.Connections;
import dev.gander.domain.error.ConnectionFailure;
import dev.gander.domain.error.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Requests to the hub and to the servers that it sends us to. The token goes to the hub alone: not
/// to another server, and not over an unencrypted connection to which an encrypted one led.
/// Thread-safe.
public final class HubRequests {
  private static final int MOST_REDIRECTS = 10;
  private static final Duration HEAD_TIME = Duration.ofSeconds(60);
  private static final long TICK_MILLIS = 100;
  private static final String AGENT = "Gander";

  private final Connections connections;
  private final HubSettings settings;

  public HubRequests(Connections connections, HubSettings settings) {
    this.connections = connections;
    this.settings = settings;
  }

  /// What the sender of a request looks at while it waits; several times a second.
  @FunctionalInterface
  public interface Watch {
    /// @throws HubFailure to give up
    void look() throws HubFailure;
  }

  /// A request without a body.
  public record Asking(String method, URI address, Map<String, String> headers) {
    public static Asking get(URI address) {
      return new Asking("GET", address, Map.of());
    }
  }

  /// The address of a file in the newest state of a repository.
  ///
  /// @throws Unavailable if the setting is not an address
  public URI fileInHub(String repository, String path) {
    return inHub("/" + encoded(repository) + "/resolve/main/" + encoded(path), null);
  }

  /// @param path below the hub's address, encoded
  /// @param query encoded; null for none
  URI inHub(String path, @Nullable String query) {
    return URI.create(settings.endpoint() + path + (query == null ? "" : "?" + query));
  }

  /// A path whose slashes stay.
  static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  /// @throws Unavailable if the user forbids look-ups
  public void requireOnline() {
    settings.requireOnline();
  }

  /// Sends a request and follows its redirects. A HEAD request ends where the hub describes the
  /// file.
  ///
  /// @param body gets the final answer
  /// @throws HubFailure if nobody could be asked, a redirect leads nowhere, or the watch gives up
  public <T extends @Nullable Object> HubAnswer<T> send(
      Asking asking, BodyHandler<T> body, Watch watch) throws HubFailure, InterruptedException {
    settings.requireOnline();
    Origin hub = Origin.of(settings.endpoint());
    URI at = asking.address();
    HttpHeaders first = null;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<T> answer =
          await(client().sendAsync(request(asking, at, hub), unlessRedirected(body)), at, watch);
      first = first == null ? answer.headers() : first;
      if (!isRedirect(answer.statusCode()) || isDescribed(asking, answer)) {
        return new HubAnswer<>(answer, first, Origin.of(asking.address()).equals(hub));
      }
      at = next(at, answer.headers().firstValue("location").orElse(""));
    }
    throw HubFailure.lasting(asking.address().getHost() + " redirects in circles");
  }

  private HttpClient client() {
    try {
      return connections.client(settings.network());
    } catch (ConnectionException e) {
      throw new Unavailable(e.text(), e);
    }
  }

  private HttpRequest request(Asking asking, URI at, Origin hub) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(HEAD_TIME)
            .method(asking.method(), HttpRequest.BodyPublishers.noBody())
            .header("user-agent", AGENT)
            // A size or a range of what was compressed would mean nothing.
            .header("accept-encoding", "identity");
    asking.headers().forEach(request::header);
    if (Origin.of(at).equals(hub)) {
      settings.token().ifPresent(token -> request.header("authorization", "Bearer " + token));
    }
    return request.build();
  }

  private static <T extends @Nullable Object> BodyHandler<T> unlessRedirected(BodyHandler<T> body) {
    return head ->
        isRedirect(head.statusCode())
            ? BodySubscribers.mapping(BodySubscribers.discarding(), _ -> null)
            : body.apply(head);
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static boolean isDescribed(Asking asking, HttpResponse<?> answer) {
    return asking.method().equals("HEAD")
        && answer.headers().firstValue(HubAnswer.LINKED_SIZE).isPresent();
  }

  private static URI next(URI from, String location) throws HubFailure {
    try {
      URI to = from.resolve(location);
      if (!location.isEmpty()
          && Origin.isWeb(to)
          && (Origin.of(to).isEncrypted() || !Origin.of(from).isEncrypted())) {
        return to;
      }
    } catch (IllegalArgumentException _) {
      // Answered as any other address that cannot be used.
    }
    throw HubFailure.lasting(from.getHost() + " redirects to an address that cannot be used");
  }

  private static <T> HttpResponse<T> await(
      CompletableFuture<HttpResponse<T>> answer, URI address, Watch watch)
      throws HubFailure, InterruptedException {
    try {
      while (true) {
        try {
          return answer.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
          watch.look();
        }
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause(), address);
    } finally {
      // Closes the connection if the answer has not come to its end.
      answer.cancel(true);
    }
  }

  private static HubFailure failure(@Nullable Throwable cause, URI address) {
    return switch (cause) {
      case HubFailure told -> told;
      case HttpTimeoutException late ->
          HubFailure.passing(address.getHost() + " does not answer", late);
      case IOException broken when broken.getCause() instanceof HubFailure told -> told;
      case IOException broken ->
          HubFailure.passing(
              address.getHost() + ": " + new ConnectionFailure(broken).words(), broken);
      case null, default -> throw new IllegalStateException("a request failed", cause);
    };
  }
}
