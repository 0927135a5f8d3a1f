package dev.gander.adapters.http.access;

import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Random texts that each stand for a key for some time. They are kept in memory alone, and the key
/// is looked at whenever one is used: a key that is revoked takes its passes with it. When there
/// are too many, the oldest goes. Thread-safe.
public final class Passes {
  private static final int MOST = 1_000;
  private static final int BYTES = 32;

  private final Duration life;
  private final RandomGenerator random;
  private final LongSupplier nanos;
  private final Map<String, Pass> byText = new LinkedHashMap<>();

  private record Pass(String key, long since) {
    /// Does not show the key.
    @Override
    public String toString() {
      return "a pass";
    }
  }

  /// @param random must be fit for secrets
  /// @param nanos a clock that measures, as [System#nanoTime]: nobody can set it back
  Passes(Duration life, RandomGenerator random, LongSupplier nanos) {
    this.life = life;
    this.random = random;
    this.nanos = nanos;
  }

  public Duration life() {
    return life;
  }

  /// A new pass for a key.
  public synchronized String issue(String key) {
    dropExpired();
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    byText.put(text, new Pass(key, nanos.getAsLong()));
    if (byText.size() > MOST) {
      Iterator<Pass> oldest = byText.values().iterator();
      oldest.next();
      oldest.remove();
    }
    return text;
  }

  /// The key for which a pass stands; empty if it stands for none any more.
  public synchronized Optional<String> key(String text) {
    dropExpired();
    return Optional.ofNullable(byText.get(text)).map(Pass::key);
  }

  /// As [#key]; the pass is good for nothing afterwards.
  public synchronized Optional<String> take(String text) {
    dropExpired();
    return Optional.ofNullable(byText.remove(text)).map(Pass::key);
  }

  private void dropExpired() {
    long now = nanos.getAsLong();
    byText.values().removeIf(it -> now - it.since() >= life.toNanos());
  }
}
