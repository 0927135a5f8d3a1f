package dev.gander.adapters.persistence.keyring.api;

import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/// An answer of two values.
public final class Two<A, B> extends Tuple {
  @Position(0)
  private final A first;

  @Position(1)
  private final B second;

  public Two(A first, B second) {
    this.first = first;
    this.second = second;
  }

  public A first() {
    return first;
  }

  public B second() {
    return second;
  }
}
