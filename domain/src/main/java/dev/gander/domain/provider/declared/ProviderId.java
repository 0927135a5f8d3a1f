package dev.gander.domain.provider.declared;

import java.util.Locale;
import java.util.regex.Pattern;

/// The ids of custom providers: lower-case letters, digits, `_` and `-`, so that an id is a safe
/// file name everywhere.
public final class ProviderId {
  private static final Pattern VALID = Pattern.compile("[a-z0-9_][a-z0-9_-]*");
  private static final int LONGEST = 200;

  /// Leaves room for a numeric suffix.
  private static final int LONGEST_MADE = 180;

  private ProviderId() {}

  public static boolean isValid(String id) {
    return id.length() <= LONGEST && VALID.matcher(id).matches();
  }

  /// `My LLM (EU)` becomes `custom_my_llm__eu`.
  public static String of(String displayName) {
    String plain = displayName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
    String bare = plain.replaceAll("^_+|_+$", "");
    String id = "custom_" + bare;
    return id.length() <= LONGEST_MADE ? id : id.substring(0, LONGEST_MADE);
  }

  /// The name of the secret that holds the key of a custom provider.
  public static String keyName(String id) {
    return id.toUpperCase(Locale.ROOT) + "_API_KEY";
  }
}
