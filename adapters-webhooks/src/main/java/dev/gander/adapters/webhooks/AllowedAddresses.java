package dev.gander.adapters.webhooks;

import dev.gander.domain.webhook.PublicAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Looks hosts up, and leaves out addresses that must not be reached. What is connected to is one
/// of these addresses and not the name, which may mean another one a moment later.
final class AllowedAddresses {
  private final Names names;

  /// Finds the addresses of a name.
  @FunctionalInterface
  interface Names {
    InetAddress[] find(String host) throws UnknownHostException;
  }

  AllowedAddresses(Names names) {
    this.names = names;
  }

  /// @param named hosts whose addresses may be private
  /// @throws UnknownHostException if there are none
  /// @throws NotAllowed if there are only private ones
  List<InetAddress> of(String host, Set<String> named) throws UnknownHostException, NotAllowed {
    InetAddress[] all = names.find(host);
    List<InetAddress> allowed =
        Arrays.stream(all)
            .filter(address -> named.contains(host) || PublicAddress.isPublic(address))
            .toList();
    if (allowed.isEmpty()) {
      throw new NotAllowed(host);
    }
    return allowed;
  }

  /// A host is none of the whole Internet.
  static final class NotAllowed extends Exception {
    private static final long serialVersionUID = 1;

    NotAllowed(String host) {
      super(
          host
              + " has no public address; GANDER_WEBHOOK_PRIVATE_HOSTS names hosts that may have a"
              + " private one");
    }
  }
}
