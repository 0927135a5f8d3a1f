package dev.gander.adapters.http.access;

import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Slows down those who try keys. After ten wrong ones from an address the answer to each further
/// one comes late. A right key is taken at once, from there too, unless so many wrong ones of its
/// address wait already that someone must be trying them side by side: then no key of this address
/// is looked at for a moment. Other addresses notice nothing, and on this machine a right key
/// always counts: there its address is everybody's, also of those behind a reverse proxy. Bounded;
/// thread-safe.
public final class WrongKeys {
  private static final System.Logger LOG = System.getLogger(WrongKeys.class.getName());

  /// Said for every key of an address from which there are too many.
  public static final String TOO_MANY = "Too many wrong keys come from this address";

  static final int FREE = 10;
  static final int MOST_WAITING = 10;
  static final int MOST_ADDRESSES = 1_000;
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(5);
  static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final LongSupplier nanos;
  private final Pause pause;
  private final Map<String, Attempts> byAddress = new LinkedHashMap<>(16, 0.75f, true);
  private volatile boolean quiet = true;

  /// Lets time pass.
  @FunctionalInterface
  public interface Pause {
    void take(Duration time) throws InterruptedException;
  }

  private static final class Attempts {
    private int wrong;
    private int waiting;
    private long last;
  }

  /// @param nanos a clock that measures, as [System#nanoTime]
  WrongKeys(LongSupplier nanos, Pause pause) {
    this.nanos = nanos;
    this.pause = pause;
  }

  /// Whether so many wrong keys of an address wait that none of it is looked at.
  public boolean areTooMany(String address) {
    return !quiet && areWaiting(place(address)) && !isOfThisMachine(address);
  }

  private static boolean isOfThisMachine(String address) {
    try {
      return InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private synchronized boolean areWaiting(String place) {
    Attempts known = byAddress.get(place);
    return known != null && known.waiting >= MOST_WAITING;
  }

  /// A key was wrong. Returns when that may be said.
  public void add(String address) throws InterruptedException {
    String place = place(address);
    Attempts attempts;
    Duration wait;
    synchronized (this) {
      attempts = attempts(place);
      attempts.wrong++;
      attempts.last = nanos.getAsLong();
      if (attempts.wrong == FREE) {
        LOG.log(
            Level.WARNING, "{0} wrong keys from {1}; further ones are slowed down", FREE, address);
      }
      wait = wait(attempts.wrong);
      if (wait.isZero()) {
        return;
      }
      attempts.waiting++;
      quiet = false;
    }
    try {
      pause.take(wait);
    } finally {
      synchronized (this) {
        attempts.waiting--;
      }
    }
  }

  private static Duration wait(int wrong) {
    if (wrong <= FREE) {
      return Duration.ZERO;
    }
    Duration grown = FIRST.multipliedBy(wrong - FREE);
    return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
  }

  private Attempts attempts(String place) {
    long now = nanos.getAsLong();
    byAddress.values().removeIf(it -> it.waiting == 0 && now - it.last >= FORGOTTEN.toNanos());
    Attempts attempts = byAddress.computeIfAbsent(place, _ -> new Attempts());
    if (byAddress.size() > MOST_ADDRESSES) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
    return attempts;
  }

  /// Whoever has an address of IPv6 has 2⁶⁴ of them.
  private static String place(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address it
          ? HexFormat.of().formatHex(Arrays.copyOf(it.getAddress(), 8))
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
