package dev.gander.domain.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/// Whether an address is one of the whole Internet. All others lead to this machine, into its
/// network or to the services of its cloud, which whoever names a webhook must not reach through
/// us.
public final class PublicAddress {
  private PublicAddress() {}

  public static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address four -> isPublic(four.getAddress());
      case Inet6Address six -> isPublicSix(six.getAddress());
      default -> false;
    };
  }

  /// Of four bytes.
  private static boolean isPublic(byte[] bytes) {
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    int third = bytes[2] & 0xFF;
    boolean isShared = first == 100 && (second & 0xC0) == 64;
    boolean isForTests =
        (first == 198 && (second & 0xFE) == 18)
            || (first == 192 && second == 0 && (third == 0 || third == 2))
            || (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    boolean isReserved = first == 0 || first >= 240;
    boolean isPrivate =
        first == 10
            || first == 127
            || (first == 172 && (second & 0xF0) == 16)
            || (first == 192 && second == 168)
            || (first == 169 && second == 254);
    return !isShared && !isForTests && !isReserved && !isPrivate;
  }

  /// Only global unicast, without those that lead to addresses of four bytes.
  private static boolean isPublicSix(byte[] bytes) {
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    boolean isGlobal = (first & 0xE0) == 0x20;
    boolean isTunnelled = first == 0x20 && second == 0x02;
    boolean isTeredo = bytes[2] == 0 && bytes[3] == 0;
    boolean isDocumentation = (bytes[2] & 0xFF) == 0x0D && (bytes[3] & 0xFF) == 0xB8;
    boolean isSpecial = first == 0x20 && second == 0x01 && (isTeredo || isDocumentation);
    return isGlobal && !isTunnelled && !isSpecial;
  }
}
