package dev.gander.domain.config;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks anything that looks like a secret in texts for other readers. Works on plain text, since
/// reports are often about broken files; masks too much rather than too little.
public final class SecretMask {
  public static final String MASK = "***";

  /// Keys of maps whose values are all secrets, whatever their own keys.
  private static final Set<String> SECRET_MAPS = Set.of("envs", "headers");

  private static final Pattern ENTRY =
      Pattern.compile("(\\s*(?:- +)*)([\"']?)([\\w .-]{1,200})\\2\\s*:(?=\\s|$)\\s*(.*)");
  private static final Pattern BLOCK = Pattern.compile("[|>][-+0-9]*\\s*(#.*)?");
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\b(?:sk-[\\w-]{8,}|gh[pousr]_\\w{16,}|github_pat_\\w{16,}|glpat-[\\w-]{16,}"
              + "|xox[a-z]-[\\w-]{8,}|AKIA[0-9A-Z]{12,}|AIza[\\w-]{16,}"
              + "|eyJ[\\w-]{8,}\\.[\\w-]+(?:\\.[\\w-]*)?)");
  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|basic)(\\s+)[\\w.~+/=-]{8,}");
  private static final Pattern OF_URL = Pattern.compile("(://[^/\\s:@\"']{0,200}:)[^/\\s@\"']+@");
  private static final Pattern OPTION =
      Pattern.compile(
          "(?i)(--[\\w-]*(?:key|token|secret|password|passphrase|(?<=-)(?:pass|pwd|pat|auth))=)[^\\s\"',\\]]+");

  private static final int NOTHING = Integer.MAX_VALUE;

  private SecretMask() {}

  /// Masks texts with the shape of well-known tokens, and passwords in URLs and options.
  public static String inText(String text) {
    String masked = TOKEN.matcher(text).replaceAll(MASK);
    masked = BEARER.matcher(masked).replaceAll("$1$2" + Matcher.quoteReplacement(MASK));
    masked = OF_URL.matcher(masked).replaceAll("$1" + Matcher.quoteReplacement(MASK) + "@");
    return OPTION.matcher(masked).replaceAll("$1" + Matcher.quoteReplacement(MASK));
  }

  /// Masks the given secrets in all their forms, unless they are short enough to occur in ordinary
  /// words, and whatever [#inText(String)] masks.
  public static String inText(String text, Collection<String> secrets) {
    return inText(text, SecretForms.of(secrets));
  }

  private static String inText(String text, SecretForms secrets) {
    return inText(secrets.hiddenIn(text));
  }

  /// Masks the given secrets, as above, and whatever [#inSettings(String)] masks.
  public static String inSettings(String text, Collection<String> secrets) {
    return inSettings(SecretForms.of(secrets).hiddenIn(text));
  }

  /// Masks in all texts of a value what [#inText(String, Collection)] masks, and everything below a
  /// key that names a secret, or below `envs` or `headers`.
  public static Json inJson(Json value, Collection<String> secrets) {
    return inJson(value, SecretForms.of(secrets), false);
  }

  private static Json inJson(Json value, SecretForms secrets, boolean hidden) {
    return switch (value) {
      case JsonString(String text) -> Json.of(hidden ? MASK : inText(text, secrets));
      case JsonNumber number -> hidden ? Json.of(MASK) : number;
      case JsonArray(List<Json> items) ->
          JsonArray.of(items, item -> inJson(item, secrets, hidden));
      case JsonObject(Map<String, Json> members) -> {
        JsonObject.Builder masked = JsonObject.builder();
        members.forEach(
            (key, member) -> masked.put(key, inJson(member, secrets, hidden || namesSecret(key))));
        yield masked.build();
      }
      case JsonBool _, JsonNull _ -> value;
    };
  }

  /// Masks the values of keys that name a secret, everything below `envs` and `headers`, and
  /// whatever [#inText] masks. Expects YAML, or JSON with one entry per line.
  public static String inSettings(String text) {
    List<String> masked = new ArrayList<>();
    int hiddenBelow = NOTHING;
    for (String line : text.split("\n", -1)) {
      Matcher entry = ENTRY.matcher(line);
      if (!line.isBlank() && !isBelow(hiddenBelow, line)) {
        hiddenBelow = NOTHING;
      }
      if (hiddenBelow != NOTHING) {
        masked.add(entry.matches() ? withoutValue(line, entry) : hidden(line));
      } else if (entry.matches() && namesSecret(entry.group(3))) {
        masked.add(withoutValue(line, entry));
        hiddenBelow = entry.end(1);
      } else {
        masked.add(line);
      }
    }
    return inText(String.join("\n", masked));
  }

  /// Whether a key or variable of this name holds a secret.
  public static boolean namesSecret(String key) {
    return SECRET_MAPS.contains(key.strip().toLowerCase(Locale.ROOT)) || SecretNames.denote(key);
  }

  /// Whether a variable or header of this name has this secret, and not only a method or a folder.
  static boolean namesSecret(String name, String value) {
    return SECRET_MAPS.contains(name.strip().toLowerCase(Locale.ROOT))
        || SecretNames.denote(name, value);
  }

  /// The value of a map or block continues on the following lines.
  private static String withoutValue(String line, Matcher entry) {
    String value = entry.group(4).strip();
    boolean goesOn = value.isEmpty() || value.startsWith("#") || BLOCK.matcher(value).matches();
    return goesOn ? line : line.substring(0, entry.start(4)) + MASK;
  }

  private static String hidden(String line) {
    return line.isBlank() ? line : line.substring(0, indent(line)) + MASK;
  }

  /// A list may start in the same column as its key.
  private static boolean isBelow(int column, String line) {
    int indent = indent(line);
    return indent > column || (indent == column && line.startsWith("- ", indent));
  }

  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }
}
