package dev.gander.adapters.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.call.Query;
import org.junit.jupiter.api.Test;

class AppPolicyTest {
  @Test
  void withoutDomainsNothingIsLoadedFromElsewhere() {
    AppPolicy policy = AppPolicy.of(Query.of(""));

    assertEquals(
        "default-src 'none'; script-src 'self' 'unsafe-inline'; script-src-elem 'self'"
            + " 'unsafe-inline'; style-src 'self' 'unsafe-inline'; style-src-elem 'self'"
            + " 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self';"
            + " media-src 'self' data: blob:; frame-src 'self'; object-src 'none'; base-uri 'self'",
        policy.ofFrame());
    assertEquals(
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src"
            + " 'none'; img-src data: blob:; font-src data:; media-src data: blob:; frame-src"
            + " 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; sandbox"
            + " allow-scripts allow-forms",
        policy.ofGuest());
  }

  @Test
  void eachDomainHasItsPlaces() {
    AppPolicy policy =
        AppPolicy.of(
            Query.of(
                "connect_domains=wss://c&resource_domains=%20https://r1%20,,r2&frame_domains=f"
                    + "&base_uri_domains=b&script_domains=s"));

    assertEquals(
        "default-src 'none'; script-src 'self' 'unsafe-inline' https://r1 r2 s; script-src-elem"
            + " 'self' 'unsafe-inline' https://r1 r2 s; style-src 'self' 'unsafe-inline' https://r1"
            + " r2; style-src-elem 'self' 'unsafe-inline' https://r1 r2; connect-src 'self' wss://c;"
            + " img-src 'self' data: blob: https://r1 r2; font-src 'self' https://r1 r2; media-src"
            + " 'self' data: blob: https://r1 r2; frame-src 'self' f; object-src 'none'; base-uri"
            + " 'self' b",
        policy.ofFrame());
    assertEquals(
        "default-src 'none'; script-src 'unsafe-inline' https://r1 r2 s; style-src 'unsafe-inline'"
            + " https://r1 r2; connect-src wss://c; img-src data: blob: https://r1 r2; font-src"
            + " data: https://r1 r2; media-src data: blob: https://r1 r2; frame-src f; object-src"
            + " 'none'; base-uri b; form-action 'none'; sandbox allow-scripts allow-forms",
        policy.ofGuest());
  }

  @Test
  void whatIsNoSingleSourceIsLeftOut() {
    String hostile =
        "a%20b,c;script-src%20*,\"><script>,'unsafe-eval',d%0Ae,f%C3%A4,%60,x%3Cy,x%3Ey,{{GUEST_POLICY}},ok.example";

    assertEquals(
        AppPolicy.of(Query.of("connect_domains=ok.example")),
        AppPolicy.of(Query.of("connect_domains=" + hostile)));
  }
}
