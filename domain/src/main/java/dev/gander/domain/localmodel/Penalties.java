package dev.gander.domain.localmodel;

/// What makes a model say something again less likely.
///
/// @param repeatLast how many tokens are looked back for `repeat`
public record Penalties(double repeat, int repeatLast, double frequency, double presence) {
  public static final Penalties NONE = new Penalties(1.0, 64, 0, 0);
}
