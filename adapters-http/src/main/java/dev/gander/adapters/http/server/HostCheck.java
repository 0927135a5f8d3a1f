package dev.gander.adapters.http.server;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Refuses requests for foreign host names on a server that only this machine can reach: a web page
/// whose name was made to point here (DNS rebinding) sends its own name.
final class HostCheck {
  private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

  private final boolean isLocal;
  private final Set<String> allowed;

  HostCheck(InetAddress bound, Set<String> allowed) {
    this.isLocal = bound.isLoopbackAddress();
    this.allowed =
        allowed.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /// @param authority the `Host` header or its HTTP/2 counterpart: `name`, `name:port`
  boolean allows(@Nullable String authority) {
    if (!isLocal) {
      return true;
    }
    String name = authority == null ? "" : name(authority.toLowerCase(Locale.ROOT));
    return name.equals("localhost")
        || name.equals("[::1]")
        || IPV4_LOOPBACK.matcher(name).matches()
        || allowed.contains(name);
  }

  private static String name(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }
}
