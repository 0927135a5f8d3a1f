package dev.gander.adapters.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketCookieTest {

  /// Whether the cookie of `box:80` counts; `-` stands for no header.
  @ParameterizedTest
  @CsvSource({
    // A browser that tells.
    "GET,    same-origin, -,               true",
    "POST,   same-origin, http://box:80,   true",
    "POST,   same-origin, HTTP://BOX:80,   true",
    "DELETE, same-origin, -,               true",
    "GET,    same-site,   -,               false",
    "GET,    cross-site,  -,               false",
    "GET,    none,        -,               false",
    "GET,    SAME-ORIGIN, -,               false",
    "POST,   same-site,   http://box:80,   false",
    "POST,   same-origin, http://box:81,   false",
    // One that does not.
    "GET,    -,           -,               true",
    "HEAD,   -,           -,               true",
    "GET,    -,           http://box:81,   false",
    "GET,    -,           http://box:80,   true",
    "POST,   -,           -,               false",
    "PUT,    -,           null,            false",
    "DELETE, -,           http://box:80,   true",
    "POST,   -,           http://box:81,   false",
    "POST,   -,           http://box:80.x, false",
    "POST,   -,           box:80,          false",
    "POST,   -,           ://box:80,       false",
    "PATCH,  -,           http://x@box:80, false",
  })
  void aCookieCountsForOurOwnPageAlone(String method, String site, String origin, boolean counts) {
    var headers =
        Map.of(
            "cookie", "a=b; gander-console-80=ticket; gander-console=no",
            "sec-fetch-site", site,
            "origin", origin);

    Optional<String> ticket =
        TicketCookie.ticket(
            method,
            name -> Optional.ofNullable(headers.get(name)).filter(it -> !it.equals("-")),
            "box:80");

    assertEquals(counts ? Optional.of("ticket") : Optional.empty(), ticket);
  }

  @ParameterizedTest
  @CsvSource({
    "box:80,      gander-console-80",
    "box,         gander-console",
    "[::1],       gander-console",
    "[::1]:8080,  gander-console-8080",
    ",            gander-console"
  })
  void itsNameHasThePort(String authority, String name) {
    assertEquals(
        Optional.of("it"),
        TicketCookie.ticket(
            "GET",
            header -> header.equals("cookie") ? Optional.of(name + "=it") : Optional.empty(),
            authority));
  }
}
