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
/// one comes late. A right key is taken at once, from there too, whoever else tries. Only a key
/// that is so short that it could be found by trying is not looked at for a moment if so many wrong
/// ones of its address wait that someone must be trying them side by side. Other addresses notice
/// nothing, and on this machine a short key always counts too: there its address is everybody's,
/// also of those behind a reverse proxy. Bounded; thread-safe.
public final class WrongKeys {
  private static final System.Logger LOG = System.getLogger(WrongKeys.class.getName());

  /// Said for what is not looked at.
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

  /// Whether so many wrong keys of an address wait that one that could be guessed is not looked at.
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

  /// Whether further wrong keys of an address are slowed down.
  boolean areMany(String address) {
    return !isOfThisMachine(address) && hasHad(place(address));
  }

  private synchronized boolean hasHad(String place) {
    Attempts known = byAddress.get(place);
    return known != null && known.wrong >= FREE;
  }

  /// A key was wrong, and nobody waits for that.
  synchronized void count(String address) {
    var _ = counted(address);
  }

  private Attempts counted(String address) {
    Attempts attempts = attempts(place(address));
    attempts.wrong++;
    attempts.last = nanos.getAsLong();
    if (attempts.wrong == FREE) {
      LOG.log(
          Level.WARNING, "{0} wrong keys from {1}; further ones are slowed down", FREE, address);
    }
    return attempts;
  }

  private synchronized boolean areWaiting(String place) {
    Attempts known = byAddress.get(place);
    return known != null && known.waiting >= MOST_WAITING;
  }

  /// A key was wrong. Returns when that may be said.
  public void add(String address) throws InterruptedException {
    Attempts attempts;
    Duration wait;
    synchronized (this) {
      attempts = counted(address);
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
