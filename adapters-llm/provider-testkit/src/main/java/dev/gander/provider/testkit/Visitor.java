package dev.gander.provider.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A user with a browser: comes back with these queries, one after the other, from every page that
/// is opened. The callback address is the one that the page's own query names.
public final class Visitor {
  private final Function<Map<String, String>, List<String>> queries;
  private final BlockingQueue<URI> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<HttpResponse<String>> seen = new LinkedBlockingQueue<>();

  private Visitor(Function<Map<String, String>, List<String>> queries) {
    this.queries = queries;
  }

  public static Visitor comingBackWith(String... queries) {
    return new Visitor(_ -> List.of(queries));
  }

  /// The queries may depend on the page's, for the state.
  public static Visitor comingBack(Function<Map<String, String>, List<String>> queries) {
    return new Visitor(queries);
  }

  /// Called by a provider to open a page.
  public void open(URI page) {
    opened.add(page);
    Map<String, String> asked = page.getRawQuery() == null ? Map.of() : fields(page.getRawQuery());
    String back =
        asked.getOrDefault(
            "redirect_uri", asked.getOrDefault("callback_url", asked.getOrDefault("callback", "")));
    if (back.isEmpty()) {
      return;
    }
    Thread.ofVirtual()
        .start(() -> queries.apply(asked).forEach(query -> seen.add(get(back + query))));
  }

  /// Names and values of an address or a form.
  public static Map<String, String> fields(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// The challenge for a verifier (RFC 7636).
  public static String challenge(String verifier) throws NoSuchAlgorithmException {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
  }

  public URI opened() throws InterruptedException {
    return opened.take();
  }

  /// Whether the test has taken every opened page.
  public boolean isIdle() {
    return opened.isEmpty();
  }

  /// The page that a visit showed, in the order of the visits.
  public HttpResponse<String> seen() throws InterruptedException {
    return seen.take();
  }

  public static HttpResponse<String> get(String address) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address.replace("localhost", "127.0.0.1"))).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
