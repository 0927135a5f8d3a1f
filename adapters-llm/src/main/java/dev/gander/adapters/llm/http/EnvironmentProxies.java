package dev.gander.adapters.llm.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The proxies that the environment names: `http_proxy`, `https_proxy`, `all_proxy` and the
/// exceptions in `no_proxy`, in small or capital letters. Proxies over SOCKS and passwords for
/// proxies are not supported by the JDK's client; such an entry is not used.
record EnvironmentProxies(@Nullable URI http, @Nullable URI https, List<String> except) {
  static EnvironmentProxies from(Function<String, Optional<String>> environment) {
    return new EnvironmentProxies(
        proxy(environment, "http_proxy"),
        proxy(environment, "https_proxy"),
        variable(environment, "no_proxy").stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  boolean isEmpty() {
    return http == null && https == null;
  }

  /// The proxy for an address; empty for a direct connection.
  Optional<InetSocketAddress> proxyFor(URI target) {
    URI proxy = "https".equalsIgnoreCase(target.getScheme()) ? https : http;
    if (proxy == null || isExcepted(String.valueOf(target.getHost()).toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    return Optional.of(InetSocketAddress.createUnresolved(proxy.getHost(), port));
  }

  ProxySelector selector() {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI target) {
        return List.of(
            proxyFor(target)
                .map(address -> new InetSocketAddress(address.getHostString(), address.getPort()))
                .map(address -> new Proxy(Proxy.Type.HTTP, address))
                .orElse(Proxy.NO_PROXY));
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request itself fails and is told to the caller.
      }
    };
  }

  private boolean isExcepted(String host) {
    return isLoopback(host) || except.stream().anyMatch(entry -> covers(entry, host));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static boolean covers(String entry, String host) {
    String domain = entry.startsWith("*.") ? entry.substring(2) : entry.replaceFirst("^\\.", "");
    return entry.equals("*") || host.equals(domain) || host.endsWith("." + domain);
  }

  private static @Nullable URI proxy(
      Function<String, Optional<String>> environment, String variable) {
    return variable(environment, variable)
        .or(() -> variable(environment, "all_proxy"))
        .map(EnvironmentProxies::address)
        .orElse(null);
  }

  private static @Nullable URI address(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      return "http".equals(uri.getScheme()) && uri.getHost() != null ? uri : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Optional<String> variable(
      Function<String, Optional<String>> environment, String name) {
    return environment
        .apply(name)
        .or(() -> environment.apply(name.toUpperCase(Locale.ROOT)))
        .filter(value -> !value.isBlank());
  }
}
