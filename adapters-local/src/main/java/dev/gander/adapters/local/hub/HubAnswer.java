package dev.gander.adapters.local.hub;

import dev.gander.connections.HttpDate;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The answer to a request, at the end of all redirects.
///
/// @param first the headers of the first answer, by which a hub describes the file even if another
///   server has it
/// @param isOfHub whether the hub itself gave the first answer
public record HubAnswer<T extends @Nullable Object>(
    HttpResponse<T> last, HttpHeaders first, boolean isOfHub) {
  static final String LINKED_SIZE = "x-linked-size";
  private static final String LINKED_TAG = "x-linked-etag";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  public int status() {
    return last.statusCode();
  }

  public Optional<String> header(String name) {
    return last.headers().firstValue(name);
  }

  /// The size of the whole file as the hub states it, or the length of the body.
  public OptionalLong size() {
    return first
        .firstValue(LINKED_SIZE)
        .or(() -> status() == 200 ? header("content-length") : Optional.empty())
        .filter(DIGITS.asMatchPredicate())
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  /// The digest of the file as the hub states it: the tag of a large file is its digest.
  public Optional<String> sha256() {
    return Optional.of(first)
        .filter(_ -> isOfHub)
        .flatMap(headers -> headers.firstValue(LINKED_TAG).or(() -> headers.firstValue("etag")))
        .map(tag -> tag.replaceFirst("^W/", "").replace("\"", ""))
        .filter(SHA256.asMatchPredicate());
  }

  /// Whether a page came in place of a file: a sign-in, or a message of a proxy.
  public static boolean isWebPage(HttpHeaders headers) {
    return headers
        .firstValue("content-type")
        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
        .isPresent();
  }

  public static HubFailure webPage() {
    return HubFailure.lasting(
        "a web page came in place of the file: there may be a sign-in page or a proxy in between");
  }

  /// Does nothing if the answer is one of success.
  ///
  /// @throws HubFailure otherwise
  public void requireSuccess() throws HubFailure {
    int status = status();
    String server = last.uri().getHost();
    if (status / 100 == 2) {
      return;
    }
    if (status == 408 || status == 429 || status >= 500) {
      throw HubFailure.later(
          status == 429
              ? server + " asks for fewer requests (HTTP 429)"
              : server + " is not able to answer now (HTTP " + status + ")",
          retryAfter());
    }
    throw HubFailure.lasting(
        switch (status) {
          case 401, 403 ->
              server
                  + " does not give access (HTTP "
                  + status
                  + "): set HF_TOKEN to a token that has it";
          case 404, 410 -> server + " does not have it (HTTP " + status + ")";
          default -> server + " refuses (HTTP " + status + ")";
        });
  }

  private Duration retryAfter() {
    Duration asked =
        header("retry-after")
            .flatMap(
                text ->
                    DIGITS.matcher(text).matches()
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : HttpDate.parse(text).map(at -> Duration.between(Instant.now(), at)))
            .orElse(Duration.ZERO);
    return asked.isNegative()
        ? Duration.ZERO
        : asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }
}
