package dev.gander.connections;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.function.Consumer;

/// Follows redirects within one service only: to the same host and port, or from plain HTTP to TLS
/// there. The request is sent again with its key and its body, which no other service must get.
public final class Redirect {
  private static final int MOST = 5;

  private Redirect() {}

  /// Sends one request.
  @FunctionalInterface
  public interface Sender<T> {
    HttpResponse<T> send(HttpRequest request) throws InterruptedException;
  }

  /// The answer at the final destination of a request.
  ///
  /// @param dropped gets the bodies of redirects
  /// @throws ConnectionException if a redirect leads to another service
  public static <T> HttpResponse<T> follow(
      HttpRequest request, Sender<T> sender, Consumer<T> dropped) throws InterruptedException {
    HttpResponse<T> answer = sender.send(request);
    HttpRequest asked = request;
    for (int redirects = 0; redirects < MOST && isRedirect(answer); redirects++) {
      dropped.accept(answer.body());
      asked = next(asked, answer);
      answer = sender.send(asked);
    }
    return answer;
  }

  private static boolean isRedirect(HttpResponse<?> answer) {
    return switch (answer.statusCode()) {
      case 301, 302, 303, 307, 308 -> answer.headers().firstValue("location").isPresent();
      default -> false;
    };
  }

  /// All statuses but 307 and 308 turn the request into a GET, as in browsers.
  private static HttpRequest next(HttpRequest asked, HttpResponse<?> answer) {
    URI target = target(asked.uri(), answer.headers().firstValue("location").orElseThrow());
    HttpRequest.Builder request = HttpRequest.newBuilder(asked, (_, _) -> true).uri(target);
    return answer.statusCode() < 304 ? request.GET().build() : request.build();
  }

  private static URI target(URI from, String location) {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new ConnectionException(origin(from) + " redirects to an invalid address", e);
    }
    if (!isSameService(from, to)) {
      throw new ConnectionException(
          origin(from)
              + " sends its requests on to "
              + origin(to)
              + ". Your key and your words are not sent to another service unasked; if it is the"
              + " right one, set its address",
          null);
    }
    return to;
  }

  private static boolean isSameService(URI from, URI to) {
    if (to.getHost() == null || !to.getHost().equalsIgnoreCase(from.getHost())) {
      return false;
    }
    return origin(from).equals(origin(to))
        || (origin(from).startsWith("http:")
            && origin(to).startsWith("https:")
            && port(from) == 80
            && port(to) == 443);
  }

  private static String origin(URI address) {
    return "%s://%s:%d"
        .formatted(scheme(address), address.getHost(), port(address))
        .toLowerCase(Locale.ROOT);
  }

  private static String scheme(URI address) {
    return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return scheme(address).equals("https") ? 443 : 80;
  }
}
