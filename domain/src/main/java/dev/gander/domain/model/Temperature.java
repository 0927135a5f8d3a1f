package dev.gander.domain.model;

/// How freely a model chooses its words. goose keeps it in 32 bits.
public final class Temperature {
  private Temperature() {}

  /// The value with the shortest decimal that has the same 32 bits: 0.12345679 for 0.123456789.
  public static double in32Bits(double temperature) {
    float kept = (float) Math.clamp(temperature, -Float.MAX_VALUE, Float.MAX_VALUE);
    return Double.parseDouble(Float.toString(kept));
  }
}
