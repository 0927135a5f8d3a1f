package dev.gander.adapters.llm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentProxiesTest {
  @Test
  void eachSchemeHasItsProxy() {
    EnvironmentProxies proxies =
        from(Map.of("http_proxy", "http://plain:3128", "HTTPS_PROXY", "secure:8080"));
    assertEquals("plain:3128", proxyFor(proxies, "http://example.com/"));
    assertEquals("secure:8080", proxyFor(proxies, "https://example.com/"));
  }

  @Test
  void oneProxyMayServeAll() {
    EnvironmentProxies proxies = from(Map.of("ALL_PROXY", "http://all:1"));
    assertEquals("all:1", proxyFor(proxies, "https://example.com/"));
  }

  @Test
  void exceptionsAndThisMachineAreAskedDirectly() {
    EnvironmentProxies proxies =
        from(Map.of("all_proxy", "http://all:1", "no_proxy", "Example.com, .corp,*.lan"));
    for (String host : new String[] {"example.com", "api.example.com", "x.corp", "y.lan"}) {
      assertEquals("direct", proxyFor(proxies, "https://" + host + "/"), host);
    }
    assertEquals("direct", proxyFor(proxies, "http://localhost:11434/"));
    assertEquals("direct", proxyFor(proxies, "http://127.0.0.1:9/"));
    assertEquals("all:1", proxyFor(proxies, "https://notexample.com/"));
  }

  @Test
  void nonsenseIsNoProxy() {
    assertTrue(from(Map.of("http_proxy", " ", "https_proxy", "socks5://x:1")).isEmpty());
    assertTrue(from(Map.of("https_proxy", "::::")).isEmpty());
  }

  private static EnvironmentProxies from(Map<String, String> environment) {
    return EnvironmentProxies.from(name -> Optional.ofNullable(environment.get(name)));
  }

  private static String proxyFor(EnvironmentProxies proxies, String target) {
    return proxies
        .proxyFor(URI.create(target))
        .map(address -> address.getHostString() + ":" + address.getPort())
        .orElse("direct");
  }
}
