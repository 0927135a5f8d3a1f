package dev.gander.connections;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The proxies that the environment names: `http_proxy`, `https_proxy`, `all_proxy` and the
/// exceptions in `no_proxy`, in lower or upper case. Proxies over SOCKS or TLS and passwords for
/// proxies, which the JDK's client does not support, are not used.
///
/// @param complaints warnings about variables that cannot be used as they are
record EnvironmentProxies(
    @Nullable URI http, @Nullable URI https, List<DirectHosts> except, List<String> complaints) {
  static EnvironmentProxies from(Function<String, Optional<String>> environment) {
    Set<String> complaints = new LinkedHashSet<>();
    return new EnvironmentProxies(
        proxy(environment, "http_proxy", complaints),
        proxy(environment, "https_proxy", complaints),
        variable(environment, "no_proxy").stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .filter(entry -> !entry.isBlank())
            .map(DirectHosts::of)
            .toList(),
        List.copyOf(complaints));
  }

  boolean isEmpty() {
    return http == null && https == null;
  }

  /// The proxy for an address; empty for a direct connection.
  Optional<InetSocketAddress> proxyFor(URI target) {
    URI proxy = "https".equalsIgnoreCase(target.getScheme()) ? https : http;
    if (proxy == null || isExcepted(target)) {
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
        // The request itself fails, and its caller gets the failure.
      }
    };
  }

  private boolean isExcepted(URI target) {
    return isLoopback(String.valueOf(target.getHost()).toLowerCase(Locale.ROOT))
        || except.stream().anyMatch(hosts -> hosts.cover(target));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static @Nullable URI proxy(
      Function<String, Optional<String>> environment, String name, Set<String> complaints) {
    String used = variable(environment, name).isPresent() ? name : "all_proxy";
    Optional<String> text = variable(environment, used);
    URI proxy = text.map(EnvironmentProxies::address).orElse(null);
    if (text.isPresent() && proxy == null) {
      complaints.add(
          used + " is not used, and requests go without a proxy: it has to be http://host:port");
    } else if (proxy != null && proxy.getRawUserInfo() != null) {
      complaints.add("the password in " + used + " is not sent: it is not supported");
    }
    return proxy;
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
