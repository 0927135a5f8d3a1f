package dev.gander.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,          http://10.200.3.4:8080/,   direct",
    "10.0.0.0/8,          http://11.0.0.1/,          all:1",
    "10.0.0.0/8,          http://10.example.com/,    all:1",
    "192.168.1.128/25,    http://192.168.1.200/,     direct",
    "192.168.1.128/25,    http://192.168.1.100/,     all:1",
    "0.0.0.0/0,           http://8.8.8.8/,           direct",
    "fd00::/8,            http://[fd12::1]:8080/,    direct",
    "fd00::/8,            http://10.0.0.1/,          all:1",
    "10.0.0.0/99,         http://10.0.0.1/,          all:1",
    "192.168.1.5:8080,    http://192.168.1.5:8080/,  direct",
    "192.168.1.5:8080,    http://192.168.1.5:9090/,  all:1",
    "api.corp:443,        https://v1.api.corp/,      direct",
    "[fd12::1]:8080,      http://[fd12::1]:8080/,    direct",
    "fd12::1,             http://[fd12::1]:8080/,    direct",
  })
  void exceptionsMayBeNetworksAndHavePorts(String exception, String target, String way) {
    EnvironmentProxies proxies =
        from(Map.of("all_proxy", "http://all:1", "no_proxy", "a.b, " + exception));
    assertEquals(way, proxyFor(proxies, target));
  }

  @Test
  void nonsenseIsNoProxyAndToldSo() {
    EnvironmentProxies proxies = from(Map.of("http_proxy", " ", "https_proxy", "socks5://x:1"));
    assertTrue(proxies.isEmpty());
    assertEquals(List.of(unused("https_proxy")), proxies.complaints());
    assertEquals(List.of(unused("https_proxy")), complaints("https_proxy", "::::"));
    assertEquals(List.of(unused("https_proxy")), complaints("https_proxy", "https://proxy:3128"));
    assertEquals(List.of(unused("all_proxy")), complaints("ALL_PROXY", "https://u:secret@p:1"));
  }

  @Test
  void aPasswordThatIsNotSentIsToldButNotShown() {
    assertEquals(
        List.of("the password in http_proxy is not sent: it is not supported"),
        complaints("http_proxy", "http://user:secret@proxy:3128"));
    assertEquals(List.of(), complaints("http_proxy", "http://proxy:3128"));
  }

  private static String unused(String variable) {
    return variable
        + " is not used, and requests go without a proxy: it has to be http://host:port";
  }

  private static List<String> complaints(String variable, String value) {
    return from(Map.of(variable, value)).complaints();
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
