package dev.gander.adapters.http.access;

import dev.gander.adapters.http.call.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The cookie with a browser's ticket. Browsers send cookies to all ports of a host, and for pages
/// of all its ports: the name says for which port it is, and it counts only for requests that our
/// own page makes, as browsers tell.
public final class TicketCookie {
  private static final String NAME = "gander-console";

  private TicketCookie() {}

  /// The ticket of a request that a page of ours has made.
  ///
  /// @param headers the values of headers, by their names
  /// @param authority the host and port that the client has asked for
  public static Optional<String> ticket(
      String method, Function<String, Optional<String>> headers, @Nullable String authority) {
    return headers
        .apply("cookie")
        .flatMap(cookies -> value(cookies, name(authority)))
        .filter(_ -> isOurs(method, headers, authority));
  }

  /// Whether no other page has made a request. Browsers that tell say so, whatever another page
  /// does; where they do not, over plain HTTP to other machines, requests that change something
  /// name the page's origin.
  private static boolean isOurs(
      String method, Function<String, Optional<String>> headers, @Nullable String authority) {
    Optional<String> site = headers.apply("sec-fetch-site");
    Optional<String> origin = headers.apply("origin");
    boolean isRead = method.equals("GET") || method.equals("HEAD");
    return site.map(it -> it.equals("same-origin")).orElse(isRead || origin.isPresent())
        && origin.map(it -> isOf(it, authority)).orElse(true);
  }

  /// Whether a sign-in may come from where it comes from: from our page, or from no page.
  static boolean maySignIn(Call call) {
    return call.header("sec-fetch-site").map(it -> it.equals("same-origin")).orElse(true)
        && call.header("origin").map(it -> isOf(it, call.authority())).orElse(true);
  }

  private static boolean isOf(String origin, @Nullable String authority) {
    int host = origin.indexOf("://");
    return host > 0 && origin.substring(host + 3).equalsIgnoreCase(authority);
  }

  private static String name(@Nullable String authority) {
    String place = authority == null ? "" : authority;
    int colon = place.lastIndexOf(':');
    return colon > place.lastIndexOf(']') ? NAME + "-" + place.substring(colon + 1) : NAME;
  }

  private static Optional<String> value(String cookies, String name) {
    for (String cookie : cookies.split(";", -1)) {
      String pair = cookie.strip();
      if (pair.startsWith(name + "=")) {
        return Optional.of(pair.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  /// The header that makes a browser keep a ticket.
  ///
  /// @param life zero makes it forget the one that it has
  static String header(Call call, String ticket, Duration life) {
    boolean isSecure =
        call.isEncrypted()
            || call.header("origin").filter(it -> it.startsWith("https://")).isPresent();
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(name(call.authority()), ticket, life.toSeconds(), isSecure ? "; Secure" : "");
  }
}
