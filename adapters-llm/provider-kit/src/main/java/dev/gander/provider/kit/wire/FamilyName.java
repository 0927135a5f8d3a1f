package dev.gander.provider.kit.wire;

import java.util.Locale;

/// Recognizes the family of a model by its name, in any case: whoever runs a service may name its
/// models as they like.
public final class FamilyName {
  private FamilyName() {}

  /// @param family in lower case
  public static boolean begins(String model, String family) {
    return model.regionMatches(true, 0, family, 0, family.length());
  }

  /// @param family in lower case
  public static boolean contains(String model, String family) {
    return model.toLowerCase(Locale.ROOT).contains(family);
  }
}
