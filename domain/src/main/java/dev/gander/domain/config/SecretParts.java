package dev.gander.domain.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of a value is a secret by itself: whoever got the whole may repeat only its key, one of its
/// lines, or the password in its address.
final class SecretParts {
  /// Values that show by their form that they are no secrets: words, numbers, languages, absolute
  /// paths, and addresses. People write no longer words.
  private static final Pattern PLAIN =
      Pattern.compile(
          "\\p{L}{1,24}|[-+.\\d]{1,15}|[a-z]{2,3}_[A-Z]{2}(?:\\.(?i:utf-?8|iso-?8859-?\\d+))?"
              + "|/[\\w.-]+(?:/[\\w.@ -]*)*|https?://[\\w.:\\[\\]-]+(?:/[\\w./~-]*)?");

  /// A scheme, as in the header `Authorization`, and what it introduces.
  private static final Pattern HEADER = Pattern.compile("([A-Za-z][\\w.+-]*)\\s+(\\S.*)");

  /// Schemes that stay readable in front of their keys.
  private static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "token", "apikey", "api-key", "key");

  /// Between lines, also as JSON writes it.
  private static final Pattern BREAK = Pattern.compile("\\R|\\\\[rn]");

  /// The first and last lines of keys and certificates.
  private static final Pattern ARMOUR = Pattern.compile("-----.*");

  /// An item of a list: a text, which may have a name and quotes.
  private static final Pattern ITEM =
      Pattern.compile(
          "\\s*+(?:[\"']?(?<name>[A-Za-z][\\w.-]*+)[\"']?\\s*+[=:](?!//)\\s*+)?"
              + "(?:\"(?<text>[^\"]*)\"|'(?<word>[^']*)'|(?<bare>[^,;\"'{}\\[\\]]+))");

  /// Parameters of headers that everybody may know.
  private static final Set<String> PUBLIC =
      Set.of("realm", "username", "uri", "algorithm", "qop", "nc", "keyid", "signedheaders");

  /// Letters and digits side by side: names that people give have few of them.
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]{8,}");

  private static final int LONG_IN_ADDRESS = 16;
  private static final int LONG = 20;
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private static final Pattern PASSWORD = Pattern.compile("://[^/\\s:@]*:([^/\\s]+)@");
  private static final Pattern USER = Pattern.compile("https?://([^/\\s:@]+)(?::[^/\\s]*)?@");
  private static final Pattern PATH = Pattern.compile("https?://[^/\\s]+(/[^\\s?#]*)");

  /// Between parameters. A value may contain commas.
  private static final Pattern SEPARATOR = Pattern.compile("[?&;\\s]|,(?=[\\w.-]+=)");

  private static final Pattern PARAMETER = Pattern.compile("([\\w.-]+)=([^#\"']+)");

  /// Parameters that are secrets in queries, where `code` is a key.
  private static final Set<String> OF_QUERY = Set.of("code", "sig", "signature", "x-amz-signature");

  private SecretParts() {}

  /// Whether a value shows by its form that it is no secret, unless its name calls it one.
  static boolean isPlain(String value) {
    String text = value.strip();
    return PLAIN.matcher(text).matches() && inAddresses(text).isEmpty();
  }

  /// What has to be hidden of a secret. Some of it may be too short for that: see [SecretForms].
  static Set<String> of(String secret) {
    Set<String> parts = new LinkedHashSet<>();
    String text = secret.strip();
    Matcher header = HEADER.matcher(text);
    if (header.matches()) {
      addHeader(header, parts);
    } else {
      parts.add(text);
      addLines(text, parts);
    }
    parts.addAll(inAddresses(text));
    return parts;
  }

  /// What the header `Authorization` says after its scheme, which is a secret however it looks.
  static String withoutScheme(String header) {
    Matcher found = HEADER.matcher(header.strip());
    return found.matches() && isOneWord(found.group(2)) ? found.group(2) : header;
  }

  private static void addHeader(Matcher header, Set<String> parts) {
    String scheme = header.group(1).toLowerCase(Locale.ROOT);
    String key = header.group(2);
    if (!SCHEMES.contains(scheme) || !isOneWord(key)) {
      parts.add(header.group());
    }
    if (isOneWord(key) && (SCHEMES.contains(scheme) || !isPlain(key))) {
      parts.add(key);
    }
    if (scheme.equals("basic")) {
      addCredentials(key, parts);
    }
    addLines(key, parts);
  }

  private static boolean isOneWord(String text) {
    return text.chars().noneMatch(Character::isWhitespace);
  }

  /// The password, which services decode.
  private static void addCredentials(String key, Set<String> parts) {
    try {
      String pair = new String(Base64.getDecoder().decode(key), UTF_8);
      parts.add(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException _) {
      // Something that only the service understands.
    }
  }

  private static void addLines(String text, Set<String> parts) {
    String[] lines = BREAK.split(text);
    for (String line : lines) {
      String stripped = line.strip();
      if (lines.length > 1 && isSecretLine(stripped)) {
        parts.add(stripped);
      }
      addItems(stripped, parts);
    }
  }

  /// A name whose value is on the next lines is none.
  private static boolean isSecretLine(String line) {
    return !line.endsWith(":") && !ARMOUR.matcher(line).matches() && !isPlain(line);
  }

  private static void addItems(String line, Set<String> parts) {
    Matcher item = ITEM.matcher(line);
    while (item.find()) {
      String text = text(item).strip();
      if (isSecretItem(item.group("name"), text)) {
        parts.add(text);
      }
    }
  }

  private static String text(MatchResult item) {
    String quoted = item.group("text") == null ? item.group("word") : item.group("text");
    return quoted == null ? item.group("bare") : quoted;
  }

  private static boolean isSecretItem(@Nullable String name, String text) {
    if (name != null && SecretNames.denote(name)) {
      return true;
    }
    boolean isPublic = name != null && PUBLIC.contains(name.toLowerCase(Locale.ROOT));
    return !isPublic && isOneWord(text) && isMade(text) && !isPlain(text);
  }

  /// Whether it looks as only machines make texts.
  private static boolean isMade(String text) {
    return RUN.matcher(text)
        .results()
        .map(MatchResult::group)
        .anyMatch(it -> it.length() >= LONG || isMixed(it));
  }

  private static boolean isMixed(String run) {
    return run.chars().anyMatch(Character::isDigit) && run.chars().anyMatch(Character::isLetter);
  }

  /// The passwords and keys in the addresses and parameters that a text contains.
  static Set<String> inAddresses(String text) {
    Set<String> secrets = new LinkedHashSet<>();
    if (text.indexOf('=') >= 0) {
      addParameters(text, secrets);
    }
    if (text.contains("://")) {
      addCredentialsInFrontOfHosts(text, secrets);
      PATH.matcher(text).results().forEach(it -> addSegments(it.group(1), secrets));
    }
    return secrets;
  }

  private static void addParameters(String text, Set<String> secrets) {
    Matcher separator = SEPARATOR.matcher(text);
    Matcher parameter = PARAMETER.matcher(text);
    int start = 0;
    while (start < text.length()) {
      int end = separator.find() ? separator.start() : text.length();
      if (parameter.region(start, end).lookingAt()) {
        boolean isInQuery = start > 0 && "?&".indexOf(text.charAt(start - 1)) >= 0;
        if (isSecretParameter(parameter.group(1), isInQuery)) {
          addDecoded(parameter.group(2), secrets);
        }
      }
      start = end + 1;
    }
  }

  private static boolean isSecretParameter(String name, boolean isInQuery) {
    return SecretNames.denote(name)
        || (isInQuery && OF_QUERY.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static void addCredentialsInFrontOfHosts(String text, Set<String> secrets) {
    Matcher passwords = PASSWORD.matcher(text);
    while (passwords.find()) {
      // Programs do not agree on where it ends.
      addDecoded(passwords.group(1), secrets);
      addDecoded(passwords.group(1).split("@", 2)[0], secrets);
    }
    USER.matcher(text)
        .results()
        .map(it -> it.group(1))
        .filter(SecretParts::isKeyOfAddress)
        .forEach(it -> addDecoded(it, secrets));
  }

  private static void addSegments(String path, Set<String> secrets) {
    for (String segment : path.split("/")) {
      if (isKeyOfAddress(segment)) {
        addDecoded(segment, secrets);
      }
    }
  }

  private static boolean isKeyOfAddress(String text) {
    return UUID.matcher(text).find()
        || RUN.matcher(text)
            .results()
            .map(MatchResult::group)
            .anyMatch(it -> it.length() >= LONG_IN_ADDRESS && isMixed(it));
  }

  /// As it stands there, and without percent-encoding.
  private static void addDecoded(String text, Set<String> secrets) {
    secrets.add(text);
    if (text.indexOf('%') >= 0 && text.chars().allMatch(it -> it < 128)) {
      secrets.add(new String(DecodedText.ofPercents(text).text().getBytes(ISO_8859_1), UTF_8));
    }
  }
}
