package dev.gander.adapters.mcp.oauth;

import dev.gander.oauth.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A user with a browser, who comes back from every page with the same queries, one after the
/// other.
final class PlayedUser implements Browser {
  private final Function<Map<String, String>, List<String>> queries;
  private final BlockingQueue<Map<String, String>> pages = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();

  private PlayedUser(Function<Map<String, String>, List<String>> queries) {
    this.queries = queries;
  }

  static PlayedUser comingBack(Function<Map<String, String>, List<String>> queries) {
    return new PlayedUser(queries);
  }

  static PlayedUser whoAgrees() {
    return comingBack(page -> List.of("code=c0de-of-the-user&state=" + page.get("state")));
  }

  static PlayedUser whoRefuses() {
    return comingBack(page -> List.of("error=access_denied&state=" + page.get("state")));
  }

  static PlayedUser whoNeverComesBack() {
    return comingBack(_ -> List.of());
  }

  @Override
  public void open(URI page) {
    Map<String, String> asked = fields(page.getRawQuery());
    pages.add(asked);
    Thread.ofVirtual()
        .start(
            () ->
                queries
                    .apply(asked)
                    .forEach(query -> statuses.add(visit(asked.get("redirect_uri"), query))));
  }

  private static int visit(String back, String query) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(back + "?" + query)).build();
      HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
      return answer.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The parameters of the next page that was opened.
  Map<String, String> page() throws InterruptedException {
    return pages.take();
  }

  int pages() {
    return pages.size();
  }

  /// What the next visit was answered.
  int status() throws InterruptedException {
    return statuses.take();
  }

  static Map<String, String> fields(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
